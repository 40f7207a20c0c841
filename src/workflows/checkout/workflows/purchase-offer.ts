import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { addShippingMethodToCartWorkflow, createCartWorkflow } from "@medusajs/medusa/core-flows"
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
}

export const purchaseOfferWorkflowId = "purchase-offer"

/**
 * Direct purchase: a cart of its own with just this offer, held, and a payment page for it. If a later part fails the
 * hold is given back; the empty cart stays behind as abandoned carts do in Medusa.
 */
export const purchaseOfferWorkflow = createWorkflow(
  { name: purchaseOfferWorkflowId, idempotent: false },
  (input: PurchaseOfferInput) => {
    const cart = createCartWorkflow.runAsStep({
      input: transform({ input }, ({ input }) => ({
        region_id: input.region_id,
        sales_channel_id: input.sales_channel_id,
        customer_id: input.customer_id,
        email: input.email,
        shipping_address: input.shipping_address,
      })),
    })
    setCartOfferWorkflow.runAsStep({
      input: transform({ input, cart }, ({ input, cart }) => ({
        cart_id: cart.id,
        offer_id: input.offer_id,
        mode: "add" as const,
        quantity: input.quantity,
      })),
    })
    when("shipping-option-given", { input }, ({ input }) => Boolean(input.shipping_option_id)).then(() => {
      addShippingMethodToCartWorkflow.runAsStep({
        input: transform({ input, cart }, ({ input, cart }) => ({
          cart_id: cart.id,
          options: [{ id: input.shipping_option_id as string }],
        })),
      })
    })
    const started = startCheckoutWorkflow.runAsStep({
      input: transform({ input, cart }, ({ input, cart }) => ({
        cart_id: cart.id,
        email: input.email,
        success_url: input.success_url,
        cancel_url: input.cancel_url,
      })),
    })
    return new WorkflowResponse(started)
  }
)
