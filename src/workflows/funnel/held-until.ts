import { MedusaContainer } from "@medusajs/framework/types"
import { FUNNEL_MODULE } from "../../modules/funnel"
import type FunnelModuleService from "../../modules/funnel/service"
import { beginRun } from "./begin-run"
import { cartOfOrder } from "./first-order"

/**
 * Until when an order's fulfilment waits, so that it can be sent together with what is bought after it; null when it may
 * go out now. It ends with the funnel's window at the latest, and earlier when every step has been answered
 * (`offer_funnel_run.ended` tells). A funnel that nobody has looked at yet is begun here, so asking right after the order
 * was placed gets the right answer.
 */
export async function heldUntil(container: MedusaContainer, orderId: string): Promise<Date | null> {
  const funnel = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  const existing = await funnel.findRun("order_id", orderId)
  const cartId = existing ? null : await cartOfOrder(container, orderId)
  const run = existing ?? (cartId ? await beginRun(container, cartId) : null)
  return run?.live && run.hold_fulfillment ? new Date(run.expires_at) : null
}
