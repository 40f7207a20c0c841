import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { FUNNEL_MODULE } from "../../modules/funnel"
import type FunnelModuleService from "../../modules/funnel/service"
import { DecisionRow } from "../../modules/funnel/types"
import { announceEnd } from "./announce-end"
import { placedOrderOf } from "./first-order"
import { recordFunnelOrder } from "./record-order"
import { failDecision, NOT_CHARGED, settleDecision } from "./settle-decision"

const BATCH = 100

/** A page's last payment may still be on its way when it closes. */
const PAGE_MARGIN_MS = 5 * 60_000

/**
 * The guarantee behind the answers and the order events: acceptances whose server died or whose payment page was paid or
 * left are brought to their end, and funnels whose time is up are ended. Any number of nodes may run it at once.
 */
export async function sweepFunnels(container: MedusaContainer): Promise<void> {
  const funnel = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  for (const run of await funnel.expireRuns(BATCH)) {
    await announceEnd(container, run)
  }
  for (const decision of await funnel.takeUnsettled(BATCH)) {
    try {
      await finish(container, decision)
    } catch (error) {
      container.resolve(ContainerRegistrationKeys.LOGGER).warn(`Funnel sweep: decision ${decision.id} is left for the next run: ${error}`)
    }
    // Nothing to end where an outcome was found.
    await funnel.endLease(decision.id)
  }
}

async function finish(container: MedusaContainer, decision: DecisionRow): Promise<void> {
  const orderId = decision.cart_id && (await placedOrderOf(container, decision.cart_id))
  if (orderId) {
    await recordFunnelOrder(container, decision, orderId)
    return
  }
  const isOver = decision.outcome === "pending" || pageIsOver(decision)
  if (isOver && (await settleDecision(container, decision)) === "open") {
    await failDecision(container, decision, decision.outcome === "pending" ? NOT_CHARGED : "The payment page was not paid in time.")
  }
}

const pageIsOver = ({ checkout_expires_at: end }: DecisionRow) => !end || new Date(end).getTime() + PAGE_MARGIN_MS < Date.now()
