import { MedusaError } from "@medusajs/framework/utils"
import { LIVE } from "./live-hold"
import { lockOffers } from "./hold-ledger"
import { Sql } from "../../utils/sql"

type Stock = { total: number | null; sold: number; held: number }

/**
 * Why an offer's total can't become this; null when it can. Raising it always may, also where an order's edit sold more than
 * there were.
 */
export function totalFault({ total: now, sold, held }: Stock, total: number | null): { code: string; message: string } | null {
  if (total === null || (now !== null && total >= now) || total >= sold + held) {
    return null
  }
  return total < sold
    ? { code: "total_below_sold", message: `${sold} units are sold already; the total can't be lower.` }
    : { code: "total_below_promised", message: `${sold} units are sold and ${held} are held for carts now; the total can't be lower.` }
}

/**
 * Locks an offer whose total is about to change, in the same transaction: a hold that is taken meanwhile waits for it.
 * @param restoring puts an earlier total back: then it is as low as it may be, and never refused
 * @param lock replaced only by the test that shows what happens without it
 * @returns the total to write
 * @throws MedusaError `offer_not_found`, `total_below_sold`, `total_below_promised`
 */
export async function lockTotal(
  sql: Sql,
  offerId: string,
  total: number | null | undefined,
  restoring = false,
  lock: typeof lockOffers = lockOffers
): Promise<number | null> {
  const offer = (await lock(sql, [offerId])).get(offerId)
  if (!offer) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such offer.", "offer_not_found")
  }
  if (total === undefined || total === null) {
    return total === undefined ? offer.inventory_total : null
  }
  const [{ held }] = await sql<{ held: number }>(`select coalesce(sum(quantity), 0)::int as held from offer_hold where offer_id = ? and ${LIVE}`, [offerId])
  if (restoring) {
    return Math.max(total, offer.sold + held)
  }
  const fault = totalFault({ total: offer.inventory_total, sold: offer.sold, held }, total)
  if (fault) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, fault.message, fault.code)
  }
  return total
}
