import { createHash } from "node:crypto"
import { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { PurchaseKey } from "../../../../../modules/offer/direct-purchases"
import { signCheckoutToken } from "../../../../../workflows/checkout/checkout-token"
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

/** What a request is, by its `Idempotency-Key` header and what it asks for; undefined without one. @throws MedusaError `invalid_request` */
function purchaseKeyOf(req: StoreRequest): PurchaseKey | undefined {
  const key = req.get("idempotency-key")
  if (key === undefined) {
    return undefined
  }
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "An Idempotency-Key has 1 to 255 visible ASCII characters.", "invalid_request")
  }
  const asked = [req.params.id, req.auth_context?.actor_id ?? null, req.validatedBody]
  return { key, fingerprint: createHash("sha256").update(JSON.stringify(asked)).digest("hex") }
}

/**
 * Buys one offer directly: an order in progress and the Stripe Checkout URL that places it when paid. Sent again with the
 * same `Idempotency-Key` header, it leads to the same cart. `{CART_ID}` in `successUrl` and `cancelUrl` becomes that cart's
 * id; without a `successUrl` the buyer returns to `/checkout/return?cart=<id>` of the first storefront.
 *
 * Errors: `idempotency_key_reused`, `cart_completed` once that cart has been paid, and those of adding an offer and starting
 * a checkout.
 */
export const POST = async (req: StoreRequest, res: MedusaResponse<StartedCheckout & { checkoutToken: string }>) => {
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
      purchase_key: purchaseKeyOf(req),
    },
  })
  res.json({ ...result, checkoutToken: await signCheckoutToken(req.scope, result.order.id) })
}
