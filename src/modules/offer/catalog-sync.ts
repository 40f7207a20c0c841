import { Sql } from "../../utils/sql"
import { CatalogOffer, CatalogResult } from "./ports/offer-catalog"

/** An offer as it was read for the vendor's catalogue. */
export type SyncedOffer = CatalogOffer & { revision: number }

/** Offers whose sync is due, oldest first. */
export async function listDueCatalogSyncs(sql: Sql, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `select id from offer
      where catalog_status in ('pending', 'failed') and deleted_at is null
        and (catalog_next_attempt_at is null or catalog_next_attempt_at <= clock_timestamp())
      order by catalog_next_attempt_at nulls first, id limit ?`,
    [limit]
  )
  return rows.map((row) => row.id)
}

/** Stores what the vendor's catalogue answered. An offer changed meanwhile stays `pending`: its new revision is still to come. */
export async function finishCatalogSync(sql: Sql, offer: SyncedOffer, result: CatalogResult): Promise<void> {
  await sql(
    `update offer set catalog_product_id = ?, catalog_synced_at = clock_timestamp(), catalog_error = null, catalog_attempts = 0,
            catalog_next_attempt_at = null, catalog_status = case when revision = ? then 'synced' else 'pending' end
      where id = ?`,
    [result.product_id, offer.revision, offer.id]
  )
  for (const { id, catalog_price_id } of result.prices) {
    const amount = offer.prices.find((price) => price.id === id)?.amount ?? null
    await sql(
      `update offer_price set catalog_price_id = ?, catalog_amount = ?::numeric,
              raw_catalog_amount = jsonb_build_object('value', ?::text, 'precision', 20)
        where id = ?`,
      [catalog_price_id, amount, amount, id]
    )
  }
}

/** Keeps a failed sync's reason and plans the next attempt: 30 s, doubling up to an hour. */
export async function failCatalogSync(sql: Sql, id: string, revision: number, error: string): Promise<void> {
  await sql(
    `update offer set catalog_status = 'failed', catalog_error = ?, catalog_attempts = catalog_attempts + 1,
            catalog_next_attempt_at = clock_timestamp() + make_interval(secs => least(3600, 30 * power(2, least(catalog_attempts, 10))))
      where id = ? and revision = ?`,
    [error.slice(0, 500), id, revision]
  )
}
