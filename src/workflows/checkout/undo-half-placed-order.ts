import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import type ProgramModuleService from "../../modules/program/service"
import { STRIPE_CHECKOUT_PROVIDER_ID } from "./stripe-provider"

/** Cart metadata, copied to the order by Medusa: it leads from an order that was never linked back to its cart. */
export const CART_METADATA_KEY = "monetization_cart_id"

const LOCK_SECONDS = 5

type Order = {
  id: string
  items: { id: string }[]
  transactions: { reference: string | null; reference_id: string | null }[]
}

type Cart = {
  completed_at: string | null
  payment_collection: {
    id: string
    payment_sessions: { status: string; provider_id: string; data: Record<string, unknown> }[]
    payments: { data: Record<string, unknown> | null; captures: { id: string }[] }[]
  } | null
}

async function loadCart(container: MedusaContainer, cartId: string): Promise<Cart | undefined> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: [
      "id",
      "completed_at",
      "payment_collection.id",
      "payment_collection.payment_sessions.status",
      "payment_collection.payment_sessions.provider_id",
      "payment_collection.payment_sessions.data",
      "payment_collection.payments.data",
      "payment_collection.payments.captures.id",
    ],
    filters: { id: cartId },
  })
  return data[0] as unknown as Cart | undefined
}

async function loadOrders(container: MedusaContainer, cartId: string): Promise<{ linkedId: string | null; orders: Order[] }> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: links } = await query.graph({ entity: "order_cart", fields: ["order_id"], filters: { cart_id: cartId } })
  const orders = await container
    .resolve(Modules.ORDER)
    .listOrders({ metadata: { [CART_METADATA_KEY]: cartId } } as never, {
      select: ["id"],
      relations: ["items", "transactions"],
    })
  // Whose cart an order is from its link says, where there is one: metadata are the buyer's to write.
  const { data: owners } = await query.graph({
    entity: "order_cart",
    fields: ["order_id", "cart_id"],
    filters: { order_id: orders.map((order) => order.id) },
  })
  const foreign = new Set((owners as { order_id: string; cart_id: string }[]).filter((owner) => owner.cart_id !== cartId).map((owner) => owner.order_id))
  return {
    linkedId: (links[0] as { order_id?: string } | undefined)?.order_id ?? null,
    orders: (orders as unknown as Order[]).filter((order) => !foreign.has(order.id)),
  }
}

/**
 * Medusa books the payment last: an order that has its cart, its payment and that payment's captures has everything. Other
 * payments of the cart, refused and given back before or one too many, are in nobody's books.
 */
function isWhole(order: Order, cart: Cart, linkedId: string | null): boolean {
  const { payment_sessions = [], payments = [] } = cart.payment_collection ?? {}
  const booked = new Set(order.transactions.map((transaction) => transaction.reference_id))
  const paid = payment_sessions.some(({ status, data }) => {
    const captures = payments.filter((payment) => payment.data?.id === data.id).flatMap((payment) => payment.captures)
    return (status === "authorized" || status === "captured") && captures.every((capture) => booked.has(capture.id))
  })
  return order.id === linkedId && Boolean(cart.completed_at) && paid
}

/**
 * Orders of which something was made already. Medusa announces an order when all of it is done: it is whole, whatever became of
 * its books since, such as a capture in the admin that a crash left unbooked.
 */
async function announced(container: MedusaContainer, orderIds: string[]): Promise<Set<string>> {
  if (!orderIds.length) {
    return new Set()
  }
  const [purchases, attendees] = await Promise.all([
    container.resolve<OfferModuleService>(OFFER_MODULE).listOfferPurchases({ order_id: orderIds }, { select: ["id", "order_id"] }),
    container.resolve<ProgramModuleService>("program").listProgramAttendees({ order_id: orderIds }, { select: ["id", "order_id"] }),
  ])
  return new Set([...purchases, ...attendees].map(({ order_id }) => order_id))
}

/**
 * A server that dies while Medusa completes a cart leaves an order without some of its cart, stock reservations or
 * payment: nobody has been told of it. Medusa undoes such an order when a step fails; this does the same when the
 * process did, so that the cart can be completed anew. Only carts paid by our own provider, and only under the cart's
 * lock, which a completion that is still running holds.
 *
 * Orders are found by their metadata, which has no index: carts of which nobody began to make an order are not looked for.
 * @returns whether an order was undone
 */
export async function undoHalfPlacedOrder(container: MedusaContainer, cartId: string): Promise<boolean> {
  const [attempt] = await container
    .resolve<OfferModuleService>(OFFER_MODULE)
    .listCheckoutAttempts({ cart_id: cartId }, { select: ["id", "completing_at"] })
  if (!attempt?.completing_at) {
    return false
  }
  return await container.resolve(Modules.LOCKING).execute(cartId, () => undo(container, cartId), { timeout: LOCK_SECONDS })
}

async function undo(container: MedusaContainer, cartId: string): Promise<boolean> {
  const cart = await loadCart(container, cartId)
  const isOurs = cart?.payment_collection?.payment_sessions.some(({ provider_id }) => provider_id === STRIPE_CHECKOUT_PROVIDER_ID)
  if (!cart || !isOurs) {
    return false
  }
  const { linkedId, orders } = await loadOrders(container, cartId)
  const suspects = orders.some((order) => isWhole(order, cart, linkedId)) ? orders.filter((order) => order.id !== linkedId) : orders
  const told = await announced(container, suspects.map((order) => order.id))
  const half = suspects.filter((order) => !told.has(order.id))
  for (const order of half) {
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`Order ${order.id} of cart ${cartId} was left half placed and is undone`)
    await container.resolve(Modules.INVENTORY).deleteReservationItemsByLineItem(order.items.map((item) => item.id))
    // Link by link: deleting all of an order's links would take the cart's payment with them.
    const orderEnd = { [Modules.ORDER]: { order_id: order.id } }
    await container.resolve(ContainerRegistrationKeys.LINK).dismiss([
      { ...orderEnd, [Modules.CART]: { cart_id: cartId } },
      { ...orderEnd, [Modules.PAYMENT]: { payment_collection_id: cart.payment_collection?.id } },
    ])
    await container.resolve(Modules.ORDER).deleteOrders([order.id])
    if (order.id === linkedId) {
      await container.resolve(Modules.CART).updateCarts(cartId, { completed_at: null } as never)
    }
  }
  return half.length > 0
}
