import { PaymentCustomerDTO } from "@medusajs/framework/types"
import Stripe from "stripe"

/** A Medusa customer as Stripe's. */
export function stripeCustomerParams(customer: PaymentCustomerDTO): Stripe.CustomerCreateParams {
  const name = customer.company_name || `${customer.first_name ?? ""} ${customer.last_name ?? ""}`.trim()
  const address = customer.billing_address
  return {
    email: customer.email,
    metadata: { customer_id: customer.id },
    ...(name ? { name } : {}),
    ...(customer.phone ? { phone: customer.phone } : {}),
    ...(address
      ? {
          address: {
            city: address.city ?? "",
            country: address.country_code ?? "",
            line1: address.address_1 ?? "",
            line2: address.address_2 ?? "",
            postal_code: address.postal_code ?? "",
            state: address.province ?? "",
          },
        }
      : {}),
  }
}

/** The Stripe customer in a provider call's context. */
export function accountHolderId(context: { account_holder?: { data?: Record<string, unknown> } } | undefined): string | undefined {
  const id = context?.account_holder?.data?.id
  return typeof id === "string" && id ? id : undefined
}
