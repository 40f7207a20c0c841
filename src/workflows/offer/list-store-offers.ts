import { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import { evaluateEligibility, Refusal } from "../../modules/offer/eligibility"
import type OfferModuleService from "../../modules/offer/service"
import { StoreListRow } from "../../modules/offer/store-list"
import { Buyer, OfferType, Placement } from "../../modules/offer/types"
import { gatherBuyer, loadCartLines, loadCartOffers } from "../cart/load-cart"

/** An offer as a storefront shows it (REQUIREMENTS O2). Money in major units; `null` stock is unlimited. */
export type StoreOffer = {
  id: string
  eventId: string
  title: string
  description: string | null
  price: number
  originalPrice: number | null
  currency: string
  offerType: OfferType
  imageUrl: string | null
  startsAt: string | null
  expiresAt: string | null
  inventory: { total: number | null; available: number | null; sold: number }
  stripePriceId: string | null
  placement: Placement[]
  targetSessions: string[]
  targetTiers: string[]
  requiresTicket: boolean
  requiresShipping: boolean
  perCustomerLimit: number | null
  perOrderLimit: number | null
  purchasable: boolean
  refusal: Refusal | null
}

export type StoreOfferContext = { regionId?: string; currencyCode?: string; cartId?: string }
export type StoreOfferQuery = StoreOfferContext & {
  id?: string
  eventId?: string
  sessionId?: string
  placement?: Placement
  limit: number
  offset: number
}

type Asker = {
  currency: string
  /** Known when a cart was named: then the answer is about that cart. */
  cart: { buyer: Buyer; held: Map<string, number> } | null
}

/**
 * Listed offers, each with whether it can be had now and if not why. The rules are the ones that adding and ordering ask;
 * without a cart nothing is known of the buyer, so the ticket rules are left to the moment of adding.
 * @throws MedusaError `currency_required`, `region_not_found`, `cart_not_found`
 */
export async function listStoreOffers(
  container: MedusaContainer,
  query: StoreOfferQuery
): Promise<{ offers: StoreOffer[]; count: number }> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const asker = await resolveAsker(container, query)
  const { rows, count } = await service.listForStore({
    id: query.id,
    event_id: query.eventId,
    session_id: query.sessionId,
    placement: query.placement,
    currency_code: asker.currency,
    limit: query.limit,
    offset: query.offset,
  })
  return { offers: rows.map((row) => toStoreOffer(row, asker, query.sessionId)), count }
}

async function resolveAsker(container: MedusaContainer, context: StoreOfferContext): Promise<Asker> {
  if (context.cartId) {
    const cart = await loadCartLines(container, context.cartId)
    const { lines } = await loadCartOffers(container, cart)
    const held = new Map<string, number>()
    for (const { offer_id, item } of lines) {
      held.set(offer_id, (held.get(offer_id) ?? 0) + Number(item.quantity))
    }
    return { currency: cart.currency_code, cart: { buyer: await gatherBuyer(container, cart), held } }
  }
  if (context.currencyCode) {
    return { currency: context.currencyCode, cart: null }
  }
  if (!context.regionId) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "Give a regionId, a currencyCode or a cartId.", "currency_required")
  }
  const [region] = await container.resolve(Modules.REGION).listRegions({ id: context.regionId }, { select: ["currency_code"] })
  if (!region) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such region.", "region_not_found")
  }
  return { currency: region.currency_code, cart: null }
}

function toStoreOffer(row: StoreListRow, { currency, cart }: Asker, sessionId: string | undefined): StoreOffer {
  const available = row.inventory_total === null ? null : Math.max(0, row.inventory_total - row.sold - row.held)
  const inCart = cart?.held.get(row.id) ?? 0
  const terms = cart ? row : { ...row, requires_ticket: false, target_tiers: [] }
  const [refusal = null] = evaluateEligibility(terms, {
    moment: "list",
    at: row.at,
    quantity: inCart + 1,
    available: available === null ? null : available + inCart,
    owned: 0,
    priced: true,
    tickets: cart?.buyer.tickets ?? [],
    session_id: sessionId,
  })
  return {
    id: row.id,
    eventId: row.event_id,
    title: row.title,
    description: row.description,
    price: Number(row.amount),
    originalPrice: row.compare_at_amount === null ? null : Number(row.compare_at_amount),
    currency,
    offerType: row.type,
    imageUrl: row.image_url,
    startsAt: row.starts_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    inventory: { total: row.inventory_total, available, sold: row.sold },
    stripePriceId: row.catalog_price_id,
    placement: row.placements,
    targetSessions: row.target_session_ids,
    targetTiers: row.target_tiers,
    requiresTicket: row.requires_ticket,
    requiresShipping: row.requires_shipping,
    perCustomerLimit: row.per_customer_limit,
    perOrderLimit: row.per_order_limit,
    purchasable: refusal === null,
    refusal,
  }
}
