export const FUNNEL_STATUSES = ["draft", "active", "archived"] as const
export type FunnelStatus = (typeof FUNNEL_STATUSES)[number]

/** `open` until every step has been answered or the window's time is up. */
export const RUN_STATUSES = ["open", "finished", "expired"] as const
export type RunStatus = (typeof RUN_STATUSES)[number]

export const DECISIONS = ["accepted", "declined"] as const
export type DecisionKind = (typeof DECISIONS)[number]

/**
 * What became of an acceptance. `pending`: somebody is at work on it · `ordered`: paid, an order · `payment_page`: waits
 * for the attendee to pay on a page · `payment_failed`: not charged, the step is still theirs to pay another way or decline.
 */
export const OUTCOMES = ["pending", "ordered", "payment_page", "payment_failed"] as const
export type Outcome = (typeof OUTCOMES)[number]

/** No attendee is led through more; an organizer may allow fewer. */
export const MOST_ACCEPTS = 3
export const MOST_STEPS = 12
export const LONGEST_WINDOW_MINUTES = 24 * 60

/** A step as the organizer draws it: the ways on are keys of other steps, null ends the funnel. */
export type StepDefinition = {
  key: string
  offer_id: string
  headline: string
  message: string | null
  on_accept: string | null
  on_decline: string | null
}

/** A step as a run keeps it. */
export type PlanStep = StepDefinition & { id: string }

/** A saved payment method that may be charged again without its owner, in the payment vendor's ids. */
export type SavedMethod = { customer: string; payment_method: string; brand: string | null; last4: string | null }

export type RunRow = {
  id: string
  funnel_id: string
  event_id: string
  cart_id: string
  order_id: string
  status: RunStatus
  /** The funnel as it was when the run began: an organizer's change doesn't move anybody who is underway. */
  plan: PlanStep[]
  accept_limit: number
  hold_fulfillment: boolean
  current_step_id: string | null
  expires_at: Date
  saved_method: SavedMethod | null
  /** Null until it is known whether there is a saved method. */
  method_checked_at: Date | null
  /** By PostgreSQL's clock when it was read: open, and the window's time not up. */
  live: boolean
  /** PostgreSQL's clock when it was read. */
  at: Date
}

export type DecisionRow = {
  id: string
  run_id: string
  step_id: string
  offer_id: string
  decision: DecisionKind
  outcome: Outcome | null
  cart_id: string | null
  order_id: string | null
  checkout_url: string | null
  checkout_expires_at: Date | null
  /** For the attendee: why the payment failed. */
  message: string | null
  /** Until when a `pending` one is somebody's work. */
  leased_until: Date | null
}
