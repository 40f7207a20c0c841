/** Money is in the major unit of its currency (12.5 = 12.50 EUR); dates are ISO 8601 UTC strings; currency codes are lower case. */

export type TicketTier = "STANDARD" | "PREMIUM" | "VIP"
export type OfferType = "TICKET_UPGRADE" | "MERCHANDISE" | "EXCLUSIVE_CONTENT" | "SERVICE"
export type Placement = "CHECKOUT" | "POST_PURCHASE" | "IN_EVENT"
/** How the buyer gets what was bought. */
export type DeliveryMethod = "DOWNLOAD" | "ACCESS_CODE" | "QR_TICKET" | "TICKET_UPGRADE" | "SHIPMENT" | "MANUAL"

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
  /** Units for each ticket the buyer has. */
  perTicketLimit: number | null
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
  code: "hold_expired"
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
  /** What a guest shows after the order to be who placed it; the client keeps it. null once it is placed. */
  checkoutToken: string | null
  /** The server's clock when it answered: what holds are measured against. */
  serverTime: string
  requiresShipping: boolean
  hasShipping: boolean
  /** Events of its tickets, or of its offers where it holds no ticket: what more there is to recommend for. */
  eventIds: string[]
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
  /** Its `id` is the cart's. */
  order: OrderInProgress
  checkoutUrl: string
  expiresAt: string
  /** What a guest shows after the order to be who placed it; the client keeps it. */
  checkoutToken: string
}

export interface CheckoutConfirmation {
  status: "placed" | "open" | "processing" | "refunded" | "expired"
  orderId: string | null
  message: string | null
  /** For a guest's own page of purchases; null for a customer with an account, and before the order is placed. */
  purchasesToken: string | null
}

/** A file that comes with a purchase; `size` in bytes. */
export interface StoreDownload {
  id: string
  name: string
  mimeType: string
  size: number
}

/** One of the units bought. */
export interface StoreUnit {
  id: string
  status: "PENDING" | "FULFILLED" | "REVOKED"
  accessCode: string | null
  /** The ticket this unit belongs to. */
  ticket: { attendeeId: string; name: string | null; tier: TicketTier } | null
  checkedInAt: string | null
  /** A ticket with a QR code can be had as a PDF. */
  hasTicket: boolean
}

/** An address that opens one file for some minutes. */
export interface SignedLink {
  url: string
  expiresAt: string
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
  delivery: {
    method: DeliveryMethod
    units: StoreUnit[]
    /** Empty until the purchase is fulfilled, and again once it is refunded. */
    downloads: StoreDownload[]
  }
}

/** What can be charged again without asking for it. */
export interface SavedPaymentMethod {
  /** Stripe's name of the card's brand or of the method, such as "visa". */
  brand: string | null
  last4: string | null
}

/** What accepting an offer charges, in the major unit: subtotal + shipping + tax on top = total. */
export interface StepCharge {
  subtotal: number
  shippingTotal: number
  /** All tax; `taxIncluded` of it is in the prices already, the rest comes on top. */
  taxTotal: number
  taxIncluded: number
  /** The most that is charged, if it is sent along with the acceptance. */
  total: number
  currency: string
  /** How it is sent; null when nothing is. */
  shippingName: string | null
}

/** One offer of the funnel after the sale. */
export interface PostPurchaseStep {
  id: string
  headline: string
  message: string | null
  offer: StoreOffer
  /** null where only the payment page can tell. */
  charge: StepCharge | null
  /** Accepting buys at once, charging `paymentMethod` if there is anything to pay; otherwise it leads to a payment page. */
  oneClick: boolean
  paymentMethod: SavedPaymentMethod | null
}

/** What became of a step that was answered. */
export interface PostPurchaseResult {
  stepId: string
  offerTitle: string
  decision: "accepted" | "declined"
  outcome: "ordered" | "payment_page" | "payment_failed" | "pending" | null
  orderId: string | null
  checkoutUrl: string | null
  /** The cart that is paid there, and what its buyer shows afterwards; the client keeps it. */
  checkoutCart: { id: string; token: string } | null
  message: string | null
}

/** One-time offers right after an order, one at a time. */
export interface PostPurchase {
  /** "none": no funnel belongs to this order. */
  status: "open" | "finished" | "expired" | "none"
  orderId: string | null
  expiresAt: string | null
  /** The server's clock when it answered: what `expiresAt` is measured against. */
  serverTime: string
  acceptedCount: number
  acceptLimit: number
  /** null while a payment is being worked on, and when the funnel is over. */
  step: PostPurchaseStep | null
  results: PostPurchaseResult[]
}

export interface StoreTicket {
  attendeeId: string
  eventId: string
  eventTitle: string
  eventStartsAt: string
  timeZone: string
  ticketName: string
  tier: TicketTier
  /** What was bought, and what `ticketName` names; lower than `tier` once an upgrade raised the ticket. */
  boughtTier: TicketTier
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
