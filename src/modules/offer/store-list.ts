import { LIVE } from "./hold-ledger"
import { Sql } from "./sql"
import { OfferType, Placement } from "./types"

export type StoreListFilter = {
  id?: string
  event_id?: string
  session_id?: string
  placement?: Placement
  currency_code: string
  limit: number
  offset: number
}

export type StoreListRow = {
  id: string
  event_id: string
  title: string
  description: string | null
  type: OfferType
  image_url: string | null
  status: "published"
  placements: Placement[]
  target_session_ids: string[]
  target_tiers: string[]
  inventory_total: number | null
  sold: number
  held: number
  per_customer_limit: number | null
  per_order_limit: number | null
  requires_ticket: boolean
  requires_shipping: boolean
  starts_at: Date | null
  expires_at: Date | null
  amount: string
  compare_at_amount: string | null
  catalog_price_id: string | null
  at: Date
  full_count: string
}

/**
 * Published offers inside their sale window that have a price in the currency, with live stock: one statement.
 * A session lists the offers made for it first, then those for every session of its event.
 */
export async function listForStore(sql: Sql, filter: StoreListFilter): Promise<{ rows: StoreListRow[]; count: number }> {
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

  const rows = await sql<StoreListRow>(
    `with page as (
       select o.*, p.amount, p.compare_at_amount, p.catalog_price_id, count(*) over () as full_count
         from offer o
         join offer_price p on p.offer_id = o.id and p.currency_code = ? and p.deleted_at is null
        where ${conditions.join(" and ")}
        order by ${filter.session_id ? "cardinality(o.target_session_ids) = 0, " : ""}o.position, o.id
        limit ? offset ?)
     select page.id, event_id, title, description, type, image_url, status, placements, target_session_ids, target_tiers,
            inventory_total, sold, per_customer_limit, per_order_limit, requires_ticket, requires_shipping, starts_at, expires_at,
            amount, compare_at_amount, catalog_price_id, full_count, clock_timestamp() as at,
            coalesce(stock.held, 0)::int as held
       from page
       left join (select offer_id, sum(quantity) as held from offer_hold
                   where offer_id in (select id from page) and ${LIVE} group by offer_id) stock on stock.offer_id = page.id
      order by ${filter.session_id ? "cardinality(target_session_ids) = 0, " : ""}position, page.id`,
    [...bindings, filter.limit, filter.offset]
  )
  return { rows, count: Number(rows[0]?.full_count ?? 0) }
}
