import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, MedusaError } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../modules/offer"
import { amountSendable, isWorthNothing } from "../../modules/offer/refund-amount"
import { RefundRow } from "../../modules/offer/refund-ledger"
import type OfferModuleService from "../../modules/offer/service"
import { currencyDecimals } from "../../utils/currency-decimals"
import { errorMessage } from "../../utils/error-message"
import { finishMedusaRefund } from "./finish-medusa-refund"
import { withOrderMoney } from "./order-money-lock"
import { isOfferRefund, noteOf } from "./refund-note"

type Money = { amount: number }
type Payment = {
  id: string
  provider_id: string
  currency_code: string
  payment_session_id: string
  data: Record<string, unknown>
  canceled_at: string | Date | null
  captures: Money[]
  refunds: (Money & { id: string; note: string | null })[]
}

const sum = (parts: Money[]) => parts.reduce((total, part) => MathBN.add(total, part.amount), MathBN.convert(0))

const left = (payment: Payment) => MathBN.sub(sum(payment.captures), sum(payment.refunds))

async function loadPayments(container: MedusaContainer, orderId: string): Promise<{ canceled: boolean; payments: Payment[] }> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "id",
      "status",
      "payment_collections.payments.id",
      "payment_collections.payments.provider_id",
      "payment_collections.payments.currency_code",
      "payment_collections.payments.payment_session_id",
      "payment_collections.payments.data",
      "payment_collections.payments.canceled_at",
      "payment_collections.payments.captures.amount",
      "payment_collections.payments.refunds.id",
      "payment_collections.payments.refunds.note",
      "payment_collections.payments.refunds.amount",
    ],
    filters: { id: orderId },
  })
  const order = data[0] as unknown as { status: string; payment_collections?: { payments?: Payment[] }[] } | undefined
  const payments = (order?.payment_collections ?? []).flatMap((collection) => collection.payments ?? [])
  return { canceled: order?.status === "canceled", payments }
}

/** Makes sure that the refund Medusa has written down for ours is with Stripe. @returns false when it has none */
async function finish(container: MedusaContainer, refund: RefundRow, payments: Payment[]): Promise<boolean> {
  const written = payments.flatMap((payment) => payment.refunds.filter((one) => isOfferRefund(one.note, refund.id)).map((one) => ({ payment, one })))
  if (written[0]) {
    await finishMedusaRefund(container, written[0].payment, written[0].one)
  }
  return written.length > 0
}

async function send(container: MedusaContainer, refund: RefundRow): Promise<void> {
  if (MathBN.lte(refund.amount, 0)) {
    return
  }
  const { canceled, payments } = await loadPayments(container, refund.order_id)
  if (await finish(container, refund, payments)) {
    return
  }
  const decimals = currencyDecimals(refund.currency_code)
  const amounts = payments.flatMap((payment) => {
    const amount = amountSendable(refund.amount, left(payment).toString(), payment.refunds.length, decimals)
    return amount === null ? [] : [{ payment_id: payment.id, amount }]
  })
  const sendable = amounts.find(({ amount }) => amount === refund.amount) ?? amounts[0]
  if (!sendable) {
    const most = payments.reduce((best, candidate) => MathBN.max(best, left(candidate)), MathBN.convert(0))
    const reserved = payments.some((payment) => !payment.captures.length && !payment.canceled_at)
    // The order was cancelled meanwhile, or all of it refunded: that was this money too.
    if ((canceled || (payments.length && !reserved)) && isWorthNothing(most.toString(), decimals)) {
      return
    }
    if (reserved && !canceled) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "The order's payment is not captured yet. The money goes back as soon as it is.",
        "refund_waits_for_capture"
      )
    }
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `Only ${most.toString()} ${refund.currency_code.toUpperCase()} of the order's payment is left to refund.`,
      "refund_exceeds_payment"
    )
  }
  await refundPaymentWorkflow(container).run({
    input: {
      payment_id: sendable.payment_id,
      amount: MathBN.convert(sendable.amount).toNumber(),
      note: noteOf(refund),
      created_by: refund.created_by ?? undefined,
    },
  })
  // Stripe's answer may have been lost: Medusa has it in its books all the same.
  await finish(container, refund, (await loadPayments(container, refund.order_id)).payments)
}

type Exclusively = (orderId: string, task: () => Promise<void>) => Promise<void>

/**
 * Sends a refund's money through Medusa's own refund, once: when it is its order's turn, and never again for a refund that is
 * done. What fails is kept with its reason and tried again later; the units stay revoked.
 * @param exclusively replaced only by the test that shows what happens without the lock
 */
export async function sendRefund(
  container: MedusaContainer,
  refund: RefundRow,
  exclusively: Exclusively = (orderId, task) => withOrderMoney(container, orderId, task)
): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  await exclusively(refund.order_id, async () => {
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
  })
}

/** Refunds of an order that failed, such as those that waited for its payment to be captured, are sent now. */
export async function sendRefundsOfOrder(container: MedusaContainer, orderId: string): Promise<void> {
  for (const refund of await container.resolve<OfferModuleService>(OFFER_MODULE).takeFailedRefunds(orderId)) {
    await sendRefund(container, refund)
  }
}

/** Refunds that failed, or whose server died: the guarantee behind the request that asked for them. */
export async function sendDueRefunds(container: MedusaContainer): Promise<void> {
  for (const refund of await container.resolve<OfferModuleService>(OFFER_MODULE).takeDueRefunds(100)) {
    await sendRefund(container, refund)
  }
}
