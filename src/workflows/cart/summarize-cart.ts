import { MedusaContainer } from "@medusajs/framework/types"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import type ProgramModuleService from "../../modules/program/service"
import { signCheckoutToken } from "../checkout/checkout-token"
import { CartSums, cartSums, shownTotal } from "./cart-sums"
import { CartItem, loadCart, loadCartOffers } from "./load-cart"

export type CartLine = {
  lineItemId: string
  variantId: string | null
  title: string
  subtitle: string | null
  imageUrl: string | null
  quantity: number
  unitPrice: number
  total: number
}

export type CartOfferLine = CartLine & {
  offerId: string
  hold: { id: string; expiresAt: string; remainingSeconds: number; renewalsLeft: number; state: "live" | "paying" | "expired" } | null
}

export type CartNotice = { code: "hold_expired"; offerId: string; title: string; quantity: number; at: string }

/** The cart as the storefront's summary shows it: tickets, offers with their holds, and what has just left it and why. */
export type CartSummary = CartSums & {
  id: string
  currency: string
  regionId: string
  email: string | null
  completed: boolean
  /** What a guest shows after the order to be who placed it; null once it is placed. */
  checkoutToken: string | null
  /** PostgreSQL's clock, to count holds down by whatever the browser's clock says. */
  serverTime: string
  requiresShipping: boolean
  hasShipping: boolean
  /** Events of its tickets, or of its offers where it holds no ticket: what more there is to recommend for. */
  eventIds: string[]
  tickets: CartLine[]
  offers: CartOfferLine[]
  others: CartLine[]
  notices: CartNotice[]
}

const toLine = (item: CartItem): CartLine => ({
  lineItemId: item.id,
  variantId: item.variant_id,
  title: item.product_title ?? item.title,
  subtitle: item.subtitle,
  imageUrl: item.thumbnail,
  quantity: Number(item.quantity),
  unitPrice: Number(item.unit_price),
  total: shownTotal(item),
})

const iso = (value: string | Date) => new Date(value).toISOString()

/** @throws MedusaError NOT_FOUND `cart_not_found` */
export async function summarizeCart(container: MedusaContainer, cartId: string): Promise<CartSummary> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const program = container.resolve<ProgramModuleService>("program")
  const cart = await loadCart(container, cartId)
  const variantIds = cart.items.map((item) => item.variant_id).filter((id): id is string => Boolean(id))
  const [{ holds, lines }, tickets] = await Promise.all([loadCartOffers(container, cart), program.listTicketTypesByVariant(variantIds)])
  const ticketVariants = new Set(tickets.map((ticket) => ticket.product_variant_id))
  const ended = holds.filter((hold) => hold.status === "expired")
  const offers = await service.listOffers(
    { id: [...new Set([...lines.map((line) => line.offer_id), ...ended.map((hold) => hold.offer_id)])] },
    { select: ["id", "event_id", "title", "image_url", "type"] }
  )
  const offerOf = new Map(offers.map((offer) => [offer.id, offer]))
  const offerItems = new Set(lines.map((line) => line.item.id))
  const rest = cart.items.filter((item) => !offerItems.has(item.id))
  const now = holds[0]?.at ?? new Date()
  const offerEvents = lines.flatMap((line) => offerOf.get(line.offer_id)?.event_id ?? [])

  return {
    id: cart.id,
    currency: cart.currency_code,
    regionId: cart.region_id,
    email: cart.email,
    completed: Boolean(cart.completed_at),
    checkoutToken: cart.completed_at ? null : await signCheckoutToken(container, cart.id),
    serverTime: iso(now),
    requiresShipping: cart.items.some((item) => item.requires_shipping),
    hasShipping: cart.shipping_methods.length > 0,
    eventIds: [...new Set(tickets.length ? tickets.map((ticket) => ticket.event_id) : offerEvents)],
    tickets: rest.filter((item) => item.variant_id && ticketVariants.has(item.variant_id)).map(toLine),
    offers: lines.map(({ offer_id, hold_id, item }) => {
      const hold = holds.find((candidate) => candidate.id === hold_id)
      const offer = offerOf.get(offer_id)
      return {
        ...toLine(item),
        title: offer?.title ?? item.title,
        imageUrl: offer?.image_url ?? item.thumbnail,
        offerId: offer_id,
        hold: hold
          ? {
              id: hold.id,
              expiresAt: iso(hold.expires_at),
              remainingSeconds: Math.max(0, Math.floor((new Date(hold.expires_at).getTime() - new Date(now).getTime()) / 1000)),
              renewalsLeft: Math.max(0, service.options.holdRenewals - hold.renewals),
              state: !hold.live ? "expired" : hold.payment_started_at ? "paying" : "live",
            }
          : null,
      }
    }),
    others: rest.filter((item) => !item.variant_id || !ticketVariants.has(item.variant_id)).map(toLine),
    ...cartSums(cart),
    notices: ended
      .filter((hold) => !lines.some((line) => line.offer_id === hold.offer_id))
      .map((hold) => ({
        code: "hold_expired" as const,
        offerId: hold.offer_id,
        title: offerOf.get(hold.offer_id)?.title ?? "",
        quantity: hold.quantity,
        at: iso(hold.updated_at),
      })),
  }
}
