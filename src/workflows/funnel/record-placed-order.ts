import { MedusaContainer } from "@medusajs/framework/types"
import { FUNNEL_MODULE } from "../../modules/funnel"
import type FunnelModuleService from "../../modules/funnel/service"
import { beginRun } from "./begin-run"
import { cartOfOrder } from "./first-order"
import { recordFunnelOrder } from "./record-order"

/** A placed order begins a funnel, or is what an offer accepted in one has become. */
export async function recordPlacedOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const cartId = await cartOfOrder(container, orderId)
  if (!cartId) {
    return
  }
  const decision = await container.resolve<FunnelModuleService>(FUNNEL_MODULE).findDecisionOfCart(cartId)
  if (decision) {
    await recordFunnelOrder(container, decision, orderId)
  } else {
    await beginRun(container, cartId)
  }
}
