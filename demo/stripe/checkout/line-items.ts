import type { Context } from "../context"
import { invalidRequest, noSuchParam } from "../errors"
import { newId } from "../ids"
import type { Params } from "../params"
import { createPrice, unitAmount } from "../resources/prices"
import { checkInlineProduct, inlineProduct } from "../resources/products"
import type { LineItem, Price } from "../types"

const MAX_ITEMS = 100
const ITEM = ["adjustable_quantity", "metadata", "price", "price_data", "quantity", "tax_rates"]
const PRICE_DATA = [
  "currency",
  "product",
  "product_data",
  "recurring",
  "tax_behavior",
  "unit_amount",
  "unit_amount_decimal",
]

export interface LineItemsDraft {
  currency: string
  /** Minor unit. */
  subtotal: number
  /** Makes the items, with the prices and products that they describe. */
  make(): LineItem[]
}

/** Reads and checks `line_items` of a new session; nothing is made until all of the session is known to be right. */
export function readLineItems(context: Context, params: Params): LineItemsDraft {
  const items = params.children("line_items") ?? []
  if (items.length === 0) {
    throw params.missing("line_items")
  }
  if (items.length > MAX_ITEMS) {
    throw invalidRequest(`You can only have up to ${MAX_ITEMS} line items.`, { param: "line_items" })
  }
  const checked = items.map((item) => check(context, item))
  const [{ currency }] = checked
  const other = checked.find((item) => item.currency !== currency)
  if (other) {
    throw invalidRequest(
      `The Checkout Session's line items must all have the same currency: \`${currency}\` and \`${other.currency}\` were given.`,
      { param: "line_items" }
    )
  }
  const subtotal = checked.reduce((sum, item) => sum + item.subtotal, 0)
  return { currency, subtotal, make: () => checked.map((item) => item.make()) }
}

interface CheckedItem {
  currency: string
  subtotal: number
  make(): LineItem
}

function check(context: Context, params: Params): CheckedItem {
  params.allow(ITEM)
  const quantity = params.integer("quantity", { min: 1, max: 999_999 })
  if (quantity === undefined) {
    throw invalidRequest(`Quantity is required. Add \`quantity\` to \`${params.name("quantity")}\``, {
      code: "parameter_missing",
      param: params.name("quantity"),
    })
  }
  const priceId = params.filledText("price")
  const data = params.child("price_data")
  if ((priceId === undefined) === (data === undefined)) {
    throw invalidRequest(`You must specify either \`price\` or \`price_data\` for each line item.`, {
      param: params.name("price"),
    })
  }
  return priceId !== undefined
    ? checkPrice(context, params, priceId, quantity)
    : checkPriceData(context, data as Params, quantity)
}

function checkPrice(context: Context, params: Params, id: string, quantity: number): CheckedItem {
  const price = context.store.prices.get(id)
  const param = params.name("price")
  if (!price) {
    throw noSuchParam("price", id, param)
  }
  if (!price.active) {
    throw invalidRequest("The price specified is inactive. This field only accepts active prices.", { param })
  }
  if (context.store.products.get(price.product)?.active !== true) {
    throw invalidRequest(
      "The product of the price specified is inactive. This price can't be bought until its product is active.",
      { param }
    )
  }
  if (price.type === "recurring") {
    throw invalidRequest(
      "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
      { param }
    )
  }
  return {
    currency: price.currency,
    subtotal: (price.unit_amount ?? 0) * quantity,
    make: () => lineItem(context, price, quantity),
  }
}

function checkPriceData(context: Context, data: Params, quantity: number): CheckedItem {
  data.allow(PRICE_DATA)
  const currency = data.currency("currency")
  if (currency === undefined) {
    throw data.missing("currency")
  }
  const subtotal = unitAmount(data) * quantity
  if (data.has("recurring")) {
    throw invalidRequest("You specified `payment` mode but passed a recurring price.", {
      param: data.name("recurring"),
    })
  }
  const productId = data.filledText("product")
  const productData = data.child("product_data")
  if (productId === undefined && productData === undefined) {
    throw data.missing("product_data")
  }
  if (productId !== undefined && !context.store.products.get(productId)) {
    throw noSuchParam("product", productId, data.name("product"))
  }
  if (productData) {
    checkInlineProduct(productData)
  }
  return {
    currency,
    subtotal,
    make: () => {
      // Products and prices that a session describes are archived from the start: nobody else can sell them.
      const product = productId ?? inlineProduct(context, productData as Params, false).id
      return lineItem(context, createPrice(context, data, product, true), quantity)
    },
  }
}

function lineItem(context: Context, price: Price, quantity: number): LineItem {
  const subtotal = (price.unit_amount ?? 0) * quantity
  return {
    id: newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: subtotal,
    amount_tax: 0,
    amount_total: subtotal,
    currency: price.currency,
    description: context.store.products.require(price.product).name,
    metadata: {},
    price: structuredClone(price),
    quantity,
  }
}

/** Takes a sum off the items in proportion to their totals; the last cents go to the largest items. */
export function spreadDiscount(items: LineItem[], discount: number): void {
  const subtotal = items.reduce((sum, item) => sum + item.amount_subtotal, 0)
  let left = discount
  for (const item of items) {
    item.amount_discount = subtotal === 0 ? 0 : Math.floor((discount * item.amount_subtotal) / subtotal)
    left -= item.amount_discount
  }
  for (const item of [...items].sort((a, b) => b.amount_subtotal - a.amount_subtotal)) {
    const extra = Math.min(left, item.amount_subtotal - item.amount_discount)
    item.amount_discount += extra
    left -= extra
  }
  items.forEach((item) => {
    item.amount_total = item.amount_subtotal - item.amount_discount
  })
}
