import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { isForNoOrder } from "../checkout/cart-payments"
import { isRefundedInFull, OrderPayments } from "../checkout/returned-units"
import { isOfferRefund } from "./refund-note"

type Returned = { return_received_total?: unknown; return_dismissed_total?: unknown; write_off_total?: unknown }
type Refund = { amount: unknown; note?: string | null }
type RefundedOrder = {
  status: string
  items?: (Returned | null)[]
  payment_collections?: { payments?: { captures?: { amount: unknown }[]; refunds?: Refund[] }[] }[]
}

const sum = (amounts: unknown[]) => amounts.reduce((total: ReturnType<typeof MathBN.convert>, one) => MathBN.add(total, (one ?? 0) as never), MathBN.convert(0))

/**
 * Money of an order, in major units, that went back in Medusa's payment panel without saying what for: neither sent for
 * units of an offer, nor worth what came back by a return, nor of a payment that never paid for the order. Nothing where
 * everything came back anyway.
 */
export function returnedElsewhere(order: RefundedOrder): string {
  if (order.status === "canceled" || isRefundedInFull(order as OrderPayments)) {
    return "0"
  }
  const refunds = (order.payment_collections ?? []).flatMap((collection) => (collection.payments ?? []).flatMap((payment) => payment.refunds ?? []))
  const elsewhere = sum(refunds.filter(({ note }) => !isOfferRefund(note) && !isForNoOrder(note)).map((refund) => refund.amount))
  const goods = sum((order.items ?? []).flatMap((item) => [item?.return_received_total, item?.return_dismissed_total, item?.write_off_total]))
  return MathBN.max(0, MathBN.sub(elsewhere, goods)).toString()
}

/** The same of an order in the database. @throws MedusaError `order_not_found` */
export async function loadReturnedElsewhere(container: MedusaContainer, orderId: string): Promise<{ amount: string; currency_code: string }> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    // Medusa sums up what came back only together with the line's taxes and discounts.
    fields: [
      "id",
      "status",
      "currency_code",
      "total",
      "items.*",
      "items.detail.*",
      "items.tax_lines.*",
      "items.adjustments.*",
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
  return { amount: returnedElsewhere(order), currency_code: order.currency_code }
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
