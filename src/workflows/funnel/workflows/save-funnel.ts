import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { FUNNEL_MODULE } from "../../../modules/funnel"
import type FunnelModuleService from "../../../modules/funnel/service"
import { SaveFunnelInput, validateFunnelStep } from "../steps/validate-funnel"

/** The last step: nothing after it can fail, so it takes nothing back. */
const writeFunnelStep = createStep("write-funnel", async ({ steps, ...data }: SaveFunnelInput, { container }) => {
  return new StepResponse(await container.resolve<FunnelModuleService>(FUNNEL_MODULE).saveFunnel(data, steps))
})

export const saveFunnelWorkflowId = "save-offer-funnel"

/**
 * Creates a funnel, or with an id changes one; steps that are given replace all of its steps. Answers its id.
 * @throws MedusaError `funnel_not_found`, `event_not_found`, `event_fixed`, `offer_not_found`, `wrong_event`, `funnel_empty`,
 * `funnel_already_active`, and what `validateGraph` finds
 */
export const saveFunnelWorkflow = createWorkflow(saveFunnelWorkflowId, (input: SaveFunnelInput) => {
  const valid = validateFunnelStep(input)
  const id = writeFunnelStep(transform({ input, valid }, ({ input, valid }) => ({ ...input, event_id: valid.event_id })))
  return new WorkflowResponse(id)
})
