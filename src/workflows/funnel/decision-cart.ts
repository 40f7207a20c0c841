import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { addShippingMethodToCartWorkflow, createCartWorkflow, listShippingOptionsForCartWorkflow } from "@medusajs/medusa/core-flows"
import { FUNNEL_MODULE } from "../../modules/funnel"
import type FunnelModuleService from "../../modules/funnel/service"
import { DecisionRow, RunRow } from "../../modules/funnel/types"
import { loadCart, loadCartLines, loadCartOffers, LoadedCart } from "../cart/load-cart"
import { removeCartOfferWorkflow } from "../cart/workflows/remove-cart-offer"
import { setCartOfferWorkflow } from "../cart/workflows/set-cart-offer"
import { CART_METADATA_KEY } from "../checkout/undo-half-placed-order"
import { chooseShippingOption, isCalculated, ShippingOption } from "./choose-shipping-option"
import { FirstOrder } from "./first-order"
import { addressOf } from "./order-address"

/** Order metadata: the order this one was bought after. For people and exports; the funnel's own rows are the truth. */
export const PARENT_ORDER_KEY = "parent_order_id"

/**
 * The cart an accepted offer is bought with: the first order's region, currency, channel, customer and addresses. It is
 * remembered before anything is paid with it, and what it takes over decides the tickets that count (see `gatherBuyer`).
 */
export async function openDecisionCart(
  container: MedusaContainer,
  run: RunRow,
  decision: DecisionRow,
  order: FirstOrder
): Promise<string> {
  if (decision.cart_id) {
    return decision.cart_id
  }
  const metadata = { [PARENT_ORDER_KEY]: order.id }
  const { result: cart } = await createCartWorkflow(container).run({
    input: {
      region_id: order.region_id ?? undefined,
      currency_code: order.currency_code,
      sales_channel_id: order.sales_channel_id ?? undefined,
      customer_id: order.customer_id ?? undefined,
      email: order.email ?? undefined,
      locale: order.locale ?? undefined,
      shipping_address: addressOf(order.shipping_address),
      billing_address: addressOf(order.billing_address),
      metadata,
    },
  })
  // An order that a crash leaves half made leads back to its cart by this.
  await container.resolve(Modules.CART).updateCarts(cart.id, { metadata: { ...metadata, [CART_METADATA_KEY]: cart.id } })
  await container.resolve<FunnelModuleService>(FUNNEL_MODULE).attachCart(decision.id, cart.id)
  return cart.id
}

/**
 * Puts one unit of the offer into its cart, held, and a way to ship it. Nothing to do when it is there already.
 * @throws MedusaError with the refusing rule's code; `shipping_required` when it can't be sent where the first order goes
 */
export async function fillDecisionCart(container: MedusaContainer, cartId: string, offerId: string, order: FirstOrder): Promise<void> {
  const { holds, lines } = await loadCartOffers(container, await loadCartLines(container, cartId))
  const line = lines.find((candidate) => candidate.offer_id === offerId)
  if (!line || !holds.some((hold) => hold.id === line.hold_id && hold.live)) {
    await setCartOfferWorkflow(container).run({ input: { cart_id: cartId, offer_id: offerId, mode: "add", quantity: 1 } })
  }
  await chooseShipping(container, cartId, order)
}

/** The way the quote has told: see `chooseShippingOption`. */
async function chooseShipping(container: MedusaContainer, cartId: string, order: FirstOrder): Promise<void> {
  const cart = await loadCart(container, cartId)
  const item = cart.items.find((candidate) => candidate.requires_shipping)
  if (cart.shipping_methods.length || !item) {
    return
  }
  const { result } = await listShippingOptionsForCartWorkflow(container).run({ input: { cart_id: cartId, is_return: false } })
  const before = order.shipping_methods.map(({ shipping_option_id }) => shipping_option_id)
  const option = chooseShippingOption(result as ShippingOption[], before, await profileOf(container, item.variant_id))
  if (!option) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "This can't be sent to the address of your order.", "shipping_required")
  }
  const data = order.shipping_methods.find(({ shipping_option_id }) => shipping_option_id === option.id)?.data
  await addShippingMethodToCartWorkflow(container).run({
    input: { cart_id: cartId, options: [{ id: option.id, ...(data ? { data } : {}) }] },
  })
}

/** The kind of parcel a variant's product goes into. */
async function profileOf(container: MedusaContainer, variantId: string | null): Promise<string | null> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "product_variant", fields: ["product.shipping_profile.id"], filters: { id: variantId ?? "" } })
  return (data[0] as { product?: { shipping_profile?: { id: string } | null } } | undefined)?.product?.shipping_profile?.id ?? null
}

/** Whether what a cart's shipping costs could be told before the cart was made. */
export async function hasForeseeableShipping(container: MedusaContainer, cart: LoadedCart): Promise<boolean> {
  const ids = cart.shipping_methods.flatMap(({ shipping_option_id }) => shipping_option_id ?? [])
  const options = ids.length ? await container.resolve(Modules.FULFILLMENT).listShippingOptions({ id: ids }, { select: ["id", "price_type"] }) : []
  return !options.some(isCalculated)
}

/**
 * Takes the offer out of its cart again: the stock goes back, and a payment that was prepared is called off, so that it
 * can't go through later.
 * @throws when the cart has been paid meanwhile, or the payment vendor can't be asked
 */
export async function emptyDecisionCart(container: MedusaContainer, cartId: string, offerId: string, cause: string): Promise<void> {
  await removeCartOfferWorkflow(container).run({ input: { cart_id: cartId, offer_ids: [offerId], end: "released", cause } })
}
