import { boundUnits, ownedUnits, Person } from "./buyer-units"
import { BoundUnits, OwnTicket } from "./eligibility"
import { LIVE } from "./live-hold"
import { Sql } from "../../utils/sql"
import { OfferType, Placement, TicketTier } from "./types"

export type StoreListFilter = {
  id?: string
  event_id?: string
  session_id?: string
  placement?: Placement
  currency_code: string
  /** Who asks, when that is known: the answer then tells what they own. */
  buyer?: Person & { tickets: OwnTicket[] }
  /** The cart that is asked about. */
  cart_id?: string
  /** Null lists all of them. */
  limit: number | null
  offset: number
}

/**
 * What judging an offer and its expected earning need. Up to all offers of an event are judged for one page, so this is
 * kept narrow: each column here is read for every one of them.
 */
export type StoreListRow = {
  id: string
  event_id: string
  title: string
  status: "published"
  target_session_ids: string[]
  target_tiers: string[]
  inventory_total: number | null
  sold: number
  /** Units of all live holds, and how many of them are the cart's own. */
  held: number
  held_here: number
  per_customer_limit: number | null
  per_order_limit: number | null
  per_ticket_limit: number | null
  requires_ticket: boolean
  upgrade_tier: TicketTier | null
  charges_difference: boolean
  starts_at: Date | null
  expires_at: Date | null
  position: number
  amount: string
  /** PostgreSQL's clock, seconds since 1970. */
  at: number
}

export type StoreList = {
  rows: StoreListRow[]
  count: number
  /** By offer, units the buyer has bought, or holds in other carts; counted where a limit asks for it. */
  owned: Map<string, number>
  bound: Map<string, BoundUnits[]>
}

/** What is only shown of an offer: read for the page alone. */
export type StoreListDetails = {
  id: string
  description: string | null
  type: OfferType
  image_url: string | null
  placements: Placement[]
  requires_shipping: boolean
  compare_at_amount: string | null
  catalog_price_id: string | null
}

/**
 * Published offers inside their sale window that have a price in the currency, with live stock: one statement, and one
 * more for each kind of limit among them that depends on what the buyer has. A session lists the offers made for it
 * first, then those for every session of its event.
 */
export async function listForStore(sql: Sql, filter: StoreListFilter): Promise<StoreList> {
  const rows = await listRows(sql, filter)
  const count = rows.length || !filter.offset ? Number(rows[0]?.full_count ?? 0) : await countAll(sql, filter)
  const { buyer, cart_id = null } = filter
  const idsOf = (limit: "per_customer_limit" | "per_ticket_limit") => rows.filter((row) => row[limit] !== null).map((row) => row.id)
  const ticketIds = (buyer?.tickets ?? []).flatMap(({ id }) => (id ? [id] : []))
  const [owned, bound] = buyer
    ? await Promise.all([
        ownedUnits(sql, idsOf("per_customer_limit"), cart_id, buyer),
        boundUnits(sql, idsOf("per_ticket_limit"), cart_id, buyer, ticketIds),
      ])
    : [new Map(), new Map()]
  return { rows, count, owned, bound }
}

/** What a storefront shows of offers beside what was judged, by their ids. */
export async function detailsForStore(sql: Sql, ids: string[], currencyCode: string): Promise<Map<string, StoreListDetails>> {
  const rows = await sql<StoreListDetails>(
    `select o.id, o.description, o.type, o.image_url, o.placements, o.requires_shipping, p.compare_at_amount, p.catalog_price_id
       from offer o
       join offer_price p on p.offer_id = o.id and p.currency_code = ? and p.deleted_at is null
      where o.id = any(?)`,
    [currencyCode, ids]
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The stock is asked for the page alone. */
async function listRows(sql: Sql, filter: StoreListFilter): Promise<(StoreListRow & { full_count: string })[]> {
  const { from, bindings } = listed(filter)
  const order = filter.session_id ? "page.general, page.position, page.id" : "page.position, page.id"
  return await sql(
    `with listed as (${from}),
          page as (select page.*, (select count(*) from listed) as full_count from listed page order by ${order} limit ? offset ?),
          stock as (select offer_id, sum(quantity)::int as held, (sum(quantity) filter (where cart_id = ?))::int as held_here
                      from offer_hold where offer_id in (select id from page) and ${LIVE} group by offer_id)
     select page.*, extract(epoch from clock_timestamp())::float8 as at,
            coalesce(stock.held, 0) as held, coalesce(stock.held_here, 0) as held_here
       from page
       left join stock on stock.offer_id = page.id
      order by ${order}`,
    [...bindings, filter.limit, filter.offset, filter.cart_id ?? null]
  )
}

/** A page beyond the last offer is empty and still says how many there are. */
async function countAll(sql: Sql, filter: StoreListFilter): Promise<number> {
  const { from, bindings } = listed(filter)
  const [row] = await sql<{ count: string }>(`select count(*) as count from (${from}) listed`, bindings)
  return Number(row.count)
}

function listed(filter: StoreListFilter): { from: string; bindings: unknown[] } {
  const conditions = [
    "o.status = 'published'",
    "o.deleted_at is null",
    "(o.starts_at is null or o.starts_at <= clock_timestamp())",
    "(o.expires_at is null or o.expires_at > clock_timestamp())",
  ]
  const bindings: unknown[] = [filter.currency_code]
  const where = (condition: string, value: unknown) => {
    conditions.push(condition)
    bindings.push(value)
  }
  if (filter.id) where("o.id = ?", filter.id)
  if (filter.event_id) where("o.event_id = ?", filter.event_id)
  if (filter.placement) where("? = any(o.placements)", filter.placement)
  if (filter.session_id) where("(cardinality(o.target_session_ids) = 0 or ? = any(o.target_session_ids))", filter.session_id)
  return {
    from: `select o.id, o.event_id, o.title, o.status, o.target_session_ids, o.target_tiers, o.inventory_total, o.sold, o.per_customer_limit,
                  o.per_order_limit, o.per_ticket_limit, o.requires_ticket, o.upgrade_tier, o.charges_difference, o.starts_at, o.expires_at,
                  o.position, cardinality(o.target_session_ids) = 0 as general, p.amount
             from offer o
             join offer_price p on p.offer_id = o.id and p.currency_code = ? and p.deleted_at is null
            where ${conditions.join(" and ")}`,
    bindings,
  }
}
