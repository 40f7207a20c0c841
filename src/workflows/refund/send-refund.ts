import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, MedusaError, Modules } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../modules/offer"
import { RefundRow } from "../../modules/offer/refund-ledger"
import type OfferModuleService from "../../modules/offer/service"
import { createStripeClient } from "../../plugins/stripe/client"
import { toMinorUnits } from "../../plugins/stripe/currency"
import { inquirePayment } from "../../plugins/stripe/inquire-payment"
import { refundIntent } from "../../plugins/stripe-checkout/refund"
import { errorMessage } from "../../utils/error-message"

type Money = { amount: number }
type Payment = {
  id: string
  currency_code: string
  data: Record<string, unknown>
  captures: Money[]
  refunds: (Money & { id: string; note: string | null })[]
}

/** Recognises Medusa's refund for ours after a crash. */
const noteOf = (refund: RefundRow) => `Offer refund ${refund.id}${refund.note ? `: ${refund.note}` : ""}`

const sum = (parts: Money[]) => parts.reduce((total, part) => MathBN.add(total, part.amount), MathBN.convert(0))
const left = (payment: Payment) => MathBN.sub(sum(payment.captures), sum(payment.refunds))

async function paymentsOf(container: MedusaContainer, orderId: string): Promise<Payment[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "id",
      "payment_collections.payments.id",
      "payment_collections.payments.currency_code",
      "payment_collections.payments.data",
      "payment_collections.payments.captures.amount",
      "payment_collections.payments.refunds.id",
      "payment_collections.payments.refunds.note",
      "payment_collections.payments.refunds.amount",
    ],
    filters: { id: orderId },
  })
  const order = data[0] as unknown as { payment_collections?: { payments?: Payment[] }[] } | undefined
  return (order?.payment_collections ?? []).flatMap((collection) => collection.payments ?? [])
}

/**
 * Medusa writes a refund down before it tells the provider, and takes it back when the provider says no. If it died in
 * between, its books say "given back" and Stripe has heard nothing: it is told here, with the key Medusa used.
 */
async function finishWhatMedusaWroteDown(container: MedusaContainer, payment: Payment, refund: Payment["refunds"][number]): Promise<void> {
  const { stripe: access } = container.resolve<OfferModuleService>(OFFER_MODULE).options
  const stripe = access && createStripeClient(access)
  const inquiry = stripe && (await inquirePayment(stripe, payment.data))
  if (!stripe || !inquiry?.intent) {
    return
  }
  if (inquiry.refunded < toMinorUnits(sum(payment.refunds).toString(), payment.currency_code)) {
    await refundIntent(stripe, inquiry.intent.id, toMinorUnits(refund.amount, payment.currency_code), `refund:${refund.id}`)
  }
}

async function send(container: MedusaContainer, refund: RefundRow): Promise<void> {
  if (MathBN.lte(refund.amount, 0)) {
    return
  }
  const payments = await paymentsOf(container, refund.order_id)
  const written = payments.flatMap((payment) => payment.refunds.filter((one) => one.note?.startsWith(`Offer refund ${refund.id}`)).map((one) => ({ payment, one })))
  if (written[0]) {
    await finishWhatMedusaWroteDown(container, written[0].payment, written[0].one)
    return
  }
  const payment = payments.find((candidate) => MathBN.gte(left(candidate), refund.amount))
  if (!payment) {
    const most = payments.reduce((best, candidate) => MathBN.max(best, left(candidate)), MathBN.convert(0))
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `Only ${most.toString()} ${refund.currency_code.toUpperCase()} of the order's payment is left to refund.`,
      "refund_exceeds_payment"
    )
  }
  await refundPaymentWorkflow(container).run({
    input: { payment_id: payment.id, amount: MathBN.convert(refund.amount).toNumber(), note: noteOf(refund), created_by: refund.created_by ?? undefined },
  })
}

/**
 * Sends a refund's money through Medusa's own refund, once: under a lock, and never again for a refund that is done. What
 * fails is kept with its reason and tried again later; the units stay revoked.
 */
export async function sendRefund(container: MedusaContainer, refund: RefundRow): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  await container.resolve(Modules.LOCKING).execute(
    `monetization-refund:${refund.id}`,
    async () => {
      const { status } = await service.retrieveOfferRefund(refund.id, { select: ["id", "status"] })
      if (status === "done") {
        return
      }
      try {
        await send(container, refund)
        await service.finishRefund(refund.id)
      } catch (error) {
        const reason = MedusaError.isMedusaError(error) ? error.message : "Something unexpected went wrong."
        container.resolve(ContainerRegistrationKeys.LOGGER).warn(`Refund ${refund.id} was not sent: ${errorMessage(error)}`)
        await service.failRefund(refund.id, reason)
      }
    },
    { timeout: 30 }
  )
}

/** Refunds that failed, or whose server died: the guarantee behind the request that asked for them. */
export async function sendDueRefunds(container: MedusaContainer): Promise<void> {
  for (const refund of await container.resolve<OfferModuleService>(OFFER_MODULE).takeDueRefunds(100)) {
    await sendRefund(container, refund)
  }
}
