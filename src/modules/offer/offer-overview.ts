import { Sql } from "../../utils/sql"
import { LIVE } from "./live-hold"

/** Sums over all offers. Archived ones count where they earned (`units_sold`), not where nothing can happen any more. */
export type OfferOverview = {
  offers: number
  published_offers: number
  /** Offers that are or were published. */
  launched_offers: number
  units_sold: number
  units_held: number
  /** Of published offers with limited stock; null when every published offer is unlimited. */
  units_left: number | null
  offers_needing_attention: number
}

const OFFERS = `from offer o
       left join (select offer_id, sum(quantity) as held from offer_hold where ${LIVE} group by offer_id) h on h.offer_id = o.id
      where o.deleted_at is null`

const LEFT = "o.inventory_total - o.sold - coalesce(h.held, 0)"

/**
 * Whether an organizer should look at an offer now: sold out, its sale over or over within a week, or refused by the payment
 * vendor. A draft or archived one earns nothing, so of a draft only the vendor matters, and of an archived one nothing.
 */
const NEEDS_ATTENTION = `(o.status = 'published' and (${LEFT} <= 0 or o.expires_at <= clock_timestamp() + interval '7 days')
             or o.status <> 'archived' and o.catalog_status = 'failed')`

/** One statement however many offers there are. */
export async function overviewOf(sql: Sql): Promise<OfferOverview> {
  const [row] = await sql<OfferOverview>(
    `select count(*)::int as offers,
            count(*) filter (where o.status = 'published')::int as published_offers,
            count(*) filter (where o.status <> 'draft')::int as launched_offers,
            coalesce(sum(o.sold), 0)::float8 as units_sold,
            coalesce(sum(h.held), 0)::float8 as units_held,
            case when bool_and(o.inventory_total is null) filter (where o.status = 'published') then null
                 else coalesce(sum(greatest(0, ${LEFT})) filter (where o.status = 'published' and o.inventory_total is not null), 0)::float8
            end as units_left,
            count(*) filter (where ${NEEDS_ATTENTION})::int as offers_needing_attention
       ${OFFERS}`
  )
  return row
}

/** Ids of the offers that the overview counts as needing attention. */
export async function idsNeedingAttention(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }>(`select o.id ${OFFERS} and ${NEEDS_ATTENTION}`)
  return rows.map((row) => row.id)
}
