import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../modules/offer"
import { RefundRequest, RefundRow } from "../../modules/offer/refund-ledger"
import type OfferModuleService from "../../modules/offer/service"
import { sendRefund } from "./send-refund"

/** No compensation: units that were taken back stay taken back, and their money is sent until it has arrived. */
const beginRefundStep = createStep("begin-offer-refund", async (input: RefundRequest, { container }) => {
  return new StepResponse(await container.resolve<OfferModuleService>(OFFER_MODULE).beginRefund(input))
})

const sendRefundStep = createStep("send-offer-refund", async (refund: RefundRow, { container }) => {
  await sendRefund(container, refund)
  const [{ status, error }] = await container.resolve<OfferModuleService>(OFFER_MODULE).listOfferRefunds({ id: refund.id })
  return new StepResponse({ ...refund, status, error })
})

export const refundPurchaseWorkflowId = "refund-offer-purchase"

/**
 * Refunds units of a purchase: takes their access back, returns them to stock if asked, and sends the money through
 * Medusa. When Stripe can't be reached the answer's status is `failed`, with the reason, and it is tried again.
 * @throws MedusaError `purchase_not_found`, `already_refunded`, `quantity_exceeds_refundable`, `purchase_changed`
 */
export const refundPurchaseWorkflow = createWorkflow({ name: refundPurchaseWorkflowId, idempotent: false }, (input: RefundRequest) => {
  const begun = beginRefundStep(input)
  emitEventStep({ eventName: "offer_purchase.refunded", data: transform({ input }, ({ input }) => [{ id: input.purchase_id }]) })
  const refund = sendRefundStep(begun)
  return new WorkflowResponse(refund)
})
