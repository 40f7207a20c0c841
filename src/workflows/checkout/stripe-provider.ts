/** The payment provider's id as Medusa builds it: `pp_<identifier>_<configured id>`. */
export const STRIPE_CHECKOUT_PROVIDER_ID = "pp_stripe-checkout_stripe-checkout"
