import type { Context, Route } from "../context"
import { invalidRequest, noSuch } from "../errors"
import { randomText } from "../ids"
import { createdFilter, LIST_PARAMS, page } from "../lists"
import type { Coupon } from "../types"

function require(context: Context, id: string): Coupon {
  const coupon = context.store.coupons.get(id)
  if (!coupon) {
    throw noSuch("coupon", id, "coupon")
  }
  return coupon
}

/** What a coupon takes off a sum, in the minor unit. */
export function discountOn(coupon: Coupon, subtotal: number): number {
  const off = coupon.amount_off ?? Math.round((subtotal * (coupon.percent_off ?? 0)) / 100)
  return Math.min(subtotal, off)
}

export const couponRoutes: Route[] = [
  {
    method: "POST",
    path: "/v1/coupons",
    handle: (context, { params }) => {
      params.allow([
        "amount_off",
        "currency",
        "duration",
        "id",
        "max_redemptions",
        "metadata",
        "name",
        "percent_off",
        "redeem_by",
      ])
      const amountOff = params.integer("amount_off", { min: 1 }) ?? null
      const percentText = params.filledText("percent_off")
      const percentOff = percentText === undefined ? null : Number(percentText)
      if ((amountOff === null) === (percentOff === null)) {
        throw invalidRequest("Must provide percent_off or amount_off.")
      }
      if (percentOff !== null && !(percentOff > 0 && percentOff <= 100)) {
        throw invalidRequest("Invalid percent_off: must be greater than 0 and at most 100.", { param: "percent_off" })
      }
      const currency = params.currency("currency") ?? null
      if (amountOff !== null && currency === null) {
        throw params.missing("currency")
      }
      const id = params.filledText("id") ?? randomText(8)
      if (context.store.coupons.get(id)) {
        throw invalidRequest("Coupon already exists.", { code: "resource_already_exists", param: "id" })
      }
      const coupon = context.store.coupons.add({
        id,
        object: "coupon",
        amount_off: amountOff,
        created: context.now(),
        currency,
        duration: params.oneOf("duration", ["forever", "once", "repeating"]) ?? "once",
        duration_in_months: null,
        livemode: false,
        max_redemptions: params.integer("max_redemptions", { min: 1 }) ?? null,
        metadata: params.metadata(),
        name: params.text("name", 40) ?? null,
        percent_off: percentOff,
        redeem_by: params.integer("redeem_by", { max: Number.MAX_SAFE_INTEGER }) ?? null,
        times_redeemed: 0,
        valid: true,
      })
      context.emit("coupon.created", coupon)
      return coupon
    },
  },
  {
    method: "GET",
    path: "/v1/coupons",
    handle: (context, { params }) => {
      params.allow([...LIST_PARAMS, "created"])
      return page(context.store.coupons.newestFirst().filter(createdFilter(params)), params, "/v1/coupons")
    },
  },
  { method: "GET", path: "/v1/coupons/:id", handle: (context, { ids }) => require(context, ids.id) },
  {
    method: "DELETE",
    path: "/v1/coupons/:id",
    handle: (context, { ids }) => {
      const coupon = require(context, ids.id)
      context.store.coupons.remove(coupon.id)
      context.emit("coupon.deleted", coupon)
      return { id: coupon.id, object: "coupon", deleted: true }
    },
  },
]
