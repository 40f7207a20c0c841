import { MedusaContainer } from "@medusajs/framework/types"
import { FUNNEL_MODULE } from "../../modules/funnel"
import type FunnelModuleService from "../../modules/funnel/service"
import { requireRun } from "./accept-step"
import { announceEnd } from "./announce-end"

/**
 * Writes down that an offer is not wanted, and moves on to what is offered instead.
 * @throws MedusaError `funnel_step_not_current`, `funnel_expired`, `funnel_payment_in_progress`
 */
export async function declineStep(container: MedusaContainer, cartId: string, stepId: string): Promise<void> {
  const funnel = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  const { run } = await requireRun(container, cartId)
  if (await funnel.declineStep(run.id, stepId)) {
    await announceEnd(container, run)
  }
}
