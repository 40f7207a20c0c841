import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import { Reservation } from "../../modules/offer/hold-ledger"
import { OfferRefusedError } from "../../modules/offer/refusal"
import type OfferModuleService from "../../modules/offer/service"
import { CartItem, gatherBuyer, LoadedCart, loadCartOffers } from "../cart/load-cart"
import { quantitiesByOffer } from "../cart/offer-lines"
import { assertUpgradePrices } from "../cart/upgrade-price"

type CompletingCart = Pick<LoadedCart, "id" | "currency_code" | "region_id" | "customer_id" | "customer" | "email"> & { items: CartItem[] }

/** Whether the cart became an order already: completing it again must change nothing. */
export async function findOrderOfCart(container: MedusaContainer, cartId: string): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order_cart", fields: ["order_id"], filters: { cart_id: cartId } })
  return (data[0] as { order_id?: string } | undefined)?.order_id ?? null
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
  await service.openAttempt(cart.id, "completing")
  const { lines } = await loadCartOffers(container, cart)
  if (!lines.length || (await findOrderOfCart(container, cart.id))) {
    return []
  }
  try {
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
      await service.recordActivity("order_refused", {
        offer_id: error.offer_id,
        cart_id: cart.id,
        quantity: error.quantity,
        cause: error.message,
      })
    } else if (!MedusaError.isMedusaError(error)) {
      container.resolve(ContainerRegistrationKeys.LOGGER).error(`Offers of cart ${cart.id} could not be committed: ${error}`)
    }
    throw error
  }
}
