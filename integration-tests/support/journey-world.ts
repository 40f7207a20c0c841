import type { AxiosInstance } from "axios"
import type { Client } from "pg"
import Stripe from "stripe"
import type { StripeStandIn } from "./app"
import { createOffer, OfferOverrides, Shop } from "./shop"

/** Kinds of offers a journey sells. */
export const OFFERS = 3

/** Each is scarce, and there are fewer codes than buyers. Units of the last one belong to a ticket, so a cart needs one for it. */
const offersFor = (carts: number): OfferOverrides[] => [
  { type: "SERVICE", title: "Sauna", inventory_total: Math.round((carts * 2) / 3) },
  { type: "SERVICE", title: "Lounge", delivery_method: "ACCESS_CODE", code_source: "uploaded" },
  { type: "SERVICE", title: "Workshop", delivery_method: "QR_TICKET", inventory_total: Math.round(carts / 3), requires_ticket: true },
]
const codesFor = (carts: number) => Array.from({ length: Math.round(carts / 2) }, (_, index) => `LOUNGE-${index}`)

export type JourneyCart = {
  id: string
  /** Of this cart alone: an order that was never linked to its cart is found by it. */
  email: string
  tickets: number
  /** Checkout Sessions whose address the buyer was given, the newest last. */
  pages: string[]
  /** Somebody asked Medusa to cancel its order, and may not have been answered. */
  canceling: boolean
}

/** Several buyers, an organizer and what they fight over; asked through HTTP, looked at in the database and at Stripe. */
export type World = {
  /** Of the server that runs now. */
  api: () => AxiosInstance
  shop: Shop
  database: Client
  stripe: StripeStandIn
  stripeClient: Stripe
  offerIds: string[]
  carts: JourneyCart[]
  /** While the server is being killed, a call without an answer is no fault. */
  mayDie: boolean
  /** Calls the server died over. */
  unanswered: number
  /** What should never have happened, in words. */
  faults: string[]
}

type Stage = Pick<World, "api" | "shop" | "database" | "stripe">

let journeys = 0

/** New offers and carts; every second cart has a ticket in it. */
export async function createWorld({ api, shop, database, stripe }: Stage, carts: number): Promise<World> {
  journeys += 1
  const { port } = new URL(stripe.url)
  const world: World = {
    api,
    shop,
    database,
    stripe,
    stripeClient: new Stripe("sk_test_journeys", { host: "localhost", port, protocol: "http" }),
    offerIds: [],
    carts: [],
    mayDie: false,
    unanswered: 0,
    faults: [],
  }
  for (const offer of offersFor(carts)) {
    const offerId = await createOffer(api(), shop, offer)
    world.offerIds.push(offerId)
    if (offer.code_source === "uploaded") {
      await api().post(`/admin/offers/${offerId}/access-codes`, { codes: codesFor(carts) }, shop.admin)
    }
  }
  for (let index = 0; index < carts; index += 1) {
    const tickets = index % 2
    const email = `journey-${journeys}-${index}@example.com`
    const items = tickets ? [{ variant_id: shop.tickets.standard, quantity: tickets }] : []
    const { data } = await api().post("/store/carts", { region_id: shop.regionId, email, items }, shop.store)
    world.carts.push({ id: data.cart.id, email, tickets, pages: [], canceling: false })
  }
  return world
}
