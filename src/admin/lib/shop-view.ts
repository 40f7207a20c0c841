import { AdminOffer, AdminOfferPrice } from "./types"

/** Why an attendee can't have an offer now: the server's codes, which the storefront has words for. */
export const SHOP_REFUSALS = [
  "offer_archived",
  "offer_not_published",
  "offer_not_started",
  "offer_expired",
  "currency_not_priced",
  "offer_sold_out",
] as const

export type ShopRefusal = (typeof SHOP_REFUSALS)[number]

type Offered = Pick<AdminOffer, "status" | "starts_at" | "expires_at" | "stock" | "prices">

/** What anybody would be told who wants the offer now, the most final reason first, as the server says it; null when it can be had. */
export function refusalNow({ status, starts_at, expires_at, stock, prices }: Offered, now: number): ShopRefusal | null {
  if (status !== "published") {
    return status === "archived" ? "offer_archived" : "offer_not_published"
  }
  if (starts_at && now < Date.parse(starts_at)) {
    return "offer_not_started"
  }
  if (expires_at && now >= Date.parse(expires_at)) {
    return "offer_expired"
  }
  if (prices.length === 0) {
    return "currency_not_priced"
  }
  return isSoldOut(stock) ? "offer_sold_out" : null
}

/** What is sold out stays in the shop's lists; for every other reason an offer isn't listed at all. */
export const isHidden = (refusal: ShopRefusal | null): boolean => refusal !== null && refusal !== "offer_sold_out"

export const isSoldOut = (stock: AdminOffer["stock"]): boolean => stock.available !== null && stock.available <= 0

/** From so many on a storefront says how few are left. */
const FEW = 10

/** How many are left where there are few; null where there are plenty, or none. */
export function fewLeft({ available }: AdminOffer["stock"]): number | null {
  return available !== null && available > 0 && available <= FEW ? available : null
}

/** Percent saved against the compare-at price, floored so that it promises no more than there is; null when nothing is saved. */
export function savedPercent({ amount, compare_at_amount }: Pick<AdminOfferPrice, "amount" | "compare_at_amount">): number | null {
  if (compare_at_amount === null || compare_at_amount <= amount) {
    return null
  }
  return Math.floor(((compare_at_amount - amount) / compare_at_amount) * 100) || null
}
