import type { AxiosInstance } from "axios"
import type { Client } from "pg"
import Stripe from "stripe"
import { Shop, stockOf } from "./shop"

export type Purchase = { cartId: string; email: string; offerId: string | null }

/** What became of one attendee's cart, counted in Medusa, in the plugin and at Stripe. Money in the minor unit. */
export type Outcome = {
  orders: number
  /** Orders nobody can reach from the cart they were made of. */
  unlinkedOrders: number
  attendees: number
  purchases: number
  holds: { ordering: number; live: number }
  stock: Awaited<ReturnType<typeof stockOf>> | null
  stripe: { payments: number; captured: number; refunded: number }
}

type Facts = { api: AxiosInstance; shop: Shop; database: Client; stripe: Stripe }

async function count(database: Client, statement: string, values: unknown[]): Promise<number> {
  const { rows } = await database.query(`select count(*)::int as count from ${statement}`, values)
  return rows[0].count
}

/** Payments of every Checkout Session that was ever made for the cart, known to Medusa or not. */
async function money(stripe: Stripe, cartId: string): Promise<Outcome["stripe"]> {
  const sums = { payments: 0, captured: 0, refunded: 0 }
  for await (const session of stripe.checkout.sessions.list({ limit: 100, expand: ["data.payment_intent.latest_charge"] })) {
    const intent = session.payment_intent as Stripe.PaymentIntent | null
    const charge = intent?.latest_charge as Stripe.Charge | null | undefined
    if (session.metadata?.cart_id === cartId && intent?.status === "succeeded") {
      sums.payments += 1
      sums.captured += intent.amount_received
      sums.refunded += charge?.amount_refunded ?? 0
    }
  }
  return sums
}

export async function outcomeOf({ api, shop, database, stripe }: Facts, { cartId, email, offerId }: Purchase): Promise<Outcome> {
  const placed = `"order" o where o.email = $1 and o.deleted_at is null and o.status <> 'canceled'`
  return {
    orders: await count(database, placed, [email]),
    unlinkedOrders: await count(
      database,
      `${placed} and not exists (select 1 from order_cart link where link.order_id = o.id and link.deleted_at is null)`,
      [email]
    ),
    attendees: await count(database, `program_attendee where email = $1 and status = 'active' and deleted_at is null`, [email]),
    purchases: await count(database, `offer_purchase where email = $1 and deleted_at is null`, [email]),
    holds: {
      ordering: await count(database, `offer_hold where cart_id = $1 and status = 'ordering'`, [cartId]),
      live: await count(database, `offer_hold where cart_id = $1 and status = 'active' and expires_at > clock_timestamp()`, [cartId]),
    },
    stock: offerId ? await stockOf(api, shop, offerId) : null,
    stripe: await money(stripe, cartId),
  }
}
