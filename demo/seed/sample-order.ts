import { Api, createApi } from "./api"
import { DEMO_CUSTOMER } from "./customer"

export interface SampleOrderInput {
  /** The store API as the demo customer. */
  customer: Api
  standInUrl: string
  storefrontUrl: string
  regionId: string
  variantId: string
  offerIds: string[]
}

interface CheckoutStatus {
  status: "placed" | "open" | "processing" | "refunded" | "expired"
  orderId: string | null
  message: string | null
}

interface CartSummary {
  id: string
  completed: boolean
  tickets: unknown[]
  offers: { offerId: string }[]
}

const CART_NOTE = "demo_cart_id"

const ADDRESS = {
  first_name: DEMO_CUSTOMER.first_name,
  last_name: DEMO_CUSTOMER.last_name,
  address_1: "Lindenallee 7",
  postal_code: "10115",
  city: "Berlin",
  country_code: "de",
}

/** A ticket and an offer bought the way a person would, so that "my purchases" has something to show. */
export async function seedSampleOrder(input: SampleOrderInput): Promise<"placed" | "exists"> {
  const { customer } = input
  const { orders } = await customer.get<{ orders: { id: string }[] }>("/store/orders?limit=1&fields=id")
  if (orders.length) {
    return "exists"
  }
  const cart = (await unfinishedCart(customer)) ?? (await newCart(input))
  if (!cart.tickets.length) {
    await customer.post(`/store/carts/${cart.id}/line-items`, { variant_id: input.variantId, quantity: 1 })
  }
  for (const offerId of input.offerIds.filter((id) => !cart.offers.some((line) => line.offerId === id))) {
    await customer.post(`/store/carts/${cart.id}/offers`, { offerId, quantity: 1 })
  }
  const { checkoutUrl } = await customer.post<{ checkoutUrl: string }>(`/store/carts/${cart.id}/checkout-session`, {
    successUrl: `${input.storefrontUrl}/`,
    cancelUrl: `${input.storefrontUrl}/`,
  })
  const sessionId = /cs_[A-Za-z0-9_]+/.exec(checkoutUrl)?.[0]
  if (!sessionId) {
    throw new Error(`The checkout address ${checkoutUrl} names no Checkout Session.`)
  }
  await createApi(input.standInUrl).post(`/__control/checkout_sessions/${sessionId}/pay`, {
    card: "4242424242424242",
    email: DEMO_CUSTOMER.email,
    name: `${DEMO_CUSTOMER.first_name} ${DEMO_CUSTOMER.last_name}`,
  })
  await untilPlaced(customer, cart.id)
  return "placed"
}

/** A cart that a launch cut short left behind still holds the offers, so it is paid instead of a second one. */
async function unfinishedCart(customer: Api): Promise<CartSummary | null> {
  type Me = { customer: { metadata: Record<string, unknown> | null } }
  const id = (await customer.get<Me>("/store/customers/me")).customer.metadata?.[CART_NOTE]
  if (typeof id !== "string") {
    return null
  }
  const { cart } = await customer.get<{ cart: CartSummary }>(`/store/carts/${id}/offers`)
  return cart.completed ? null : cart
}

async function newCart({ customer, regionId }: SampleOrderInput): Promise<CartSummary> {
  const { cart } = await customer.post<{ cart: { id: string } }>("/store/carts", {
    region_id: regionId,
    email: DEMO_CUSTOMER.email,
    shipping_address: ADDRESS,
    billing_address: ADDRESS,
  })
  await customer.post("/store/customers/me", { metadata: { [CART_NOTE]: cart.id } })
  return { id: cart.id, completed: false, tickets: [], offers: [] }
}

/** The return from Stripe and its webhook may race; both lead to the one order. */
async function untilPlaced(customer: Api, cartId: string): Promise<void> {
  const deadline = Date.now() + 30_000
  for (;;) {
    const answer = await customer.post<CheckoutStatus>(`/store/carts/${cartId}/checkout-session/confirm`)
    if (answer.status === "placed") {
      return
    }
    if (answer.status === "refunded" || answer.status === "expired" || Date.now() > deadline) {
      throw new Error(`The sample order wasn't placed: ${answer.status}${answer.message ? `, ${answer.message}` : ""}.`)
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
