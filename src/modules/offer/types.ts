/** What an offer sells. */
export const OFFER_TYPES = ["TICKET_UPGRADE", "MERCHANDISE", "EXCLUSIVE_CONTENT", "SERVICE"] as const
export type OfferType = (typeof OFFER_TYPES)[number]

/** Where a storefront shows an offer. */
export const PLACEMENTS = ["CHECKOUT", "POST_PURCHASE", "IN_EVENT"] as const
export type Placement = (typeof PLACEMENTS)[number]

export const OFFER_STATUSES = ["draft", "published", "archived"] as const
export type OfferStatus = (typeof OFFER_STATUSES)[number]

export const TICKET_TIERS = ["STANDARD", "PREMIUM", "VIP"] as const
export type TicketTier = (typeof TICKET_TIERS)[number]

/**
 * `active` takes stock while its clock runs; `ordering` takes stock without a clock while an order is being placed;
 * the other three are ends.
 */
export const HOLD_STATUSES = ["active", "ordering", "sold", "released", "expired"] as const
export type HoldStatus = (typeof HOLD_STATUSES)[number]

export const PURCHASE_STATUSES = ["PENDING", "FULFILLED", "REFUNDED"] as const
export type PurchaseStatus = (typeof PURCHASE_STATUSES)[number]

/** Entries of the append-only trail: what happened to an offer's stock and money, and why. */
export const ACTIVITY_KINDS = [
  "held",
  "changed",
  "renewed",
  "payment_started",
  "released",
  "expired",
  "ordering",
  "order_abandoned",
  "order_refused",
  "sold",
  "refunded",
  "fulfilled",
  "reopened",
] as const
export type ActivityKind = (typeof ACTIVITY_KINDS)[number]

/** How a bought unit reaches its buyer: see `delivery-methods.ts`. */
export const DELIVERY_METHODS = ["DOWNLOAD", "ACCESS_CODE", "QR_TICKET", "TICKET_UPGRADE", "SHIPMENT", "MANUAL"] as const
export type DeliveryMethod = (typeof DELIVERY_METHODS)[number]

/** `PENDING` is owed, `FULFILLED` was delivered, `REVOKED` was given back: its code, ticket and files are void. */
export const UNIT_STATUSES = ["PENDING", "FULFILLED", "REVOKED"] as const
export type UnitStatus = (typeof UNIT_STATUSES)[number]

/** Where access codes come from: a list the organizer has, or made when they are needed. */
export const CODE_SOURCES = ["uploaded", "generated"] as const
export type CodeSource = (typeof CODE_SOURCES)[number]

export const CODE_STATUSES = ["available", "assigned", "retired"] as const
export type CodeStatus = (typeof CODE_STATUSES)[number]

export const REFUND_STATUSES = ["pending", "done", "failed"] as const
export type RefundStatus = (typeof REFUND_STATUSES)[number]

export const CATALOG_STATUSES = ["disabled", "pending", "synced", "failed"] as const
export type CatalogStatus = (typeof CATALOG_STATUSES)[number]

/** Who asks, as plain data: gathered by workflows from cart, customer and programme. */
export type Buyer = {
  customer_id: string | null
  email: string | null
  /** Tickets the buyer has (signed in) or is buying in the same cart, one entry a ticket; only the former have an id. */
  tickets: { id?: string | null; event_id: string; tier: TicketTier; ticket_type_id?: string | null }[]
}

export type OfferOptions = {
  /** Minutes an offer added to a cart is held. */
  holdMinutes: number
  /** How often a hold's time can be extended, payment starts included. */
  holdRenewals: number
  /** Units of an offer in one order, where the offer itself has no such limit. */
  maxUnitsPerOrder: number
  /** Minutes a hold lasts from the start of a payment. Stripe Checkout needs at least 30. */
  paymentMinutes: number
  /** Seconds a payment or an order in the making is left to its own fast path before the sweep looks at it. */
  sweepPatienceSeconds: number
  /** Megabytes (of 1024 * 1024 bytes) that a file for sale may have, and all files of one upload together. */
  maxAssetMegabytes: number
  /** This server's address as browsers reach it, for links to files and tickets; by default what the request was sent to. */
  backendUrl?: string
  /** Origins of the storefronts a payment may return to; the first is the default. */
  storefrontUrls: string[]
  /** The plugin's own Stripe access; without it the offers' Stripe catalogue is switched off. */
  stripe?: {
    apiKey: string
    /** Another server that speaks Stripe's API, for tests and the demo. */
    apiBase?: string
    /** Milliseconds a call may take. */
    timeout?: number
  }
}
