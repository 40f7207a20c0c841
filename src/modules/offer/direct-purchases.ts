import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import { Sql } from "../../utils/sql"

/** What a storefront calls one purchase, however often it has to ask for it. */
export type PurchaseKey = { key: string; fingerprint: string }

/**
 * The cart that was made under a key, or null.
 * @throws MedusaError `idempotency_key_reused` when something else was asked for under it
 */
export async function findPurchaseCart(sql: Sql, { key, fingerprint }: PurchaseKey): Promise<string | null> {
  const [known] = await sql<{ cart_id: string; fingerprint: string }>(
    `select cart_id, fingerprint from offer_direct_purchase where key = ? and deleted_at is null`,
    [key]
  )
  if (known && known.fingerprint !== fingerprint) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "This Idempotency-Key was used for another purchase.", "idempotency_key_reused")
  }
  return known?.cart_id ?? null
}

/**
 * Remembers a cart under its key. Of requests sent at once the unique index lets one through; the others' empty carts stay
 * behind, as abandoned carts do in Medusa.
 * @returns the cart that everybody goes on with
 * @throws MedusaError `idempotency_key_reused`
 */
export async function rememberPurchaseCart(sql: Sql, purchase: PurchaseKey, cartId: string): Promise<string> {
  await sql(
    `insert into offer_direct_purchase (id, key, fingerprint, cart_id) values (?, ?, ?, ?) on conflict (key) where deleted_at is null do nothing`,
    [generateEntityId(undefined, "offdir"), purchase.key, purchase.fingerprint, cartId]
  )
  return (await findPurchaseCart(sql, purchase)) as string
}
