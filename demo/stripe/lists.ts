import { invalidRequest } from "./errors"
import type { Params } from "./params"
import type { ListObject, StripeObject } from "./types"

export const LIST_PARAMS = ["limit", "starting_after", "ending_before"] as const

/** One page of `items` (newest first) by `limit`, `starting_after` and `ending_before`. */
export function page(items: StripeObject[], params: Params, url: string): ListObject {
  const limit = params.integer("limit", { min: 1, max: 100 }) ?? 10
  const after = params.filledText("starting_after")
  const before = params.filledText("ending_before")
  if (after !== undefined && before !== undefined) {
    throw invalidRequest("You cannot parameterize with both `ending_before` and `starting_after`.", {
      param: "starting_after",
    })
  }
  if (before !== undefined) {
    const end = position(items, before, "ending_before")
    const start = Math.max(0, end - limit)
    return { object: "list", url, has_more: start > 0, data: items.slice(start, end) }
  }
  const start = after === undefined ? 0 : position(items, after, "starting_after") + 1
  return { object: "list", url, has_more: start + limit < items.length, data: items.slice(start, start + limit) }
}

function position(items: StripeObject[], id: string, param: string): number {
  const index = items.findIndex((item) => item.id === id)
  if (index < 0) {
    throw invalidRequest(`No such object: '${id}'`, { code: "resource_missing", param })
  }
  return index
}

/** A list that is part of an object, such as a session's `line_items`. */
export function embedded(items: StripeObject[], url: string, limit = 10): ListObject {
  return { object: "list", data: items.slice(0, limit), has_more: items.length > limit, url }
}

/** Keeps items whose `created` satisfies `created=`, or `created[gt|gte|lt|lte]=` (Unix seconds). */
export function createdFilter(params: Params): (item: StripeObject) => boolean {
  if (!params.has("created")) {
    return () => true
  }
  if (typeof params.raw().created === "string") {
    const exact = params.integer("created", { max: Number.MAX_SAFE_INTEGER })
    return (item) => item.created === exact
  }
  const range = params.child("created")
  const bound = (key: string) => range?.integer(key, { max: Number.MAX_SAFE_INTEGER })
  range?.allow(["gt", "gte", "lt", "lte"])
  const [gt, gte, lt, lte] = [bound("gt"), bound("gte"), bound("lt"), bound("lte")]
  return ({ created }) => {
    const time = created as number
    return (
      (gt === undefined || time > gt) &&
      (gte === undefined || time >= gte) &&
      (lt === undefined || time < lt) &&
      (lte === undefined || time <= lte)
    )
  }
}

/** Keeps items whose property equals the parameter of the same name, for each name that was given. */
export function equalityFilter(params: Params, names: string[]): (item: StripeObject) => boolean {
  const wanted = names.flatMap((name) => {
    const value = params.filledText(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return (item) => wanted.every(([name, value]) => String(item[name]) === value)
}
