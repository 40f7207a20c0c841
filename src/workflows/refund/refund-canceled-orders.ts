import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import { isWorthNothing } from "../../modules/offer/refund-amount"
import type OfferModuleService from "../../modules/offer/service"
import { currencyDecimals } from "../../utils/currency-decimals"
import { errorMessage } from "../../utils/error-message"
import { STRIPE_CHECKOUT_PROVIDER_ID } from "../checkout/stripe-provider"
import { programOf } from "../program/container"
import { withOrderMoney } from "./order-money-lock"

const WATERMARK = "canceled-orders"

/** How far back the first look goes, and how long an order is tried. */
const DAY_MS = 24 * 60 * 60 * 1000
/** Every run at first; after that the chance of another try falls with the time since, so that a refusal isn't asked for all day. */
const EAGER_MS = 5 * 60 * 1000

type Money = { amount: number }
type CanceledOrder = {
  id: string
  canceled_at: string | Date
  currency_code: string
  payment_collections?: { payments?: { id: string; provider_id: string; captures: Money[]; refunds: Money[] }[] }[]
}

const PAYMENT_FIELDS = ["id", "provider_id", "captures.amount", "refunds.amount"].map((field) => `payment_collections.payments.${field}`)

async function readOrders(container: MedusaContainer, filters: Record<string, unknown>): Promise<CanceledOrder[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "canceled_at", "currency_code", ...PAYMENT_FIELDS],
    filters: { status: "canceled", ...filters },
    pagination: { order: { canceled_at: "ASC" } },
  })
  return data as unknown as CanceledOrder[]
}

const sum = (parts: Money[]) => parts.reduce((total, { amount }) => MathBN.add(total, amount), MathBN.convert(0))

/** What Stripe took for the order and was not given back, by payment. */
function owedBy({ currency_code, payment_collections = [] }: CanceledOrder): { payment_id: string; amount: number }[] {
  const payments = payment_collections.flatMap((collection) => collection.payments ?? []).filter(({ provider_id }) => provider_id === STRIPE_CHECKOUT_PROVIDER_ID)
  return payments.flatMap(({ id, captures, refunds }) => {
    const left = MathBN.sub(sum(captures), sum(refunds))
    return isWorthNothing(left.toString(), currencyDecimals(currency_code)) ? [] : [{ payment_id: id, amount: left.toNumber() }]
  })
}

/**
 * By Medusa's payment module: its workflows would write the order's transaction, which the cancellation has written, though
 * the refund failed, a second time.
 */
async function giveBack(container: MedusaContainer, { id }: CanceledOrder): Promise<void> {
  await withOrderMoney(container, id, async () => {
    // Read again: somebody may just have given it back.
    for (const order of await readOrders(container, { id })) {
      for (const owed of owedBy(order)) {
        await container.resolve(Modules.PAYMENT).refundPayment({ ...owed, note: "Order cancelled" })
        container.resolve(ContainerRegistrationKeys.LOGGER).warn(`Order ${id} was cancelled without its money being given back: now it is`)
      }
    }
  })
}

/**
 * The guarantee behind a cancellation's refund. Medusa cancels an order also when the refund of its payment failed, because
 * Stripe was in trouble or another refund came in between, and never comes back to it. Orders are looked at when nobody can
 * still be cancelling them, and as long as money is owed, for a day. The last one is read again: another may have its instant.
 */
export async function refundCanceledOrders(container: MedusaContainer): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const { sweepPatienceSeconds } = container.resolve<OfferModuleService>(OFFER_MODULE).options
  const program = programOf(container)
  const from = (await program.readWatermark(WATERMARK))?.position ?? new Date(Date.now() - DAY_MS)
  const until = new Date(Date.now() - sweepPatienceSeconds * 1000)
  let allSettled = true
  for (const order of await readOrders(container, { canceled_at: { $gte: from, $lte: until } })) {
    const age = Date.now() - new Date(order.canceled_at).getTime()
    const settled = !owedBy(order).length || (Math.random() * age < EAGER_MS && (await tryToGiveBack(container, order)))
    if (!settled && age > DAY_MS) {
      logger.error(`Order ${order.id} was cancelled a day ago, and its money still could not be given back: refund it at Stripe`)
    }
    allSettled &&= settled || age > DAY_MS
    if (allSettled) {
      await program.advanceWatermark({ name: WATERMARK, position: new Date(order.canceled_at), cursor: null })
    }
  }
}

async function tryToGiveBack(container: MedusaContainer, order: CanceledOrder): Promise<boolean> {
  try {
    await giveBack(container, order)
    return true
  } catch (error) {
    container.resolve(ContainerRegistrationKeys.LOGGER).error(`Order ${order.id} was cancelled and its money can't be given back yet: ${errorMessage(error)}`)
    return false
  }
}
