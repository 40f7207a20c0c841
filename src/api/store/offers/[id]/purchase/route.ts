import { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { StartedCheckout } from "../../../../../workflows/checkout/workflows/start-checkout"
import { Address, purchaseOfferWorkflow } from "../../../../../workflows/checkout/workflows/purchase-offer"
import { StorePurchaseOffer } from "../../validators"

const toAddress = (address: NonNullable<StorePurchaseOffer["shippingAddress"]>): Address => ({
  first_name: address.firstName,
  last_name: address.lastName,
  address_1: address.address1,
  address_2: address.address2,
  city: address.city,
  province: address.province,
  postal_code: address.postalCode,
  country_code: address.countryCode,
  phone: address.phone,
})

type StoreRequest = AuthenticatedMedusaRequest<StorePurchaseOffer> & {
  publishable_key_context?: { sales_channel_ids?: string[] }
}

/** Buys one offer directly: an order in progress and the Stripe Checkout URL that places it when paid. */
export const POST = async (req: StoreRequest, res: MedusaResponse<StartedCheckout>) => {
  const body = req.validatedBody
  const { result } = await purchaseOfferWorkflow(req.scope).run({
    input: {
      offer_id: req.params.id,
      quantity: body.quantity,
      region_id: body.regionId,
      sales_channel_id: req.publishable_key_context?.sales_channel_ids?.[0],
      customer_id: req.auth_context?.actor_id,
      email: body.email,
      shipping_address: body.shippingAddress && toAddress(body.shippingAddress),
      shipping_option_id: body.shippingOptionId,
      success_url: body.successUrl,
      cancel_url: body.cancelUrl,
    },
  })
  res.json(result)
}
