import { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { Buyer } from "../../modules/offer/types"
import { isForeignCart } from "../cart/foreign-cart"
import { CartLines, gatherBuyer, loadCartLines, loadCartOffers } from "../cart/load-cart"
import { stayingLines, unitsByOffer } from "../cart/offer-lines"
import { ownedTickets } from "../cart/owned-tickets"
import { findOrderOfCart } from "../checkout/commit-cart-offers"
import { followUpOrdersOf } from "../fulfillment/linked-orders"

export type StoreOfferContext = {
  regionId?: string
  currencyCode?: string
  cartId?: string
  /** The customer signed in, null if nobody is. Undefined: the caller has seen to it that the cart may be read. */
  customerId?: string | null
}

export type Asker = {
  currency: string
  /** Null when only a currency was named. */
  regionId: string | null
  /** Known when a cart was named or a customer is signed in. */
  buyer: Buyer | null
  /** A cart that can still be added to. */
  cart: AskingCart | null
}

export type AskingCart = {
  id: string
  /** Units of each offer that adding one more would come on top of. */
  units: Map<string, number>
  /** Offers that are being ordered at this moment. */
  ordering: Set<string>
  /** What the lines come to before discounts and taxes, major units. */
  total: number
}

/**
 * Who asks for offers, and in which currency.
 * @throws MedusaError `currency_required`, `region_not_found`, `cart_not_found` (a stranger's cart too)
 */
export async function resolveAsker(container: MedusaContainer, context: StoreOfferContext): Promise<Asker> {
  if (context.cartId) {
    return await askerOfCart(container, context.cartId, context.customerId)
  }
  const [currency, buyer] = await Promise.all([
    resolveCurrency(container, context),
    context.customerId ? customerAsBuyer(container, context.customerId) : null,
  ])
  return { currency, regionId: context.regionId ?? null, buyer, cart: null }
}

async function askerOfCart(container: MedusaContainer, cartId: string, customerId: string | null | undefined): Promise<Asker> {
  const cart = await loadCartLines(container, cartId)
  if (customerId !== undefined && isForeignCart(cart, customerId)) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such cart.", "cart_not_found")
  }
  if (cart.completed_at) {
    return { currency: cart.currency_code, regionId: cart.region_id, buyer: await buyerAfterOrder(container, cart), cart: null }
  }
  const [buyer, { holds, lines }] = await Promise.all([gatherBuyer(container, cart), loadCartOffers(container, cart)])
  return {
    currency: cart.currency_code,
    regionId: cart.region_id,
    buyer,
    cart: {
      id: cart.id,
      units: unitsByOffer(stayingLines(lines, holds)),
      ordering: new Set(holds.filter((hold) => hold.status === "ordering").map((hold) => hold.offer_id)),
      total: cart.items.reduce((sum, item) => sum + Number(item.unit_price) * Number(item.quantity), 0),
    },
  }
}

/** What was ordered counts as bought: its tickets, with what raised them since; as they were in the cart until they are written down. */
async function buyerAfterOrder(container: MedusaContainer, cart: CartLines): Promise<Buyer> {
  const buyer = await gatherBuyer(container, { ...cart, items: [] })
  if (buyer.tickets.length) {
    return buyer
  }
  const orderId = await findOrderOfCart(container, cart.id)
  const tickets = orderId ? await ownedTickets(container, { order_ids: [orderId, ...(await followUpOrdersOf(container, orderId))] }) : []
  return tickets.length ? { ...buyer, tickets } : await gatherBuyer(container, cart)
}

async function customerAsBuyer(container: MedusaContainer, id: string): Promise<Buyer> {
  const [[customer], tickets] = await Promise.all([
    container.resolve(Modules.CUSTOMER).listCustomers({ id }, { select: ["email"] }),
    ownedTickets(container, { customer_id: id }),
  ])
  return { customer_id: id, email: customer?.email ?? null, tickets }
}

async function resolveCurrency(container: MedusaContainer, { currencyCode, regionId }: StoreOfferContext): Promise<string> {
  if (currencyCode) {
    return currencyCode
  }
  if (!regionId) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "Give a regionId, a currencyCode or a cartId.", "currency_required")
  }
  const [region] = await container.resolve(Modules.REGION).listRegions({ id: regionId }, { select: ["currency_code"] })
  if (!region) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such region.", "region_not_found")
  }
  return region.currency_code
}
