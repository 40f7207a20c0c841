/** Shapes of the plugin's own admin API. Dates are ISO 8601 UTC, money is in the major unit. */

export type EventStatus = "draft" | "published" | "archived"
export type OfferStatus = "draft" | "published" | "archived"
export type OfferType = "TICKET_UPGRADE" | "MERCHANDISE" | "EXCLUSIVE_CONTENT" | "SERVICE"
export type Placement = "CHECKOUT" | "POST_PURCHASE" | "IN_EVENT"
export type Tier = "STANDARD" | "PREMIUM" | "VIP"
export type StripeStatus = "disabled" | "pending" | "synced" | "failed"
export type DeliveryMethod = "DOWNLOAD" | "ACCESS_CODE" | "QR_TICKET" | "TICKET_UPGRADE" | "SHIPMENT" | "MANUAL"
/** Where an access code comes from: a list the organizer uploads, or made up when it is bought. */
export type CodeSource = "uploaded" | "generated"
/** What a ticket can be raised to. */
export type UpgradeTier = "PREMIUM" | "VIP"

export const EVENT_STATUSES: EventStatus[] = ["draft", "published", "archived"]
export const OFFER_STATUSES: OfferStatus[] = ["draft", "published", "archived"]
export const OFFER_TYPES: OfferType[] = ["TICKET_UPGRADE", "MERCHANDISE", "EXCLUSIVE_CONTENT", "SERVICE"]
export const PLACEMENTS: Placement[] = ["CHECKOUT", "POST_PURCHASE", "IN_EVENT"]
export const TIERS: Tier[] = ["STANDARD", "PREMIUM", "VIP"]
export const UPGRADE_TIERS: UpgradeTier[] = ["PREMIUM", "VIP"]
export const CODE_SOURCES: CodeSource[] = ["uploaded", "generated"]
export const DELIVERY_METHODS: DeliveryMethod[] = [
  "DOWNLOAD",
  "ACCESS_CODE",
  "QR_TICKET",
  "TICKET_UPGRADE",
  "SHIPMENT",
  "MANUAL",
]

export type SessionInput = {
  title: string
  description: string | null
  speaker: string | null
  starts_at: string
  ends_at: string
  room: string | null
  section: string | null
  capacity: number
  overflow_limit: number
  image_url: string | null
}

export type AdminEventSession = SessionInput & { id: string; registered?: number }

export type AdminTicketType = {
  id: string
  product_variant_id: string
  name: string
  description: string | null
  tier: Tier
  position: number
  variant?: {
    id: string
    title: string | null
    sku: string | null
    product?: { id: string; title: string; thumbnail: string | null } | null
    prices?: { currency_code: string; amount: number }[]
  } | null
}

export type EventInput = {
  title: string
  description: string | null
  starts_at: string
  ends_at: string
  time_zone: string
  venue: string | null
  city: string | null
  image_url: string | null
}

export type AdminEvent = EventInput & {
  id: string
  handle: string
  status: EventStatus
  sessions?: AdminEventSession[]
  ticket_types?: AdminTicketType[]
  created_at: string
  updated_at: string
}

export type AdminAttendee = {
  id: string
  order_id: string
  customer_id: string | null
  email: string | null
  name: string | null
  tier: Tier
  /** What was bought, once an upgrade has raised the ticket. */
  bought_tier: Tier | null
  status: "active" | "canceled"
  ticket_type?: { id: string; name: string } | null
  order?: { id: string; display_id: number } | null
  created_at: string
}

export type AdminOfferPrice = {
  currency_code: string
  amount: number
  compare_at_amount: number | null
  stripe_price_id?: string | null
}

/** What an offer is and how it is sold: what the organizer says of it. */
type OfferTerms = {
  event_id: string
  type: OfferType
  title: string
  description: string | null
  image_url: string | null
  placements: Placement[]
  target_session_ids: string[]
  target_tiers: Tier[]
  per_customer_limit: number | null
  per_order_limit: number | null
  per_ticket_limit: number | null
  delivery_method: DeliveryMethod
  upgrade_tier: UpgradeTier | null
  charges_difference: boolean
  code_source: CodeSource | null
  requires_ticket: boolean
  requires_shipping: boolean
  starts_at: string | null
  expires_at: string | null
  position: number
}

export type AdminOffer = OfferTerms & {
  id: string
  event?: { id: string; title: string; time_zone?: string } | null
  status: OfferStatus
  inventory_total: number | null
  product_id: string | null
  variant_id: string | null
  variant_linked: boolean
  stock: { total: number | null; sold: number; held: number; available: number | null }
  stripe: { status: StripeStatus; product_id: string | null; error: string | null; synced_at: string | null }
  prices: AdminOfferPrice[]
  created_at: string
  updated_at: string
}

/** Sums over all offers, in units. */
export type OfferOverview = {
  offers: number
  published_offers: number
  /** Offers that are or were published. */
  launched_offers: number
  units_sold: number
  units_held: number
  /** Of published offers with limited stock; null when every published offer is unlimited. */
  units_left: number | null
  offers_needing_attention: number
}

export type HoldStatus = "active" | "ordering" | "sold" | "released" | "expired"

/** Stock kept for one cart. It takes stock while `ordering`, or while `active` and `expires_at` is ahead. */
export type AdminOfferHold = {
  id: string
  cart_id: string
  order_id: string | null
  email: string | null
  quantity: number
  status: HoldStatus
  expires_at: string
  renewals: number
  payment_started_at: string | null
  end_cause: string | null
  created_at: string
}

export type AdminOfferActivity = {
  id: string
  kind: string
  quantity: number
  cause: string | null
  cart_id: string | null
  order_id: string | null
  created_at: string
}

export type TicketTypeInput = {
  product_variant_id: string
  name: string
  description: string | null
  tier: Tier
  position: number
}

export type OfferInput = OfferTerms & {
  /** Left out when it is the number of uploaded codes. */
  inventory_total?: number | null
  variant_id?: string
  prices: { currency_code: string; amount: number; compare_at_amount: number | null }[]
}

export type Page<K extends string, T> = { [key in K]: T[] } & { count: number; offset: number; limit: number }
