/** Amounts in the major unit; yen have no smaller one. */
export type Prices = { eur: number; usd: number; gbp: number; jpy: number }
export const CURRENCIES = ["eur", "usd", "gbp", "jpy"] as const

export type Tier = "STANDARD" | "PREMIUM" | "VIP"
export type Placement = "CHECKOUT" | "POST_PURCHASE" | "IN_EVENT"

export interface TicketContent {
  name: string
  description: string
  tier: Tier
  sku: string
  stock: number
  prices: Prices
}

export interface SessionContent {
  key: string
  title: string
  description: string
  speaker: string
  /** Which of the event's days, from 0, and local times there. */
  day: number
  from: string
  to: string
  room: string
  section: string
  capacity: number
  overflow: number
  image: string
}

/** A file that is made when it is needed. */
export type FileContent =
  | { kind: "pdf"; name: string; title: string; lines: string[] }
  | { kind: "wav"; name: string; /** Hertz, half a second each. */ tones: number[] }

/** How a unit gets to its buyer. */
export type DeliveryContent =
  | { method: "DOWNLOAD"; files: FileContent[] }
  /** So many codes of a list, which are then the stock; or made for each unit. */
  | { method: "ACCESS_CODE"; codes: number | "generated" }
  | { method: "TICKET_UPGRADE"; tier: "PREMIUM" | "VIP" }
  | { method: "QR_TICKET" | "SHIPMENT" | "MANUAL" }

export interface OfferContent {
  title: string
  description: string
  type: "TICKET_UPGRADE" | "MERCHANDISE" | "EXCLUSIVE_CONTENT" | "SERVICE"
  image: string
  placements: Placement[]
  /** Keys of the sessions it is for; none means all. */
  sessions?: string[]
  tiers?: Tier[]
  delivery: DeliveryContent
  /** null is unlimited, or as many as there are uploaded codes. */
  stock: number | null
  perCustomer?: number
  perOrder?: number
  requiresTicket?: boolean
  /** Days from the first seed until it ends. */
  endsInDays?: number
  prices: Prices
  compareAt?: Prices
  draft?: boolean
}

export interface FunnelStepContent {
  key: string
  /** Title of one of the event's offers. */
  offer: string
  headline: string
  message: string
  /** Keys of the steps that follow; none ends it. */
  onAccept?: string
  onDecline?: string
}

export interface FunnelContent {
  name: string
  windowMinutes: number
  acceptLimit: number
  holdFulfillment: boolean
  /** The first one is the entry. */
  steps: FunnelStepContent[]
}

export interface EventContent {
  handle: string
  /** `{year}` becomes the year it takes place in. */
  title: string
  description: string
  venue: string
  city: string
  timeZone: string
  image: string
  /** Days from the first seed to its first day, and how many days it lasts. */
  startsInDays: number
  days: number
  doorsOpen: string
  doorsClose: string
  tickets: TicketContent[]
  sessions: SessionContent[]
  offers: OfferContent[]
  /** One-time offers after an order. */
  funnel?: FunnelContent
}
