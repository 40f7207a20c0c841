import type { Context } from "./context"
import { invalidRequest } from "./errors"
import { embedded } from "./lists"
import type { Params } from "./params"
import type { StripeObject } from "./types"

const MAX_DEPTH = 4

/**
 * Answers a copy of `value` with the ids named by `expand[]` replaced by their objects
 * (`payment_intent.latest_charge`, `data.product`) and asked-for sublists included (`line_items`).
 */
export function expand<T extends object>(context: Context, value: T, params: Params): T {
  const paths = params.texts("expand") ?? []
  const copy = structuredClone(value)
  for (const path of paths) {
    const segments = path.split(".")
    const depth = segments.filter((segment) => segment !== "data").length
    if (depth > MAX_DEPTH) {
      throw invalidRequest(`You cannot expand more than ${MAX_DEPTH} levels of a property: ${path}`, {
        param: "expand",
      })
    }
    expandPath(context, copy as Record<string, unknown>, segments, path)
  }
  return copy
}

function expandPath(context: Context, node: Record<string, unknown>, [key, ...rest]: string[], path: string): void {
  if (!Object.prototype.hasOwnProperty.call(node, key) || key === "refunds") {
    const included = include(context, node as StripeObject, key)
    if (included === undefined) {
      throw invalidRequest(`This property cannot be expanded (${path}).`, { param: "expand" })
    }
    node[key] = included
  }
  const value = node[key]
  if (typeof value === "string") {
    const object = context.store.find(value)
    if (!object) {
      throw invalidRequest(`This property cannot be expanded (${path}).`, { param: "expand" })
    }
    node[key] = structuredClone(object)
  }
  if (rest.length === 0) {
    return
  }
  const next = node[key]
  if (Array.isArray(next)) {
    next.forEach((item) => expandPath(context, item as Record<string, unknown>, rest, path))
  } else if (next !== null && typeof next === "object") {
    expandPath(context, next as Record<string, unknown>, rest, path)
  }
}

/** Sublists that Stripe answers only when asked. */
function include(context: Context, object: StripeObject, key: string): unknown {
  const { store } = context
  if (object.object === "checkout.session" && key === "line_items") {
    const items = store.sessionSecrets.require(object.id).lineItems
    return structuredClone(embedded(items, `/v1/checkout/sessions/${object.id}/line_items`))
  }
  if (object.object === "charge" && key === "refunds") {
    const refunds = store.refunds.newestFirst().filter((refund) => refund.charge === object.id)
    return structuredClone(embedded(refunds, `/v1/charges/${object.id}/refunds`))
  }
  if (object.object === "price" && (key === "currency_options" || key === "tiers")) {
    return key === "tiers" ? [] : {}
  }
  return undefined
}
