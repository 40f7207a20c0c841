import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"

/** A payment that Medusa has written down. A cart has one for each time somebody paid, whatever became of the money. */
export type CartPayment = {
  id: string
  provider_id: string
  currency_code: string
  data: Record<string, unknown> | null
  captured_at: string | Date | null
  canceled_at: string | Date | null
  /** Major units. */
  captures: { id: string; amount: number }[]
  refunds: { id: string; amount: number; note: string | null }[]
}

/** Medusa's own note on the refund of a payment whose order was refused. */
const REFUSED = "Refunded due to cart completion failure"
export const PAID_TWICE = "The cart was paid twice"

/** Whether a refund gave back a payment that never paid for its cart's order: nothing of the order came back by it. */
export const isForNoOrder = (note: string | null | undefined) => note === REFUSED || note === PAID_TWICE

const sum = (parts: { amount: number }[]) => parts.reduce((total, part) => MathBN.add(total, part.amount), MathBN.convert(0))

/** What was taken and not given back, in major units. */
export const kept = (payment: CartPayment) => MathBN.sub(sum(payment.captures), sum(payment.refunds))

/** Whether all that was taken went back. */
export const isGivenBack = (payment: CartPayment): boolean => MathBN.gt(sum(payment.captures), 0) && MathBN.lte(kept(payment), 0)

/** A cart's payments, the oldest first. */
export async function loadCartPayments(container: MedusaContainer, cartId: string): Promise<CartPayment[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: [
      "id",
      "payment_collection.payments.*",
      "payment_collection.payments.captures.id",
      "payment_collection.payments.captures.amount",
      "payment_collection.payments.refunds.id",
      "payment_collection.payments.refunds.amount",
      "payment_collection.payments.refunds.note",
    ],
    filters: { id: cartId },
  })
  const cart = data[0] as unknown as { payment_collection?: { payments?: (CartPayment & { created_at: string | Date })[] } | null } | undefined
  return [...(cart?.payment_collection?.payments ?? [])].sort((a, b) => +new Date(a.created_at) - +new Date(b.created_at) || (a.id < b.id ? -1 : 1))
}

/** The payment made with one page or intent: its Stripe id is the same in Medusa's payment session and payment. */
export const paymentOf = (payments: CartPayment[], stripeId: unknown): CartPayment | null =>
  (typeof stripeId === "string" && payments.find(({ data }) => data?.id === stripeId)) || null
