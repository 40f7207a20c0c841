import { AdminOfferPurchase, HoldStatus, OfferStatus, StripeStatus, Tier } from "./types"

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

export const PURCHASE_COLORS: Record<AdminOfferPurchase["status"], Color> = {
  PENDING: "orange",
  FULFILLED: "green",
  REFUNDED: "grey",
}
