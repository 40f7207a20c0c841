import { Client } from "pg"
import Stripe from "stripe"
import { Api, bearer, createApi } from "../../../demo/seed/api"
import { eventually } from "./eventually"
import type { Demo } from "./running-demo"

export interface Stock {
  total: number | null
  sold: number
  held: number
  available: number | null
}

export interface Offer {
  id: string
  title: string
  image_url: string | null
  status: string
  stock: Stock
  stripe: { status: string; product_id: string | null }
  prices: { currency_code: string; amount: number; stripe_price_id: string | null }[]
}

export interface Order {
  id: string
  display_id: number
  email: string
  payment_status: string
  total: number
  items: { id: string; title: string; product_title: string; quantity: number }[]
}

export interface Purchase {
  order_id: string
  email: string
  quantity: number
  status: string
  total: number
}

interface CheckoutStart {
  order: { id: string }
  checkoutUrl: string
  checkoutToken: string
}

/** What a browser test looks up, prepares or checks behind the pages: through the HTTP APIs, and the database's clock. */
export class BackOffice {
  readonly admin: Api
  readonly store: Api

  constructor(
    private readonly demo: Demo,
    private readonly token: string,
    private readonly database: Client
  ) {
    this.admin = createApi(demo.api, bearer(token))
    this.store = createApi(demo.api, { "x-publishable-api-key": demo.publishableKey })
  }

  get stripe(): Stripe {
    const { hostname, port } = new URL(this.demo.stripe)
    return new Stripe(this.demo.stripeApiKey, { host: hostname, port, protocol: "http" })
  }

  /** The offer with exactly that title. */
  async offer(title: string): Promise<Offer> {
    const { offers } = await this.admin.get<{ offers: Offer[] }>(`/admin/offers?${new URLSearchParams({ q: title })}`)
    const offer = offers.find((one) => one.title === title)
    if (!offer) {
      throw new Error(`There is no offer "${title}"`)
    }
    return offer
  }

  /** A published offer of the demo's main event, a service for EUR 30 unless told otherwise. */
  async publishOffer(fields: { title: string; inventory_total: number | null } & Record<string, unknown>): Promise<Offer> {
    const { offer } = await this.admin.post<{ offer: Offer }>("/admin/offers", {
      event_id: this.demo.eventId,
      type: "SERVICE",
      description: "Made for a test.",
      placements: ["IN_EVENT"],
      prices: [{ currency_code: "eur", amount: 30 }],
      ...fields,
    })
    return (await this.admin.post<{ offer: Offer }>(`/admin/offers/${offer.id}/publish`)).offer
  }

  async order(displayId: number): Promise<Order> {
    const query = new URLSearchParams({
      order: "-created_at",
      limit: "20",
      fields: "id,display_id,email,payment_status,total,*items,*payment_collections",
    })
    const { orders } = await this.admin.get<{ orders: Order[] }>(`/admin/orders?${query}`)
    const order = orders.find((one) => one.display_id === displayId)
    if (!order) {
      throw new Error(`There is no order #${displayId}`)
    }
    return order
  }

  /** Sends money of an order back in Medusa's own payment panel, which doesn't say what for. */
  async sendMoneyBack(order: Order, amount: number): Promise<void> {
    type Paid = { order: { payment_collections: { payments: { id: string }[] }[] } }
    const { order: paid } = await this.admin.get<Paid>(`/admin/orders/${order.id}?fields=*payment_collections.payments`)
    await this.admin.post(`/admin/payments/${paid.payment_collections[0].payments[0].id}/refund`, { amount })
  }

  /** Sends a line of an order, with Medusa's own fulfilment. */
  async ship(order: Order, title: string): Promise<void> {
    const item = order.items.find(({ product_title }) => product_title === title)
    const { stock_locations } = await this.admin.get<{ stock_locations: { id: string }[] }>("/admin/stock-locations?limit=1")
    await this.admin.post(`/admin/orders/${order.id}/fulfillments`, {
      location_id: stock_locations[0].id,
      items: [{ id: item?.id, quantity: item?.quantity }],
    })
  }

  /** Somebody's newest order. */
  async latestOrder(email: string): Promise<Order> {
    const query = new URLSearchParams({ order: "-created_at", limit: "1", q: email, fields: "id,display_id,email,payment_status,total,*items" })
    const { orders } = await this.admin.get<{ orders: Order[] }>(`/admin/orders?${query}`)
    return orders[0]
  }

  /** The offer's purchases in an order; they are written a moment after the order. */
  purchases(offerId: string, orderId: string): Promise<Purchase[]> {
    return eventually(
      async () => {
        const { purchases } = await this.admin.get<{ purchases: Purchase[] }>(`/admin/offers/${offerId}/purchases?limit=50`)
        return purchases.filter((purchase) => purchase.order_id === orderId)
      },
      (found) => found.length > 0
    )
  }

  /** Takes one unit of an order's offer back, and sends its money. */
  async refund(offer: Offer, order: Order): Promise<void> {
    const { purchases } = await this.admin.get<{ purchases: { id: string; order_id: string }[] }>(`/admin/offer-purchases?offer_id=${offer.id}&limit=50`)
    const purchase = purchases.find(({ order_id }) => order_id === order.id)
    await this.admin.post(`/admin/offer-purchases/${purchase?.id}/refund`, { quantity: 1, restock: true, seen_refunded_quantity: 0 })
  }

  /** What somebody bought, unit by unit. */
  async units(email: string): Promise<{ id: string; status: string }[]> {
    const { units } = await this.admin.get<{ units: { id: string; status: string }[] }>(`/admin/offer-units?${new URLSearchParams({ q: email })}`)
    return units
  }

  /** Medusa's own stock of a ticket. */
  async ticketStock(sku: string): Promise<{ stocked: number; reserved: number }> {
    type Items = { inventory_items: { stocked_quantity: number; reserved_quantity: number }[] }
    const { inventory_items } = await this.admin.get<Items>(`/admin/inventory-items?${new URLSearchParams({ sku })}`)
    return { stocked: inventory_items[0].stocked_quantity, reserved: inventory_items[0].reserved_quantity }
  }

  /** Somebody else puts units of the offer into a cart of theirs. */
  async holdInAnotherCart(offerId: string, quantity: number): Promise<void> {
    const { cart } = await this.store.post<{ cart: { id: string } }>("/store/carts", { region_id: this.demo.regionId })
    await this.store.post(`/store/carts/${cart.id}/offers`, { offerId, quantity })
  }

  /** Somebody else buys units of the offer and pays. */
  async sell(offerId: string, quantity: number, email: string): Promise<void> {
    const bought = await this.store.post<CheckoutStart>(`/store/offers/${offerId}/purchase`, {
      quantity,
      email,
      regionId: this.demo.regionId,
    })
    await this.pay(bought)
  }

  /** Somebody without an account puts a ticket and offers into a cart. Answers the cart's id. */
  async fillCart({ ticket, offers }: { ticket: string; offers: string[] }): Promise<string> {
    const { regionId, eventId } = this.demo
    type Event = { event: { ticketTypes: { name: string; variantId: string }[] } }
    const { event } = await this.store.get<Event>(`/store/events/${eventId}?regionId=${regionId}`)
    const variant = event.ticketTypes.find(({ name }) => name === ticket)
    const { cart } = await this.store.post<{ cart: { id: string } }>("/store/carts", { region_id: regionId })
    await this.store.post(`/store/carts/${cart.id}/line-items`, { variant_id: variant?.variantId, quantity: 1 })
    for (const title of offers) {
      await this.store.post(`/store/carts/${cart.id}/offers`, { offerId: (await this.offer(title)).id, quantity: 1 })
    }
    return cart.id
  }

  /** The same, paid. Answers the token of the link to what was bought. */
  async buy({ email, ...contents }: { email: string; ticket: string; offers: string[] }): Promise<string> {
    const cartId = await this.fillCart(contents)
    return this.pay(await this.store.post<CheckoutStart>(`/store/carts/${cartId}/checkout-session`, { email }))
  }

  private async pay({ order, checkoutUrl, checkoutToken }: CheckoutStart): Promise<string> {
    const [sessionId] = /cs_\w+/.exec(checkoutUrl) ?? []
    await createApi(this.demo.stripe).post(`/__control/checkout_sessions/${sessionId}/pay`, { card: "4242424242424242", name: "Sam Buyer" })
    const buyer = createApi(this.demo.api, { "x-publishable-api-key": this.demo.publishableKey, "x-checkout-token": checkoutToken })
    const { purchasesToken } = await eventually(
      () => buyer.post<{ status: string; purchasesToken: string }>(`/store/carts/${order.id}/checkout-session/confirm`),
      ({ status }) => status === "placed"
    )
    return purchasesToken
  }

  /** Lets the holds on an offer run out in so many seconds, as if their minutes had passed. */
  async endHoldsIn(offerId: string, seconds: number): Promise<void> {
    await this.database.query(
      "update offer_hold set expires_at = clock_timestamp() + make_interval(secs => $2) where offer_id = $1 and status = 'active'",
      [offerId, seconds]
    )
  }

  /** Removes what organizers uploaded: Medusa keeps and serves it from the app's own folder, not from the demo's. */
  async removeUploads(): Promise<void> {
    const { offers } = await this.admin.get<{ offers: Offer[] }>("/admin/offers?limit=100")
    for (const { image_url } of offers) {
      const [, id] = image_url?.split(`${this.demo.api}/static/`) ?? []
      if (id) {
        await fetch(`${this.demo.api}/admin/uploads/${id}`, { method: "DELETE", headers: bearer(this.token) })
      }
    }
  }

  close(): Promise<void> {
    return this.database.end()
  }
}

export async function openBackOffice(demo: Demo): Promise<BackOffice> {
  const login = { email: demo.adminEmail, password: demo.adminPassword }
  const { token } = await createApi(demo.api).post<{ token: string }>("/auth/user/emailpass", login)
  const database = new Client({ connectionString: demo.databaseUrl })
  // The demo's stop cuts the connection, which would end this process.
  database.on("error", () => undefined)
  await database.connect()
  return new BackOffice(demo, token, database)
}
