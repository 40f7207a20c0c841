import { createStep, createWorkflow, StepResponse, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { addShippingMethodToCartWorkflow, createCartWorkflow } from "@medusajs/medusa/core-flows"
import { OFFER_MODULE } from "../../../modules/offer"
import { PurchaseKey } from "../../../modules/offer/direct-purchases"
import type OfferModuleService from "../../../modules/offer/service"
import { lockCart, takeLock } from "../../cart/cart-lock"
import { setCartOfferWorkflow } from "../../cart/workflows/set-cart-offer"
import { startCheckoutWorkflow } from "./start-checkout"

export type Address = {
  first_name?: string
  last_name?: string
  address_1?: string
  address_2?: string
  city?: string
  province?: string
  postal_code?: string
  country_code?: string
  phone?: string
}

export type PurchaseOfferInput = {
  offer_id: string
  quantity: number
  region_id: string
  sales_channel_id?: string
  customer_id?: string
  email?: string
  shipping_address?: Address
  shipping_option_id?: string
  success_url?: string
  cancel_url?: string
  /** Leads every request with the same key to the same cart. */
  purchase_key?: PurchaseKey
}

/** Makes the cart, once for a key. It stays when a later step fails, so that the request can be sent again. */
const openPurchaseCartStep = createStep("open-purchase-cart", async (input: PurchaseOfferInput, { container }) => {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const known = input.purchase_key ? await service.findPurchaseCart(input.purchase_key) : null
  if (known) {
    return new StepResponse({ id: known })
  }
  const { region_id, sales_channel_id, customer_id, email, shipping_address } = input
  const { result: cart } = await createCartWorkflow(container).run({
    input: { region_id, sales_channel_id, customer_id, email, shipping_address },
  })
  return new StepResponse({ id: input.purchase_key ? await service.rememberPurchaseCart(input.purchase_key, cart.id) : cart.id })
})

export const purchaseOfferWorkflowId = "purchase-offer"

/**
 * Direct purchase: a cart of its own with just this offer, held, and a payment page for it. If a later part fails the
 * hold is given back; the empty cart stays behind as abandoned carts do in Medusa.
 * @throws MedusaError `idempotency_key_reused`, and what adding an offer and starting a checkout throw; `cart_completed` when
 * the purchase of this key has been paid
 */
export const purchaseOfferWorkflow = createWorkflow(
  { name: purchaseOfferWorkflowId, idempotent: false },
  (input: PurchaseOfferInput) => {
    const cart = openPurchaseCartStep(input)
    // A request sent twice at once waits for the first.
    const key = transform({ cart }, ({ cart }) => `${cart.id}:purchase`)
    const releasePurchase = takeLock({ name: "purchase", key, timeout: 30, ttl: 120 })
    setCartOfferWorkflow.runAsStep({
      input: transform({ input, cart }, ({ input, cart }) => ({
        cart_id: cart.id,
        offer_id: input.offer_id,
        mode: "put" as const,
        quantity: input.quantity,
      })),
    })
    when("shipping-option-given", { input }, ({ input }) => Boolean(input.shipping_option_id)).then(() => {
      const releaseCart = lockCart(cart.id)
      addShippingMethodToCartWorkflow.runAsStep({
        input: transform({ input, cart }, ({ input, cart }) => ({
          cart_id: cart.id,
          options: [{ id: input.shipping_option_id as string }],
        })),
      })
      releaseCart()
    })
    const started = startCheckoutWorkflow.runAsStep({
      input: transform({ input, cart }, ({ input, cart }) => ({
        cart_id: cart.id,
        email: input.email,
        success_url: input.success_url,
        cancel_url: input.cancel_url,
      })),
    })
    releasePurchase()
    return new WorkflowResponse(started)
  }
)
