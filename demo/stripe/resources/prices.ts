import { previousValues, type Context, type Route } from "../context"
import { invalidRequest, noSuch, noSuchParam } from "../errors"
import { newId } from "../ids"
import { createdFilter, equalityFilter, LIST_PARAMS, page } from "../lists"
import type { Params } from "../params"
import type { Price } from "../types"
import { inlineProduct } from "./products"

export const PRICE_DATA_PARAMS = [
  "currency",
  "metadata",
  "recurring",
  "tax_behavior",
  "unit_amount",
  "unit_amount_decimal",
]
const CREATE = [
  ...PRICE_DATA_PARAMS,
  "active",
  "billing_scheme",
  "lookup_key",
  "nickname",
  "product",
  "product_data",
  "transfer_lookup_key",
]
const UPDATE = ["active", "lookup_key", "metadata", "nickname", "tax_behavior", "transfer_lookup_key"]
const TAX_BEHAVIORS = ["exclusive", "inclusive", "unspecified"] as const

/** The amount of a price in the minor unit, from `unit_amount` or a whole `unit_amount_decimal`. */
export function unitAmount(params: Params): number {
  const decimal = params.filledText("unit_amount_decimal")
  const amount = params.integer("unit_amount")
  if (decimal !== undefined && amount !== undefined) {
    throw invalidRequest(
      `You may only specify one of these parameters: ${params.name("unit_amount")}, ${params.name("unit_amount_decimal")}.`,
      { param: params.name("unit_amount") }
    )
  }
  if (amount !== undefined) {
    return amount
  }
  if (decimal === undefined) {
    throw params.missing("unit_amount")
  }
  if (!/^\d{1,8}(\.0+)?$/.test(decimal)) {
    throw invalidRequest(`Invalid decimal: ${decimal}; the local Stripe stand-in prices whole minor units.`, {
      param: params.name("unit_amount_decimal"),
    })
  }
  return Math.trunc(Number(decimal))
}

/** Makes a price of a product, with its `price.created` event unless it is `inline` in a session. */
export function createPrice(context: Context, params: Params, product: string, inline = false): Price {
  const currency = params.currency("currency")
  if (currency === undefined) {
    throw params.missing("currency")
  }
  const amount = unitAmount(params)
  const lookupKey = params.text("lookup_key", 200) ?? null
  if (lookupKey !== null) {
    takeLookupKey(context, params, lookupKey)
  }
  const recurring = params.child("recurring")
  const price = context.store.prices.add({
    id: newId("price"),
    object: "price",
    active: inline ? false : (params.boolean("active") ?? true),
    billing_scheme: "per_unit",
    created: context.now(),
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: lookupKey,
    metadata: params.metadata(),
    nickname: params.text("nickname") ?? null,
    product,
    recurring: recurring
      ? {
          interval: recurring.requiredText("interval"),
          interval_count: recurring.integer("interval_count") ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: "licensed",
        }
      : null,
    tax_behavior: params.oneOf("tax_behavior", TAX_BEHAVIORS) ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: recurring ? "recurring" : "one_time",
    unit_amount: amount,
    unit_amount_decimal: String(amount),
  })
  if (!inline) {
    context.emit("price.created", price)
  }
  return price
}

/** A lookup key names one price; `transfer_lookup_key` takes it from the one that has it. */
function takeLookupKey(context: Context, params: Params, key: string, self?: Price): void {
  const holder = context.store.prices.all().find((price) => price.lookup_key === key && price !== self)
  if (!holder) {
    return
  }
  if (params.boolean("transfer_lookup_key") !== true) {
    throw invalidRequest(`A price (\`${holder.id}\`) already uses that lookup key.`, { param: "lookup_key" })
  }
  context.store.prices.update(holder, { lookup_key: null })
}

function require(context: Context, id: string): Price {
  const price = context.store.prices.get(id)
  if (!price) {
    throw noSuch("price", id)
  }
  return price
}

function productOf(context: Context, params: Params): string {
  const id = params.filledText("product")
  const data = params.child("product_data")
  if (id === undefined && !data) {
    throw params.missing("product")
  }
  if (id !== undefined && data) {
    throw invalidRequest("You may only specify one of these parameters: product, product_data.", { param: "product" })
  }
  if (data) {
    return inlineProduct(context, data).id
  }
  if (!context.store.products.get(id as string)) {
    throw noSuchParam("product", id as string, "product")
  }
  return id as string
}

export const priceRoutes: Route[] = [
  {
    method: "POST",
    path: "/v1/prices",
    handle: (context, { params }) => {
      params.allow(CREATE)
      if (params.currency("currency") === undefined) {
        throw params.missing("currency")
      }
      unitAmount(params)
      return createPrice(context, params, productOf(context, params))
    },
  },
  {
    method: "GET",
    path: "/v1/prices",
    handle: (context, { params }) => {
      params.allow([...LIST_PARAMS, "active", "created", "currency", "lookup_keys", "product", "recurring", "type"])
      params.boolean("active")
      const keys = params.texts("lookup_keys")
      const items = context.store.prices
        .newestFirst()
        .filter(createdFilter(params))
        .filter(equalityFilter(params, ["active", "currency", "product", "type"]))
        .filter(({ lookup_key }) => !keys || (lookup_key !== null && keys.includes(lookup_key)))
      return page(items, params, "/v1/prices")
    },
  },
  { method: "GET", path: "/v1/prices/:id", handle: (context, { ids }) => require(context, ids.id) },
  {
    method: "POST",
    path: "/v1/prices/:id",
    handle: (context, { ids, params }) => {
      const price = require(context, ids.id)
      params.allow(UPDATE)
      const changes: Partial<Price> = { metadata: params.metadata(price.metadata) }
      const active = params.boolean("active")
      if (active !== undefined) {
        const isDefault = context.store.products.get(price.product)?.default_price === price.id
        if (!active && isDefault) {
          throw invalidRequest("This price cannot be archived because it is the default price of its product.")
        }
        changes.active = active
      }
      if (params.has("nickname")) {
        changes.nickname = params.text("nickname") ?? null
      }
      if (params.has("tax_behavior")) {
        changes.tax_behavior = params.oneOf("tax_behavior", TAX_BEHAVIORS)
      }
      if (params.has("lookup_key")) {
        const key = params.text("lookup_key", 200) ?? null
        if (key !== null) {
          takeLookupKey(context, params, key, price)
        }
        changes.lookup_key = key
      }
      const previous = previousValues(price, changes)
      if (Object.keys(previous).length > 0) {
        context.store.prices.update(price, changes)
        context.emit("price.updated", price, previous)
      }
      return price
    },
  },
]
