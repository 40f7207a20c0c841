import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { FUNNEL_MODULE } from "../../modules/funnel"
import type FunnelModuleService from "../../modules/funnel/service"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { Buyer } from "../../modules/offer/types"
import type ProgramModuleService from "../../modules/program/service"
import { followUpOrdersOf } from "../fulfillment/linked-orders"
import { SummedPart } from "./cart-sums"
import { LineItem, matchOfferLines, OfferLine } from "./offer-lines"
import { ownedTickets } from "./owned-tickets"

export type CartItem = LineItem & SummedPart & {
  title: string
  subtitle: string | null
  product_title: string | null
  thumbnail: string | null
  requires_shipping: boolean
  unit_price: number
  total: number
}

export type LoadedCart = {
  id: string
  currency_code: string
  region_id: string
  email: string | null
  customer_id: string | null
  customer: { id: string; has_account: boolean } | null
  completed_at: string | Date | null
  metadata: Record<string, unknown> | null
  items: CartItem[]
  shipping_methods: ({ id: string; shipping_option_id: string | null } & SummedPart)[]
  payment_collection: { id: string; amount: number; payment_sessions: PaymentSession[] } | null
  subtotal: number
  discount_total: number
  shipping_total: number
  tax_total: number
  total: number
}

export type PaymentSession = {
  id: string
  provider_id: string
  status: string
  amount: number
  currency_code: string
  data: Record<string, unknown>
  created_at: string | Date
}

const CART_FIELDS = [
  "id",
  "currency_code",
  "region_id",
  "email",
  "customer_id",
  "customer.id",
  "customer.has_account",
  "completed_at",
  "metadata",
  "subtotal",
  "discount_total",
  "shipping_total",
  "tax_total",
  "total",
  "credit_line_total",
  "item_total",
  "items.*",
  "items.tax_lines.*",
  "items.adjustments.*",
  "credit_lines.*",
  "shipping_methods.*",
  "shipping_methods.tax_lines.*",
  "shipping_methods.adjustments.*",
  "payment_collection.id",
  "payment_collection.amount",
  "payment_collection.payment_sessions.*",
]

/**
 * A cart with its totals and payment sessions.
 * @throws MedusaError NOT_FOUND `cart_not_found`
 */
export async function loadCart(container: MedusaContainer, cartId: string): Promise<LoadedCart> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "cart", fields: CART_FIELDS, filters: { id: cartId } })
  return found(data[0] as unknown as LoadedCart | undefined)
}

/** What changing a cart's offers needs to know of it: no totals, which cost Medusa most of the work of loading a cart. */
export type CartLines = Pick<LoadedCart, "id" | "currency_code" | "region_id" | "email" | "customer_id" | "customer" | "completed_at"> & {
  items: (LineItem & { unit_price: number })[]
}

const LINE_FIELDS = [
  "id",
  "currency_code",
  "region_id",
  "email",
  "customer_id",
  "customer.id",
  "customer.has_account",
  "completed_at",
  "items.id",
  "items.variant_id",
  "items.quantity",
  "items.unit_price",
  "items.metadata",
]

/** @throws MedusaError NOT_FOUND `cart_not_found` */
export async function loadCartLines(container: MedusaContainer, cartId: string): Promise<CartLines> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "cart", fields: LINE_FIELDS, filters: { id: cartId } })
  return found(data[0] as unknown as CartLines | undefined)
}

function found<Cart>(cart: Cart | undefined): Cart {
  if (!cart) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such cart.", "cart_not_found")
  }
  return cart
}

/** @throws MedusaError NOT_ALLOWED `cart_completed` */
export function assertOpen(cart: Pick<LoadedCart, "completed_at">): void {
  if (cart.completed_at) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "This cart has been ordered already.", "cart_completed")
  }
}

export type CartHold = Awaited<ReturnType<OfferModuleService["listCartHolds"]>>[number]

/** The cart's offers: its holds, and which of its lines sell which offer. */
export async function loadCartOffers<Item extends LineItem>(
  container: MedusaContainer,
  cart: { id: string; items: Item[] }
): Promise<{ holds: CartHold[]; lines: OfferLine<Item>[] }> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const holds = await service.listCartHolds(cart.id)
  const open = holds.filter((hold) => hold.status === "active" || hold.status === "ordering")
  const variantIds = cart.items.map((item) => item.variant_id).filter((id): id is string => Boolean(id))
  if (!open.length && !variantIds.length) {
    return { holds, lines: [] }
  }
  const offers = await service.listOffers(
    { $or: [{ id: open.map((hold) => hold.offer_id) }, { variant_id: variantIds }] },
    { select: ["id", "variant_id", "variant_linked"] }
  )
  return { holds, lines: matchOfferLines(cart.items, open, offers) }
}

/**
 * Who buys, for the eligibility rules. Tickets count if they are in the same cart, or if they were bought earlier by
 * the signed-in customer: an e-mail address typed into a guest's cart proves nothing. A guest's tickets of an order count
 * in the carts that the server makes for the offers accepted after it.
 */
export async function gatherBuyer(
  container: MedusaContainer,
  cart: Pick<LoadedCart, "id" | "customer_id" | "customer" | "email"> & { items: Pick<CartItem, "variant_id" | "quantity">[] }
): Promise<Buyer> {
  const program = container.resolve<ProgramModuleService>("program")
  const variantIds = cart.items.map((item) => item.variant_id).filter((id): id is string => Boolean(id))
  const [types, owned] = await Promise.all([
    program.listTicketTypesByVariant(variantIds),
    cart.customer_id && cart.customer?.has_account
      ? ownedTickets(container, { customer_id: cart.customer_id })
      : ticketsOfFirstOrder(container, cart.id),
  ])
  const ticketTypes = new Map(types.map((type) => [type.product_variant_id, type]))
  const inCart = cart.items.flatMap(({ variant_id, quantity }) => {
    const type = variant_id ? ticketTypes.get(variant_id) : undefined
    return type ? Array.from({ length: Number(quantity) }, () => ({ id: null, event_id: type.event_id, tier: type.tier, ticket_type_id: type.id })) : []
  })
  return {
    customer_id: cart.customer_id ?? null,
    email: cart.email ?? null,
    // The oldest first, which decides what an upgrade is for; of one order in the order of their types, as attendees are listed.
    tickets: [...owned, ...inCart.sort((a, b) => a.ticket_type_id.localeCompare(b.ticket_type_id))],
  }
}

async function ticketsOfFirstOrder(container: MedusaContainer, cartId: string) {
  const orderId = await container.resolve<FunnelModuleService>(FUNNEL_MODULE).firstOrderOf(cartId)
  return orderId ? await ownedTickets(container, { order_ids: [orderId, ...(await followUpOrdersOf(container, orderId))] }) : []
}
