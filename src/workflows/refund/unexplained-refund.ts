import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { currencyDecimals } from "../../utils/currency-decimals"
import { isForNoOrder } from "../checkout/cart-payments"
import { isRefundedInFull, LINE_FIELDS, OrderPayments } from "../checkout/returned-units"
import { isOfferRefund } from "./refund-note"

type Refund = { amount: unknown; note?: string | null }
type RefundedOrder = {
  status: string
  currency_code?: string
  /** What the order costs today: less what came back or was taken off, and less its credit lines. */
  total?: unknown
  credit_line_total?: unknown
  items?: ({ write_off_total?: unknown } | null)[]
  payment_collections?: { payments?: { captures?: { amount: unknown }[]; refunds?: Refund[] }[] }[]
}

/** Of the numbers that Medusa's sums are. */
const ROUND_DOWN = 1

const sum = (amounts: unknown[]) => amounts.reduce((total: ReturnType<typeof MathBN.convert>, one) => MathBN.add(total, (one ?? 0) as never), MathBN.convert(0))

/**
 * Money of an order, in major units, that went back in Medusa's payment panel without saying what for: neither sent for
 * units of an offer, nor what the order owed since a return or an edit made it cost less than was paid, nor of a payment that
 * never paid for it. Medusa sees it the same way: it writes credit lines for what is refunded beyond that. Nothing where
 * everything came back anyway.
 * @param absorbed what units cost that an edit took off after they had been refunded here: that money is accounted for
 */
export function returnedElsewhere(order: RefundedOrder, absorbed = "0"): string {
  if (order.status === "canceled" || isRefundedInFull(order as OrderPayments)) {
    return "0"
  }
  const payments = (order.payment_collections ?? []).flatMap((collection) => collection.payments ?? [])
  const refunds = payments.flatMap((payment) => payment.refunds ?? [])
  const amounts = (some: Refund[]) => sum(some.map((refund) => refund.amount))
  const elsewhere = amounts(refunds.filter(({ note }) => !isOfferRefund(note) && !isForNoOrder(note)))
  const captured = sum(payments.flatMap((payment) => payment.captures ?? []).map((capture) => capture.amount))
  const paid = MathBN.sub(captured, amounts(refunds.filter(({ note }) => isForNoOrder(note))))
  const owed = MathBN.max(0, MathBN.sub(paid, sum([order.total, order.credit_line_total])))
  const writtenOff = sum((order.items ?? []).map((item) => item?.write_off_total))
  const explained = MathBN.max(0, MathBN.sub(MathBN.add(owed, writtenOff), absorbed))
  const unexplained = MathBN.max(0, MathBN.sub(elsewhere, explained))
  // A charge is rounded to the currency and an order's total is not: what is less than a coin is nothing.
  return unexplained.decimalPlaces(currencyDecimals(order.currency_code ?? ""), ROUND_DOWN).toString()
}

type Purchase = { quantity: number; total: number; removed_quantity: number; net_removed_quantity: number }

/** What an order's units cost that were refunded here before an edit took them off. */
const absorbedByEdits = (purchases: Purchase[]) =>
  sum(purchases.map((one) => MathBN.div(MathBN.mult(one.total, one.removed_quantity - one.net_removed_quantity), one.quantity))).toString()

/** The same of an order in the database. @throws MedusaError `order_not_found` */
export async function loadReturnedElsewhere(container: MedusaContainer, orderId: string): Promise<{ amount: string; currency_code: string }> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "id",
      "status",
      "currency_code",
      "credit_line_total",
      ...LINE_FIELDS,
      "payment_collections.payments.captures.amount",
      "payment_collections.payments.refunds.amount",
      "payment_collections.payments.refunds.note",
    ],
    filters: { id: orderId },
  })
  const order = data[0] as unknown as (RefundedOrder & { currency_code: string }) | undefined
  if (!order) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such order.", "order_not_found")
  }
  const purchases = await container
    .resolve<OfferModuleService>(OFFER_MODULE)
    .listOfferPurchases({ order_id: orderId }, { select: ["id", "quantity", "total", "removed_quantity", "net_removed_quantity"] })
  return { amount: returnedElsewhere(order, absorbedByEdits(purchases as never)), currency_code: order.currency_code }
}

export type UnexplainedRefund = { amount: number; currency_code: string }

/** What is left to be said of that money, in major units. @throws MedusaError `order_not_found` */
export async function unexplainedRefund(container: MedusaContainer, orderId: string): Promise<UnexplainedRefund> {
  const [{ amount, currency_code }, accounted] = await Promise.all([
    loadReturnedElsewhere(container, orderId),
    container.resolve<OfferModuleService>(OFFER_MODULE).accountedElsewhere(orderId),
  ])
  return { amount: MathBN.max(0, MathBN.sub(amount, accounted)).toNumber(), currency_code }
}
