import { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { Stock } from "../../modules/offer/service"
import { CatalogStatus, CodeSource, DeliveryMethod, OfferStatus, OfferType, TicketTier } from "../../modules/offer/types"
import type ProgramModuleService from "../../modules/program/service"

/** An offer as the organizer sees it. Money in major units; `null` stock is unlimited. */
export type AdminOffer = {
  id: string
  event_id: string
  event: { id: string; title: string; time_zone: string } | null
  type: OfferType
  title: string
  description: string | null
  image_url: string | null
  status: OfferStatus
  placements: string[]
  target_session_ids: string[]
  target_tiers: string[]
  inventory_total: number | null
  per_customer_limit: number | null
  per_order_limit: number | null
  requires_ticket: boolean
  requires_shipping: boolean
  per_ticket_limit: number | null
  delivery_method: DeliveryMethod
  upgrade_tier: TicketTier | null
  charges_difference: boolean
  code_source: CodeSource | null
  starts_at: Date | null
  expires_at: Date | null
  position: number
  product_id: string
  variant_id: string
  variant_linked: boolean
  stock: Stock
  stripe: { status: CatalogStatus; product_id: string | null; error: string | null; synced_at: Date | null }
  prices: { currency_code: string; amount: number; compare_at_amount: number | null; stripe_price_id: string | null }[]
  created_at: Date
  updated_at: Date
}

type Filters = Parameters<OfferModuleService["listAndCountOffers"]>[0]
type Config = Parameters<OfferModuleService["listAndCountOffers"]>[1]

/** Offers with their stock and events: three statements however many there are. */
export async function listAdminOffers(
  container: MedusaContainer,
  filters: Filters,
  config: Config
): Promise<{ offers: AdminOffer[]; count: number }> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const [rows, count] = await service.listAndCountOffers(filters, { ...config, relations: ["prices"] })
  const events = await container
    .resolve<ProgramModuleService>("program")
    .listProgramEvents({ id: [...new Set(rows.map((row) => row.event_id))] }, { select: ["id", "title", "time_zone"] })
  const stock = await service.stockOf(rows.map((row) => row.id))
  const eventOf = new Map(events.map(({ id, title, time_zone }) => [id, { id, title, time_zone }]))

  const offers = rows.map((row): AdminOffer => {
    const {
      sold: _sold,
      revision: _revision,
      catalog_status,
      catalog_product_id,
      catalog_error,
      catalog_synced_at,
      catalog_attempts: _attempts,
      catalog_next_attempt_at: _next,
      prices,
      deleted_at: _deleted,
      ...rest
    } = row
    return {
      ...rest,
      event: eventOf.get(row.event_id) ?? null,
      stock: stock.get(row.id) as Stock,
      stripe: { status: catalog_status, product_id: catalog_product_id, error: catalog_error, synced_at: catalog_synced_at },
      prices: prices
        .map((price) => ({
          currency_code: price.currency_code,
          amount: Number(price.amount),
          compare_at_amount: price.compare_at_amount === null ? null : Number(price.compare_at_amount),
          stripe_price_id: price.catalog_price_id,
        }))
        .sort((a, b) => a.currency_code.localeCompare(b.currency_code)),
    }
  })
  return { offers, count }
}

/** @throws MedusaError NOT_FOUND `offer_not_found` */
export async function retrieveAdminOffer(container: MedusaContainer, id: string): Promise<AdminOffer> {
  const { offers } = await listAdminOffers(container, { id }, { take: 1 })
  if (!offers[0]) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such offer.", "offer_not_found")
  }
  return offers[0]
}
