import { MedusaContainer } from "@medusajs/framework/types"
import { FUNNEL_MODULE } from "../../modules/funnel"
import type FunnelModuleService from "../../modules/funnel/service"
import { RunRow } from "../../modules/funnel/types"
import { announceEnd } from "./announce-end"
import { beginRun } from "./begin-run"
import { FirstOrder, loadFirstOrder } from "./first-order"

/**
 * The funnel of the order that a cart became, with the order; null without one. That of an order that was called off is
 * over, also where its event was lost or is still to come: there is nothing left for an offer to go with.
 */
export async function loadRun(container: MedusaContainer, cartId: string): Promise<{ run: RunRow; order: FirstOrder } | null> {
  const run = await beginRun(container, cartId)
  const order = run && (await loadFirstOrder(container, run.order_id))
  if (!run || !order) {
    return null
  }
  if (order.status !== "canceled" || run.status !== "open") {
    return { run, order }
  }
  const funnel = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  const ended = await funnel.finishRunOf(order.id)
  if (ended) {
    await announceEnd(container, ended)
  }
  return { run: (await funnel.findRun("id", run.id)) as RunRow, order }
}
