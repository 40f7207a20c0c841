import { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

const LOCK_SECONDS = 30

/**
 * Runs what gives money of an order back, one such task at a time. Medusa takes no lock: two refunds at once write the order's
 * next version twice, every line of it, and a cancellation beside a refund tries to give back more than is left, which Medusa
 * logs and forgets.
 * @throws Error when others take longer than half a minute
 */
export async function withOrderMoney<Result>(container: MedusaContainer, orderId: string, task: () => Promise<Result>): Promise<Result> {
  return await container.resolve(Modules.LOCKING).execute(`monetization-order-money:${orderId}`, task, { timeout: LOCK_SECONDS })
}
