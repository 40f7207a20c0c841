/** Shapes of the post-purchase funnels' admin API. */

export type FunnelStatus = "draft" | "active" | "archived"

export const FUNNEL_STATUSES: FunnelStatus[] = ["draft", "active", "archived"]

export type AdminFunnelStep = {
  id: string
  key: string
  offer_id: string
  headline: string
  message: string | null
  /** The next step's key; null ends the funnel. */
  on_accept: string | null
  on_decline: string | null
}

export type AdminFunnel = {
  id: string
  event_id: string
  name: string
  status: FunnelStatus
  window_minutes: number
  hold_fulfillment: boolean
  accept_limit: number
  entry_step_id: string | null
  steps: AdminFunnelStep[]
  stats: {
    started: number
    accepted: number
    declined: number
    revenue: { currency_code: string; amount: number }[]
  }
  created_at?: string
}

/** The first step is where the funnel begins. */
export type FunnelInput = {
  event_id: string
  name: string
  window_minutes: number
  hold_fulfillment: boolean
  accept_limit: number
  steps: Omit<AdminFunnelStep, "id">[]
}
