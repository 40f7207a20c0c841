import { MedusaContainer } from "@medusajs/framework/types"
import { OFFER_MODULE } from "../../modules/offer"
import { evaluateEligibility, Refusal } from "../../modules/offer/eligibility"
import { byExpectedEarning, Candidate, isExhausted } from "../../modules/offer/recommendation"
import type OfferModuleService from "../../modules/offer/service"
import { StoreList, StoreListDetails, StoreListRow } from "../../modules/offer/store-list"
import { OfferType, Placement } from "../../modules/offer/types"
import { costTheSame } from "../cart/upgrade-difference"
import { PRICES_DIFFER, upgradePrices } from "../cart/upgrade-price"
import { Asker, resolveAsker, StoreOfferContext } from "./store-asker"

/** An offer as a storefront shows it. Money in major units; `null` stock is unlimited. */
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
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const list = await service.listForStore({
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
  const judged = await judge(container, list, asker, query.sessionId)
  const shown = withoutExhausted ? judged.filter(({ refusal }) => !isExhausted(refusal)) : judged
  const sorted = query.sort === "recommended" ? byExpectedEarning(shown, asker.cart?.total ?? 0) : shown
  const page = judgesAll ? sorted.slice(query.offset, query.offset + query.limit) : sorted
  const details = await service.detailsForStore(page.map(({ id }) => id), asker.currency)
  return {
    offers: page.flatMap((offer) => {
      const detail = details.get(offer.id)
      return detail ? [toStoreOffer(offer, detail, asker.currency)] : []
    }),
    count: judgesAll ? sorted.length : list.count,
  }
}

type Judged = Candidate & { row: StoreListRow }

/** Each offer with its price for this buyer, and the refusal that adding one more unit would meet, or null. */
async function judge(container: MedusaContainer, list: StoreList, asker: Asker, sessionId: string | undefined): Promise<Judged[]> {
  const differences = await differencesOf(container, list.rows, asker)
  return list.rows.map((row) => ({
    id: row.id,
    position: row.position,
    price: differences.get(row.id)?.[0] ?? Number(row.amount),
    sold: row.sold,
    inventory_total: row.inventory_total,
    refusal: refusalOf(row, list, asker, sessionId) ?? refusalOfPrice(row, asker, differences.get(row.id)),
    row,
  }))
}

/** What upgrades that charge the difference cost this buyer, see `upgradePrices`; the others, and buyers of whom no ticket is known, are missing. */
async function differencesOf(container: MedusaContainer, rows: StoreListRow[], { buyer, regionId, cart }: Asker): Promise<Map<string, (number | null)[]>> {
  const charging = rows.filter(({ charges_difference }) => charges_difference)
  return buyer && regionId && charging.length
    ? await upgradePrices(container, charging, { region_id: regionId, tickets: buyer.tickets, units: cart?.units ?? new Map() })
    : new Map()
}

/** One more unit of an upgrade that would cost something else than those on the line. */
function refusalOfPrice(row: StoreListRow, { cart }: Asker, differences: (number | null)[] = []): Refusal | null {
  return costTheSame(differences, (cart?.units.get(row.id) ?? 0) + 1) ? null : PRICES_DIFFER
}

function refusalOf(row: StoreListRow, { owned, bound }: StoreList, { buyer, cart }: Asker, sessionId: string | undefined): Refusal | null {
  if (cart?.ordering.has(row.id)) {
    return { code: "payment_in_progress", message: "This cart is being ordered and can't be changed." }
  }
  const [refusal = null] = evaluateEligibility(row, {
    moment: "list",
    at: new Date(row.at * 1000),
    quantity: (cart?.units.get(row.id) ?? 0) + 1,
    available: row.inventory_total === null ? null : Math.max(0, row.inventory_total - row.sold - (row.held - row.held_here)),
    owned: owned.get(row.id) ?? 0,
    priced: true,
    tickets: buyer?.tickets ?? null,
    bound: bound.get(row.id),
    session_id: sessionId,
  })
  return refusal
}

function toStoreOffer({ row, price, refusal }: Judged, detail: StoreListDetails, currency: string): StoreOffer {
  const available = row.inventory_total === null ? null : Math.max(0, row.inventory_total - row.sold - row.held)
  const compareAt = detail.compare_at_amount === null ? null : Number(detail.compare_at_amount)
  return {
    id: row.id,
    eventId: row.event_id,
    title: row.title,
    description: detail.description,
    price,
    originalPrice: compareAt !== null && compareAt > price ? compareAt : null,
    currency,
    offerType: detail.type,
    imageUrl: detail.image_url,
    startsAt: row.starts_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    inventory: { total: row.inventory_total, available, sold: row.sold },
    stripePriceId: price === Number(row.amount) ? detail.catalog_price_id : null,
    placement: detail.placements,
    targetSessions: row.target_session_ids,
    targetTiers: row.target_tiers,
    requiresTicket: row.requires_ticket,
    requiresShipping: detail.requires_shipping,
    perCustomerLimit: row.per_customer_limit,
    perOrderLimit: row.per_order_limit,
    perTicketLimit: row.per_ticket_limit,
    purchasable: refusal === null,
    refusal,
  }
}
