import { CodeStatus, PurchaseStatus, UnitStatus } from "./fulfilment-types"
import { FunnelStatus } from "./funnel-types"
import { HoldStatus, OfferStatus, StripeStatus, Tier } from "./types"

type Color = "green" | "red" | "blue" | "orange" | "grey" | "purple"

/** Events and offers share their life: draft, published, archived. */
export const STATUS_COLORS: Record<OfferStatus, Color> = { draft: "grey", published: "green", archived: "orange" }

export const STRIPE_COLORS: Record<StripeStatus, Color> = {
  disabled: "grey",
  pending: "orange",
  synced: "green",
  failed: "red",
}

export const TIER_COLORS: Record<Tier, Color> = { STANDARD: "grey", PREMIUM: "blue", VIP: "purple" }

export const HOLD_COLORS: Record<HoldStatus, Color> = {
  active: "blue",
  ordering: "purple",
  sold: "green",
  released: "grey",
  expired: "grey",
}

export const PURCHASE_COLORS: Record<PurchaseStatus, Color> = {
  PENDING: "orange",
  FULFILLED: "green",
  REFUNDED: "grey",
}

export const UNIT_COLORS: Record<UnitStatus, Color> = { PENDING: "orange", FULFILLED: "green", REVOKED: "grey" }

export const CODE_COLORS: Record<CodeStatus, Color> = { available: "green", assigned: "blue", retired: "grey" }

export const FUNNEL_COLORS: Record<FunnelStatus, Color> = { draft: "grey", active: "green", archived: "orange" }
