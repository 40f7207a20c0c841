import { DeliveryMethod, OfferType, Tier } from "./types"

/** Shapes of what was bought: purchases, their units, files and access codes. Dates are ISO 8601 UTC, money in the major unit. */

export type UnitStatus = "PENDING" | "FULFILLED" | "REVOKED"
export type PurchaseStatus = "PENDING" | "FULFILLED" | "REFUNDED"
export type CodeStatus = "available" | "assigned" | "retired"

export const UNIT_STATUSES: UnitStatus[] = ["PENDING", "FULFILLED", "REVOKED"]
export const PURCHASE_STATUSES: PurchaseStatus[] = ["PENDING", "FULFILLED", "REFUNDED"]
export const CODE_STATUSES: CodeStatus[] = ["available", "assigned", "retired"]

/** Why a unit couldn't be delivered yet, and when it is tried again. */
export type UnitProblem = { code: string; message: string; attempts: number; next_attempt_at: string | null }

/** One unit bought. */
export type AdminUnit = {
  id: string
  purchase_id: string
  offer_id: string
  event_id: string
  order_id: string
  order_display_id?: number | null
  position: number
  status: UnitStatus
  delivery_method: DeliveryMethod
  email: string | null
  title: string
  access_code: string | null
  attendee: { id: string; name: string | null; email: string | null; tier: Tier; status?: string } | null
  checked_in_at: string | null
  fulfilled_at: string | null
  problem: UnitProblem | null
  created_at: string
}

export type UnitSummary = { pending: number; fulfilled: number; revoked: number; problems: number }

/** What became of one unit of a bulk request. */
export type UnitResult = { id: string; status: UnitStatus | null; error: { code: string; message: string } | null }

/** One order line that sold an offer. */
export type AdminPurchase = {
  id: string
  offer_id: string
  event_id: string
  order_id: string
  order_display_id?: number | null
  email: string | null
  customer_id: string | null
  title: string
  type: OfferType
  delivery_method: DeliveryMethod
  quantity: number
  refunded_quantity: number
  restocked_quantity: number
  fulfilled_quantity: number
  unit_price: number
  total: number
  /** What all units not refunded yet come to. */
  refundable_amount: number
  currency_code: string
  status: PurchaseStatus
  refunds?: PurchaseRefund[]
  created_at: string
}

/** Money on its way back. A failed one is sent again by itself; its units are void all the same. */
export type PurchaseRefund = {
  id: string
  quantity: number
  amount: number
  status: "pending" | "done" | "failed"
  error: string | null
  note: string | null
  created_at: string
}

export type RefundInput = {
  quantity: number
  restock: boolean
  note?: string
  /** What the organizer saw: a page that has grown old refunds nothing. */
  seen_refunded_quantity: number
  /** The money went back in Medusa's payment panel: none is sent. */
  already_returned?: true
}

/** What of an order's money went back in Medusa's payment panel without saying what for. */
export type UnexplainedRefund = { amount: number; currency_code: string }

/** A guest's own page of purchases; an address without its beginning where no storefront is configured. */
export type BuyerLink = { url: string; expires_at: string }

export type AdminAsset = { id: string; name: string; mime_type: string; size: number; created_at: string }

export type AdminAccessCode = {
  id: string
  code: string
  status: CodeStatus
  purchase_id: string | null
  order_id: string | null
  assigned_at: string | null
}

export type CodeSummary = { available: number; assigned: number; retired: number }
