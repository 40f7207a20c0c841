import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import { Reservation } from "../../modules/offer/hold-ledger"
import { OfferRefusedError } from "../../modules/offer/refusal"
import type OfferModuleService from "../../modules/offer/service"
import { toMinorUnits } from "../../plugins/stripe/currency"
import { CartItem, gatherBuyer, LoadedCart, loadCartOffers, PaymentSession } from "../cart/load-cart"
import { quantitiesByOffer } from "../cart/offer-lines"
import { assertUpgradePrices } from "../cart/upgrade-price"
import { isGivenBack, loadCartPayments, paymentOf } from "./cart-payments"
import { STRIPE_CHECKOUT_PROVIDER_ID } from "./stripe-provider"

export const CART_CHANGED = "cart_changed"

type CompletingCart = Pick<LoadedCart, "id" | "currency_code" | "region_id" | "customer_id" | "customer" | "email" | "total"> & {
  items: CartItem[]
  payment_collection?: { payment_sessions?: Pick<PaymentSession, "provider_id" | "status" | "amount" | "data">[] } | null
}

/** Whether the cart became an order already: completing it again must change nothing. */
export async function findOrderOfCart(container: MedusaContainer, cartId: string): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order_cart", fields: ["order_id"], filters: { cart_id: cartId } })
  return (data[0] as { order_id?: string } | undefined)?.order_id ?? null
}

/**
 * A server that died while it gave a payment back leaves its session authorized. The money is gone, so it pays for nothing.
 * @throws MedusaError `payment_refunded`
 */
async function assertNotGivenBack(container: MedusaContainer, cart: CompletingCart): Promise<void> {
  const authorized = cart.payment_collection?.payment_sessions?.filter(({ status }) => status === "authorized" || status === "captured") ?? []
  const payments = authorized.length ? await loadCartPayments(container, cart.id) : []
  for (const { data } of authorized) {
    const payment = paymentOf(payments, data.id)
    if (payment && isGivenBack(payment)) {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "This payment was given back. Please pay again.", "payment_refunded")
    }
  }
}

/**
 * Medusa doesn't compare what a payment page charges with what the cart costs: one that was opened beside a change of the cart
 * must not pay for what came in since.
 * @throws MedusaError `cart_changed`
 */
function assertPaysForAll(cart: CompletingCart): void {
  const pages = cart.payment_collection?.payment_sessions?.filter(({ provider_id }) => provider_id === STRIPE_CHECKOUT_PROVIDER_ID) ?? []
  const cents = (amount: number) => toMinorUnits(amount, cart.currency_code)
  if (pages.length && pages.every(({ amount }) => cents(amount) < cents(cart.total))) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The cart changed while it was being paid. Please pay again.", CART_CHANGED)
  }
}

/**
 * The last word before an order is placed: every offer in the cart must be covered by stock. Live holds are turned
 * into a claim without a clock; a hold that ran out is taken again if there is stock. Otherwise the order is refused,
 * and Medusa gives a captured payment back.
 * @returns the reservations, to be restored if placing the order fails afterwards
 * @throws MedusaError with the refusing rule's code
 */
export async function commitCartOffers(container: MedusaContainer, cart: CompletingCart): Promise<Reservation[]> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  if (await findOrderOfCart(container, cart.id)) {
    return []
  }
  await service.openAttempt(cart.id, "completing")
  await assertNotGivenBack(container, cart)
  const { lines } = await loadCartOffers(container, cart)
  if (!lines.length) {
    assertPaysForAll(cart)
    return []
  }
  try {
    assertPaysForAll(cart)
    const buyer = await gatherBuyer(container, cart)
    await assertUpgradePrices(container, cart, lines, buyer)
    return await service.reserve({
      cart_id: cart.id,
      currency_code: cart.currency_code,
      buyer,
      moment: "order",
      items: quantitiesByOffer(lines),
    })
  } catch (error) {
    if (error instanceof OfferRefusedError) {
      await service.recordActivity("order_refused", { offer_id: error.offer_id, cart_id: cart.id, quantity: error.quantity, cause: error.message })
    } else if (MedusaError.isMedusaError(error) && error.code) {
      const [{ offer_id, item }] = lines
      await service.recordActivity("order_refused", { offer_id, cart_id: cart.id, quantity: Number(item.quantity), cause: error.message })
    } else {
      container.resolve(ContainerRegistrationKeys.LOGGER).error(`Offers of cart ${cart.id} could not be committed: ${error}`)
    }
    throw error
  }
}
