import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { AxiosInstance } from "axios"
import type { StripeStandIn } from "./app"
import { CARD } from "./cards"
import type { Shop } from "./shop"

/** Opens the payment page of a cart; answers the Checkout Session's id. */
export async function openPaymentPage(api: AxiosInstance, shop: Shop, cartId: string): Promise<string> {
  const { data } = await api.post(`/store/carts/${cartId}/checkout-session`, {}, shop.store)
  return new URL(data.checkoutUrl).pathname.split("/").pop() as string
}

export const pay = (stripe: StripeStandIn, sessionId: string) => stripe.payCheckoutSession(sessionId, CARD)

export async function confirm(api: AxiosInstance, shop: Shop, cartId: string) {
  const { data } = await api.post(`/store/carts/${cartId}/checkout-session/confirm`, {}, shop.store)
  return data as { status: string; orderId: string | null; message: string | null }
}

/** Confirms until it is clear what became of the payment, which the webhook may be working on as well. */
export const confirmed = (api: AxiosInstance, shop: Shop, cartId: string) =>
  eventually(() => confirm(api, shop, cartId), ({ status }) => status !== "processing")

/** Lets the holds of a cart run out now, as if their minutes had passed. */
export async function runOut(container: MedusaContainer, cartId: string): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.raw(`update offer_hold set expires_at = clock_timestamp() - interval '1 minute' where cart_id = ? and status = 'active'`, [cartId])
}

/** Lets the minutes pass after which the sweep looks at a cart that may have been paid. */
export async function letWatchersLook(container: MedusaContainer, cartId: string): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.raw(
    `update offer_checkout_attempt set checked_at = null, opened_at = opened_at - interval '5 minutes' where cart_id = ? and is_open`,
    [cartId]
  )
}

/** Waits for what subscribers and webhooks do on their own. */
export async function eventually<Value>(read: () => Promise<Value>, expected: (value: Value) => boolean, seconds = 20): Promise<Value> {
  const until = Date.now() + seconds * 1000
  for (;;) {
    const value = await read()
    if (expected(value) || Date.now() > until) {
      return value
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
