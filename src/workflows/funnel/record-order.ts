import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { FUNNEL_MODULE } from "../../modules/funnel"
import type FunnelModuleService from "../../modules/funnel/service"
import { DecisionRow, RunRow } from "../../modules/funnel/types"
import { loadCart } from "../cart/load-cart"
import { announceEnd } from "./announce-end"
import { PARENT_ORDER_KEY } from "./decision-cart"

/** First order's metadata: what was bought after it. */
export const CHILD_ORDERS_KEY = "post_purchase_order_ids"

const LOCK_SECONDS = 10

/** Writes an accepted offer's order down, moves the funnel on and links the orders. Told again, it changes nothing. */
export async function recordFunnelOrder(container: MedusaContainer, decision: DecisionRow, orderId: string): Promise<void> {
  const funnel = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  const run = (await funnel.findRun("id", decision.run_id)) as RunRow
  const cart = await loadCart(container, decision.cart_id as string)
  const ended = await funnel.resolveDecision(decision.id, {
    outcome: "ordered",
    order_id: orderId,
    total: MathBN.convert(cart.total).toString(),
    currency_code: cart.currency_code,
  })
  // First, because others wait for it: what links the orders is for people and exports.
  if (ended) {
    await announceEnd(container, run)
  }
  await linkOrders(container, run, orderId)
}

/**
 * The cart's metadata may have been changed by whoever knows its id: the order's is written from the funnel's own rows. Two
 * offers ordered at once write to the same first order, one after the other, so that the second finds the first's there.
 */
async function linkOrders(container: MedusaContainer, run: RunRow, orderId: string): Promise<void> {
  await addMetadata(container, orderId, { [PARENT_ORDER_KEY]: run.order_id })
  const link = async () => {
    const decisions = await container.resolve<FunnelModuleService>(FUNNEL_MODULE).decisionsOf(run.id)
    await addMetadata(container, run.order_id, { [CHILD_ORDERS_KEY]: decisions.flatMap(({ order_id }) => order_id ?? []) })
  }
  await container.resolve(Modules.LOCKING).execute(`monetization-linked-orders:${run.order_id}`, link, { timeout: LOCK_SECONDS })
}

async function addMetadata(container: MedusaContainer, orderId: string, added: Record<string, unknown>): Promise<void> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: ["id", "metadata"], filters: { id: orderId } })
  const metadata = (data[0] as { metadata?: Record<string, unknown> | null } | undefined)?.metadata ?? {}
  const same = Object.entries(added).every(([key, value]) => JSON.stringify(metadata[key]) === JSON.stringify(value))
  if (data[0] && !same) {
    await container.resolve(Modules.ORDER).updateOrders(orderId, { metadata: { ...metadata, ...added } })
  }
}
