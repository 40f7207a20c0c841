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

export interface OfferContent {
  title: string
  description: string
  type: "TICKET_UPGRADE" | "MERCHANDISE" | "EXCLUSIVE_CONTENT" | "SERVICE"
  image: string
  placements: Placement[]
  /** Keys of the sessions it is for; none means all. */
  sessions?: string[]
  tiers?: Tier[]
  /** null is unlimited. */
  stock: number | null
  perCustomer?: number
  perOrder?: number
  requiresTicket?: boolean
  requiresShipping?: boolean
  /** Days from the first seed until it ends. */
  endsInDays?: number
  prices: Prices
  compareAt?: Prices
  draft?: boolean
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
}
