import { MedusaContainer } from "@medusajs/framework/types"
import { OFFER_MODULE } from "../../modules/offer"
import { evaluateEligibility, Refusal } from "../../modules/offer/eligibility"
import { byExpectedEarning, isExhausted } from "../../modules/offer/recommendation"
import type OfferModuleService from "../../modules/offer/service"
import { StoreListRow } from "../../modules/offer/store-list"
import { OfferType, Placement } from "../../modules/offer/types"
import { upgradePrice } from "../cart/upgrade-price"
import { Asker, resolveAsker, StoreOfferContext } from "./store-asker"

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
  perTicketLimit: number | null
  purchasable: boolean
  refusal: Refusal | null
}

/** The organizer's order; or by what showing an offer is expected to earn, see `recommendation.ts`. */
export const STORE_SORTS = ["position", "recommended"] as const

export type StoreOfferQuery = StoreOfferContext & {
  id?: string
  eventId?: string
  sessionId?: string
  placement?: Placement
  sort?: (typeof STORE_SORTS)[number]
  limit: number
  offset: number
}

/**
 * Listed offers, each with whether one more can be had now and if not why. The rules and the facts are those that adding
 * and ordering ask; where nothing is known of the buyer (no cart, nobody signed in) the ticket rules are left to them.
 *
 * At checkout a cart is recommended to: offers of which it can take no more are left out. Elsewhere they stay, refused.
 * @throws MedusaError `currency_required`, `region_not_found`, `cart_not_found`
 */
export async function listStoreOffers(
  container: MedusaContainer,
  query: StoreOfferQuery
): Promise<{ offers: StoreOffer[]; count: number }> {
  const asker = await resolveAsker(container, query)
  const withoutExhausted = query.placement === "CHECKOUT" && asker.cart !== null
  // Whoever is left out or moved is known only once all have been judged.
  const judgesAll = withoutExhausted || query.sort === "recommended"
  const { rows, count } = await container.resolve<OfferModuleService>(OFFER_MODULE).listForStore({
    id: query.id,
    event_id: query.eventId,
    session_id: query.sessionId,
    placement: query.placement,
    currency_code: asker.currency,
    buyer: asker.buyer ?? undefined,
    cart_id: asker.cart?.id,
    limit: judgesAll ? null : query.limit,
    offset: judgesAll ? 0 : query.offset,
  })
  const differences = await differencesOf(container, rows, asker)
  const judged = rows.map((row) => ({
    ...row,
    refusal: judge(row, asker, query.sessionId),
    price: differences.get(row.id) ?? Number(row.amount),
  }))
  if (!judgesAll) {
    return { offers: judged.map((row) => toStoreOffer(row, asker.currency)), count }
  }
  const shown = withoutExhausted ? judged.filter(({ refusal }) => !isExhausted(refusal)) : judged
  const sorted = query.sort === "recommended" ? byExpectedEarning(shown, asker.cart?.total ?? 0) : shown
  const page = sorted.slice(query.offset, query.offset + query.limit)
  return { offers: page.map((row) => toStoreOffer(row, asker.currency)), count: sorted.length }
}

/** What upgrades that charge the difference cost this buyer; the others, and buyers of whom no ticket is known, are missing. */
async function differencesOf(container: MedusaContainer, rows: StoreListRow[], { buyer, regionId }: Asker): Promise<Map<string, number>> {
  const differences = new Map<string, number>()
  for (const row of buyer?.tickets.length && regionId ? rows.filter(({ charges_difference }) => charges_difference) : []) {
    const price = await upgradePrice(container, regionId as string, row, buyer?.tickets ?? [])
    if (price !== null) {
      differences.set(row.id, price)
    }
  }
  return differences
}

/** The refusal that adding one more unit would meet, or null. */
function judge(row: StoreListRow, { buyer, cart }: Asker, sessionId: string | undefined): Refusal | null {
  if (cart?.ordering.has(row.id)) {
    return { code: "payment_in_progress", message: "This cart is being ordered and can't be changed." }
  }
  const [refusal = null] = evaluateEligibility(row, {
    moment: "list",
    at: row.at,
    quantity: (cart?.units.get(row.id) ?? 0) + 1,
    available: row.inventory_total === null ? null : Math.max(0, row.inventory_total - row.sold - (row.held - row.held_here)),
    owned: row.owned,
    priced: true,
    tickets: buyer?.tickets ?? null,
    bound: row.bound,
    session_id: sessionId,
  })
  return refusal
}

function toStoreOffer(row: StoreListRow & { refusal: Refusal | null; price: number }, currency: string): StoreOffer {
  const available = row.inventory_total === null ? null : Math.max(0, row.inventory_total - row.sold - row.held)
  return {
    id: row.id,
    eventId: row.event_id,
    title: row.title,
    description: row.description,
    price: row.price,
    originalPrice: row.compare_at_amount !== null && Number(row.compare_at_amount) > row.price ? Number(row.compare_at_amount) : null,
    currency,
    offerType: row.type,
    imageUrl: row.image_url,
    startsAt: row.starts_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    inventory: { total: row.inventory_total, available, sold: row.sold },
    stripePriceId: row.price === Number(row.amount) ? row.catalog_price_id : null,
    placement: row.placements,
    targetSessions: row.target_session_ids,
    targetTiers: row.target_tiers,
    requiresTicket: row.requires_ticket,
    requiresShipping: row.requires_shipping,
    perCustomerLimit: row.per_customer_limit,
    perOrderLimit: row.per_order_limit,
    perTicketLimit: row.per_ticket_limit,
    purchasable: row.refusal === null,
    refusal: row.refusal,
  }
}
