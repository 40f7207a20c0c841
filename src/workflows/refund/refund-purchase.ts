import { MedusaContainer } from "@medusajs/framework/types"
import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../modules/offer"
import { RefundRequest, RefundRow } from "../../modules/offer/refund-ledger"
import type OfferModuleService from "../../modules/offer/service"
import { sendRefund } from "./send-refund"
import { loadReturnedElsewhere } from "./unexplained-refund"

type RefundInput = Omit<RefundRequest, "returned_elsewhere"> & {
  /** The money went back in Medusa's payment panel: none is sent, and it is said what it was for. */
  already_returned?: boolean
}

/** What Medusa says of the order's money is read before any lock is taken; the ledger then judges. */
async function toRequest(container: MedusaContainer, { already_returned, ...request }: RefundInput): Promise<RefundRequest> {
  if (!already_returned) {
    return request
  }
  const [purchase] = await container
    .resolve<OfferModuleService>(OFFER_MODULE)
    .listOfferPurchases({ id: request.purchase_id }, { select: ["id", "order_id"] })
  return { ...request, returned_elsewhere: purchase ? (await loadReturnedElsewhere(container, purchase.order_id)).amount : "0" }
}

/** No compensation: units that were taken back stay taken back, and their money is sent until it has arrived. */
const beginRefundStep = createStep("begin-offer-refund", async (input: RefundInput, { container }) => {
  return new StepResponse(await container.resolve<OfferModuleService>(OFFER_MODULE).beginRefund(await toRequest(container, input)))
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
 * With `already_returned` no money is sent: it went back in Medusa's payment panel, without saying what for.
 * @throws MedusaError `purchase_not_found`, `already_refunded`, `quantity_exceeds_refundable`, `purchase_changed`,
 * `exceeds_unexplained_refund`
 */
export const refundPurchaseWorkflow = createWorkflow({ name: refundPurchaseWorkflowId, idempotent: false }, (input: RefundInput) => {
  const begun = beginRefundStep(input)
  emitEventStep({ eventName: "offer_purchase.refunded", data: transform({ input }, ({ input }) => [{ id: input.purchase_id }]) })
  const refund = sendRefundStep(begun)
  return new WorkflowResponse(refund)
})
