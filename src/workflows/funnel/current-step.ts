import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { FUNNEL_MODULE } from "../../modules/funnel"
import { isBeingBought } from "../../modules/funnel/next-step"
import type FunnelModuleService from "../../modules/funnel/service"
import { DecisionRow, PlanStep, RunRow } from "../../modules/funnel/types"
import { StoreOffer } from "../offer/list-store-offers"
import { announceEnd } from "./announce-end"
import { FirstOrder } from "./first-order"
import { Quote, quoteCharge } from "./quote-charge"
import { StepCharge } from "./step-charge"
import { findStepOffer, StepOffer } from "./step-offer"

/** `current` is null when the run is over, and while the payment of its step is being worked on. */
export type CurrentStep = {
  run: RunRow
  decisions: DecisionRow[]
  /** `charge` is null where what accepting charges can't be told beforehand. */
  current: { step: PlanStep; offer: StoreOffer; charge: StepCharge | null } | null
}

/**
 * Where a run stands: steps whose offer can't be had (any more), or not be sent, are passed by on their way of declining,
 * for good, so that what was shown is what can be answered.
 */
export async function findCurrentStep(
  container: MedusaContainer,
  begun: RunRow,
  order: FirstOrder
): Promise<CurrentStep> {
  const funnel = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  let run = begun
  for (;;) {
    // Read again for each step: somebody may have begun to buy it since, or have bought it.
    const decisions = await funnel.decisionsOf(run.id)
    const step = run.plan.find(({ id }) => id === run.current_step_id)
    if (!step || !run.live) {
      return { run, decisions, current: null }
    }
    const paying = isBeingBought(decisions, step.id)
    if (!paying) {
      const found = await findStepOffer(container, run, order, decisions, step.offer_id)
      const quote = found && (await tryToQuote(container, order, found))
      if (found && quote !== "undeliverable") {
        return { run, decisions, current: { step, offer: found.offer, charge: typeof quote === "object" ? quote : null } }
      }
      if (await funnel.skipStep(run.id, step.id)) {
        await announceEnd(container, run)
      }
    }
    const moved = (await funnel.findRun("id", run.id)) as RunRow
    if (paying && moved.current_step_id === step.id) {
      return { run, decisions, current: null }
    }
    run = { ...moved, saved_method: run.saved_method, method_checked_at: run.method_checked_at }
  }
}

/** A tax vendor in trouble costs the one click, not the funnel: a payment page says what it comes to. */
async function tryToQuote(container: MedusaContainer, order: FirstOrder, { offer, line }: StepOffer): Promise<Quote> {
  try {
    return await quoteCharge(container, order, line)
  } catch (error) {
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`What offer ${offer.id} costs after order ${order.id} can't be told: ${error}`)
    return "unknown"
  }
}
