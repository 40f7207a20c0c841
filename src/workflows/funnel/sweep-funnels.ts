import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { FUNNEL_MODULE } from "../../modules/funnel"
import type FunnelModuleService from "../../modules/funnel/service"
import { DecisionRow } from "../../modules/funnel/types"
import { runEach } from "../../utils/run-each"
import { announceEnd } from "./announce-end"
import { placedOrderOf } from "./first-order"
import { recordFunnelOrder } from "./record-order"
import { failDecision, NOT_CHARGED, settleDecision } from "./settle-decision"

const BATCH = 100

/** A run of the sweep comes to an end, whatever comes in meanwhile. */
const MOST_BATCHES = 50

/**
 * The guarantee behind the answers and the order events: acceptances whose server died or whose payment page was paid or
 * left are brought to their end, funnels whose time is up are ended, and what ended is told. Any number of nodes may run it
 * at once.
 */
export async function sweepFunnels(container: MedusaContainer): Promise<void> {
  const funnel = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  const announce = ({ id, order_id }: { id: string; order_id: string }) => announceEnd(container, { id, order_id })
  await drain(
    () => funnel.expireRuns(BATCH),
    (ended) => runEach(container, ended, ({ id }) => `Funnel sweep: the end of run ${id}`, announce)
  )
  const began = await funnel.clock()
  await drain(
    () => funnel.takeUnsettled(BATCH, began),
    (taken) => runEach(container, taken, titleOf, (decision) => finishAndLetGo(container, decision))
  )
  let last = ""
  await drain(
    () => funnel.listOpenPages(last, BATCH),
    async (pages) => {
      last = pages[pages.length - 1].id
      await runEach(container, await ordered(container, pages), titleOf, async (decision) => void (await recordIfPlaced(container, decision)))
    }
  )
  await runEach(container, await funnel.listUnannounced(BATCH), ({ id }) => `Funnel sweep: the end of run ${id}`, announce)
}

const titleOf = ({ id }: DecisionRow) => `Funnel sweep: decision ${id}`

/** Takes batches until one isn't full. */
async function drain<Item>(take: () => Promise<Item[]>, work: (items: Item[]) => Promise<void>): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const items = await take()
    if (items.length) {
      await work(items)
    }
    if (items.length < BATCH) {
      return
    }
  }
}

async function finishAndLetGo(container: MedusaContainer, decision: DecisionRow): Promise<void> {
  try {
    await finish(container, decision)
  } finally {
    // Nothing to end where an outcome was found.
    await container.resolve<FunnelModuleService>(FUNNEL_MODULE).endLease(decision.id)
  }
}

async function finish(container: MedusaContainer, decision: DecisionRow): Promise<void> {
  if (!(await recordIfPlaced(container, decision)) && (await settleDecision(container, decision)) === "open") {
    await failDecision(container, decision, decision.outcome === "pending" ? NOT_CHARGED : "The payment page was not paid in time.")
  }
}

/** @returns whether the acceptance has become an order */
async function recordIfPlaced(container: MedusaContainer, decision: DecisionRow): Promise<boolean> {
  const orderId = decision.cart_id && (await placedOrderOf(container, decision.cart_id))
  if (orderId) {
    await recordFunnelOrder(container, decision, orderId)
  }
  return Boolean(orderId)
}

/** Those whose page was paid and whose order nobody told us of: asked for all at once, since nearly all still wait. */
async function ordered(container: MedusaContainer, pages: DecisionRow[]): Promise<DecisionRow[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order_cart",
    fields: ["cart_id"],
    filters: { cart_id: pages.flatMap(({ cart_id }) => cart_id ?? []) },
  })
  const carts = new Set((data as { cart_id: string }[]).map(({ cart_id }) => cart_id))
  return pages.filter(({ cart_id }) => cart_id && carts.has(cart_id))
}
