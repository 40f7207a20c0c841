import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { isRefusedByStripe } from "../../plugins/stripe"
import { errorMessage } from "../../utils/error-message"
import { STRIPE_CHECKOUT_PROVIDER_ID } from "../checkout/stripe-provider"
import { recordOrderOffersWorkflow } from "../checkout/workflows/record-order-offers"
import { programOf } from "../program/container"
import { finishMedusaRefund } from "./finish-medusa-refund"

const WATERMARK = "medusa-refunds"

/** How far back the first look goes. */
const DAY_MS = 24 * 60 * 60 * 1000

type Refund = { id: string; amount: number; created_at: string | Date; payment: { id: string } }
type Payment = {
  id: string
  provider_id: string
  currency_code: string
  payment_session_id: string
  data: Record<string, unknown>
  refunds: { amount: number }[]
  payment_collection?: { order?: { id: string } | null } | null
}

async function refundsSince(container: MedusaContainer, from: Date, until: Date): Promise<Refund[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "refund",
    fields: ["id", "amount", "created_at", "payment.id"],
    filters: { created_at: { $gt: from, $lte: until } },
    pagination: { order: { created_at: "ASC" } },
  })
  return data as unknown as Refund[]
}

/** Asked apart from its refund, under which a payment comes without its other refunds. */
async function loadPayment(container: MedusaContainer, id: string): Promise<Payment> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["id", "provider_id", "currency_code", "payment_session_id", "data", "refunds.amount", "payment_collection.order.id"],
    filters: { id },
  })
  return data[0] as unknown as Payment
}

/**
 * The guarantee behind refunds that were begun in Medusa itself: an order cancelled, money sent back in the payment panel.
 * A server that died over one has written it down and not sent it, and Medusa never looks at it again. Each refund is
 * looked at once, when it is old enough that nobody can still be sending it; while Stripe can't be reached, all wait.
 */
export async function sendMedusaRefunds(container: MedusaContainer): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const { sweepPatienceSeconds } = container.resolve<OfferModuleService>(OFFER_MODULE).options
  const program = programOf(container)
  const from = (await program.readWatermark(WATERMARK))?.position ?? new Date(Date.now() - DAY_MS)
  for (const refund of await refundsSince(container, from, new Date(Date.now() - sweepPatienceSeconds * 1000))) {
    try {
      await finish(container, refund)
    } catch (error) {
      logger.error(`Refund ${refund.id} is in Medusa's books and could not be sent: ${errorMessage(error)}`)
      if (!isRefusedByStripe(error) && !MedusaError.isMedusaError(error)) {
        return
      }
    }
    await program.advanceWatermark({ name: WATERMARK, position: new Date(refund.created_at), cursor: null })
  }
}

async function finish(container: MedusaContainer, refund: Refund): Promise<void> {
  const payment = await loadPayment(container, refund.payment.id)
  if (payment.provider_id !== STRIPE_CHECKOUT_PROVIDER_ID || !(await finishMedusaRefund(container, payment, refund))) {
    return
  }
  container.resolve(ContainerRegistrationKeys.LOGGER).warn(`Refund ${refund.id} was left unsent in Medusa's books and has been sent`)
  const orderId = payment.payment_collection?.order?.id
  if (orderId) {
    await recordOrderOffersWorkflow(container).run({ input: { order_id: orderId } })
  }
}
