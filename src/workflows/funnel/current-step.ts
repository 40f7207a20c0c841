import { MedusaContainer } from "@medusajs/framework/types"
import { FUNNEL_MODULE } from "../../modules/funnel"
import type FunnelModuleService from "../../modules/funnel/service"
import { DecisionRow, PlanStep, RunRow } from "../../modules/funnel/types"
import { StoreOffer } from "../offer/list-store-offers"
import { announceEnd } from "./announce-end"
import { FirstOrder } from "./first-order"
import { findStepOffer } from "./step-offer"

/** `current` is null when the run is over, and while the payment of its step is being worked on. */
export type CurrentStep = { run: RunRow; current: { step: PlanStep; offer: StoreOffer } | null }

/**
 * Where a run stands: steps whose offer can't be had (any more) are passed by on their way of declining, for good, so that
 * what was shown is what can be answered.
 */
export async function findCurrentStep(
  container: MedusaContainer,
  begun: RunRow,
  decisions: DecisionRow[],
  order: FirstOrder
): Promise<CurrentStep> {
  const funnel = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  let run = begun
  for (;;) {
    const step = run.plan.find(({ id }) => id === run.current_step_id)
    const paying = decisions.some(({ step_id, outcome }) => step_id === step?.id && outcome === "pending")
    if (!step || !run.live || paying) {
      await announceEnd(container, begun, run)
      return { run, current: null }
    }
    const offer = await findStepOffer(container, run, order, decisions, step.offer_id)
    if (offer) {
      return { run, current: { step, offer } }
    }
    await funnel.skipStep(run.id, step.id)
    const moved = (await funnel.findRun("id", run.id)) as RunRow
    run = { ...moved, saved_method: run.saved_method, method_checked_at: run.method_checked_at }
  }
}
