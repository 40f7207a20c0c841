import { MedusaError } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { FUNNEL_MODULE } from "../../../modules/funnel"
import type FunnelModuleService from "../../../modules/funnel/service"

/** Kept as deleted, because runs and what was ordered in them go on naming it. */
const deleteFunnelStep = createStep("delete-funnel", async ({ id }: { id: string }, { container }) => {
  const service = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  const [funnel] = await service.listOfferFunnels({ id }, { select: ["id"] })
  if (!funnel) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such funnel.", "funnel_not_found")
  }
  await service.softDeleteOfferFunnels(id)
  return new StepResponse(id)
})

export const deleteFunnelWorkflowId = "delete-offer-funnel"

/** Deletes a funnel; runs that have begun go on. @throws MedusaError NOT_FOUND `funnel_not_found` */
export const deleteFunnelWorkflow = createWorkflow(deleteFunnelWorkflowId, (input: { id: string }) => {
  return new WorkflowResponse(deleteFunnelStep(input))
})
