import { MedusaError } from "@medusajs/framework/utils"
import { lockOffers } from "./hold-ledger"
import { Sql } from "../../utils/sql"

/**
 * Locks an offer that is about to be deleted, in the same transaction: who puts it into a cart meanwhile waits, and then finds
 * it gone. What has been in carts or sold is archived instead.
 * @param lock replaced only by the test that shows what happens without it
 * @throws MedusaError `offer_not_found`, `offer_has_history`
 */
export async function lockUntouchedOffer(sql: Sql, id: string, lock: typeof lockOffers = lockOffers): Promise<void> {
  const offer = (await lock(sql, [id])).get(id)
  if (!offer) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such offer.", "offer_not_found")
  }
  const [activity] = await sql(`select id from offer_activity where offer_id = ? limit 1`, [id])
  if (activity || offer.sold > 0) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "This offer has been in carts or sold: archive it instead.", "offer_has_history")
  }
}
