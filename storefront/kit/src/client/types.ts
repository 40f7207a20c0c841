/** Money is in the major unit of its currency (12.5 = 12.50 EUR); dates are ISO 8601 UTC strings; currency codes are lower case. */

export type TicketTier = "STANDARD" | "PREMIUM" | "VIP"
export type OfferType = "TICKET_UPGRADE" | "MERCHANDISE" | "EXCLUSIVE_CONTENT" | "SERVICE"
export type Placement = "CHECKOUT" | "POST_PURCHASE" | "IN_EVENT"

export interface Page {
  count: number
  offset: number
  limit: number
}

export interface StoreSession {
  id: string
  eventId: string
  title: string
  description: string | null
  speaker: string | null
  startsAt: string
  endsAt: string
  room: string | null
  section: string | null
  capacity: number
  seatsLeft: number
  imageUrl: string | null
}

export interface StoreSessionDetail extends StoreSession {
  event: { id: string; handle: string; title: string; timeZone: string }
}

export interface StoreTicketType {
  id: string
  eventId: string
  name: string
  description: string | null
  tier: TicketTier
  /** The Medusa variant to put in the cart. */
  variantId: string
  /** Price in the region asked for; null when no region was given or the ticket has no price there. */
  price: number | null
  originalPrice: number | null
  currency: string | null
}

export interface StoreEvent {
  id: string
  handle: string
  title: string
  description: string | null
  startsAt: string
  endsAt: string
  /** IANA name such as "Europe/Lisbon". */
  timeZone: string
  venue: string | null
  city: string | null
  imageUrl: string | null
  sessions: StoreSession[]
  ticketTypes: StoreTicketType[]
}

export interface Refusal {
  code: string
  message: string
}

export interface StoreOffer {
  id: string
  eventId: string
  title: string
  description: string | null
  price: number
  originalPrice: number | null
  currency: string
  offerType: OfferType
  imageUrl: string | null
  startsAt: string | null
  expiresAt: string | null
  /** null means unlimited. */
  inventory: { total: number | null; available: number | null; sold: number }
  stripePriceId: string | null
  placement: Placement[]
  targetSessions: string[]
  targetTiers: string[]
  requiresTicket: boolean
  requiresShipping: boolean
  perCustomerLimit: number | null
  perOrderLimit: number | null
  purchasable: boolean
  refusal: Refusal | null
}

export interface CartLine {
  lineItemId: string
  variantId: string
  title: string
  subtitle: string | null
  imageUrl: string | null
  quantity: number
  unitPrice: number
  total: number
}

export interface OfferHold {
  id: string
  expiresAt: string
  remainingSeconds: number
  renewalsLeft: number
  state: "live" | "paying" | "expired"
}

export interface OfferCartLine extends CartLine {
  offerId: string
  hold: OfferHold | null
}

export interface CartNotice {
  code: "hold_expired" | "hold_released" | "payment_refunded"
  offerId: string
  title: string
  quantity: number
  at: string
}

export interface StoreCartSummary {
  id: string
  currency: string
  regionId: string
  email: string | null
  completed: boolean
  /** The server's clock when it answered: what holds are measured against. */
  serverTime: string
  requiresShipping: boolean
  hasShipping: boolean
  tickets: CartLine[]
  offers: OfferCartLine[]
  others: CartLine[]
  /** Of the lines as they are shown: subtotal + shipping - discount + tax on top = total. */
  subtotal: number
  discountTotal: number
  shippingTotal: number
  /** All tax; `taxIncluded` of it is in the prices already, the rest comes on top. */
  taxTotal: number
  taxIncluded: number
  total: number
  notices: CartNotice[]
}

export interface OrderInProgress {
  /** The cart's id. */
  id: string
  status: "PENDING_PAYMENT"
  items: { title: string; quantity: number; unitPrice: number; total: number }[]
  total: number
  currency: string
}

export interface CheckoutStart {
  order: OrderInProgress
  checkoutUrl: string
  expiresAt: string
}

export interface CheckoutConfirmation {
  status: "placed" | "open" | "processing" | "refunded" | "expired"
  orderId: string | null
  message: string | null
}

export interface StorePurchase {
  id: string
  offerId: string
  eventId: string
  title: string
  imageUrl: string | null
  offerType: OfferType
  quantity: number
  refundedQuantity: number
  unitPrice: number
  total: number
  currency: string
  status: "PENDING" | "FULFILLED" | "REFUNDED"
  orderId: string
  orderDisplayId: number | null
  purchasedAt: string
}

export interface StoreTicket {
  attendeeId: string
  eventId: string
  eventTitle: string
  eventStartsAt: string
  timeZone: string
  ticketName: string
  tier: TicketTier
  orderId: string
  status: "active" | "canceled"
  registeredSessionIds: string[]
}

export interface SessionRegistration {
  id: string
  sessionId: string
  attendeeId: string
  status: "registered" | "canceled"
}

/** What a checkout address form holds; sent to Medusa as its snake_case address. */
export interface Address {
  firstName: string
  lastName: string
  address1: string
  address2?: string
  city: string
  postalCode: string
  /** ISO 3166-1 alpha-2, lower case. */
  countryCode: string
  province?: string
  phone?: string
}
