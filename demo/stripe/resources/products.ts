import { previousValues, type Context, type Route } from "../context"
import { invalidRequest, noSuch, noSuchParam } from "../errors"
import { newId } from "../ids"
import { createdFilter, equalityFilter, LIST_PARAMS, page } from "../lists"
import type { Params } from "../params"
import type { Product } from "../types"
import { createPrice, PRICE_DATA_PARAMS } from "./prices"

const SHARED = [
  "active",
  "description",
  "images",
  "marketing_features",
  "metadata",
  "name",
  "package_dimensions",
  "shippable",
  "statement_descriptor",
  "tax_code",
  "tax_details",
  "unit_label",
  "url",
]
const CREATE = [...SHARED, "default_price_data", "id", "type"]
const UPDATE = [...SHARED, "default_price"]
const INLINE = [
  "active",
  "description",
  "id",
  "images",
  "metadata",
  "name",
  "statement_descriptor",
  "tax_code",
  "tax_details",
  "unit_label",
]

function changesFrom(params: Params): Partial<Product> {
  const changes: Record<string, unknown> = {}
  const put = (key: string, value: unknown) => {
    if (value !== undefined) {
      changes[key] = value
    }
  }
  put("active", params.boolean("active"))
  put("description", params.text("description"))
  put("name", params.filledText("name"))
  put("shippable", params.boolean("shippable"))
  put("statement_descriptor", params.text("statement_descriptor", 22))
  put("tax_code", params.text("tax_code"))
  put("unit_label", params.text("unit_label", 12))
  put("url", params.url("url"))
  const images = params.texts("images")
  if (images && images.length > 8) {
    throw invalidRequest("You can only have up to 8 images.", { param: "images" })
  }
  put("images", images === null ? [] : images)
  const features = params.children("marketing_features")
  put(
    "marketing_features",
    features?.map((feature) => ({ name: feature.requiredText("name", 80) }))
  )
  return changes as Partial<Product>
}

/** Makes a product; also the one inside `price_data` and `product_data`. */
export function createProduct(context: Context, params: Params, active = true): Product {
  const name = params.requiredText("name")
  const id = params.filledText("id") ?? newId("prod")
  if (context.store.products.get(id)) {
    throw invalidRequest(`Product already exists.`, { code: "resource_already_exists", param: "id" })
  }
  const product = context.store.products.add({
    id,
    object: "product",
    active,
    created: context.now(),
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: params.metadata(),
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    type: params.oneOf("type", ["good", "service"]) ?? "service",
    unit_label: null,
    updated: context.now(),
    url: null,
    ...changesFrom(params),
    name,
  })
  context.emit("product.created", product)
  return product
}

/** Refuses a wrong `product_data` before anything is made. */
export function checkInlineProduct(params: Params): void {
  params.allow(INLINE)
  params.requiredText("name")
  params.filledText("description")
  params.metadata()
  changesFrom(params)
}

/** Makes the product that a price or a line item describes. */
export function inlineProduct(context: Context, params: Params, active = true): Product {
  checkInlineProduct(params)
  return createProduct(context, params, active)
}

function require(context: Context, id: string): Product {
  const product = context.store.products.get(id)
  if (!product) {
    throw noSuch("product", id)
  }
  return product
}

export const productRoutes: Route[] = [
  {
    method: "POST",
    path: "/v1/products",
    handle: (context, { params }) => {
      params.allow(CREATE)
      const product = createProduct(context, params)
      const priceData = params.child("default_price_data")
      if (priceData) {
        priceData.allow(PRICE_DATA_PARAMS)
        const price = createPrice(context, priceData, product.id)
        context.store.products.update(product, { default_price: price.id })
      }
      return product
    },
  },
  {
    method: "GET",
    path: "/v1/products",
    handle: (context, { params }) => {
      params.allow([...LIST_PARAMS, "active", "created", "ids", "shippable", "type", "url"])
      params.boolean("active")
      const ids = params.texts("ids")
      const items = context.store.products
        .newestFirst()
        .filter(createdFilter(params))
        .filter(equalityFilter(params, ["active", "shippable", "type", "url"]))
        .filter(({ id }) => !ids || ids.includes(id))
      return page(items, params, "/v1/products")
    },
  },
  { method: "GET", path: "/v1/products/:id", handle: (context, { ids }) => require(context, ids.id) },
  {
    method: "POST",
    path: "/v1/products/:id",
    handle: (context, { ids, params }) => {
      const product = require(context, ids.id)
      params.allow(UPDATE)
      const changes: Partial<Product> = { ...changesFrom(params), metadata: params.metadata(product.metadata) }
      const defaultPrice = params.text("default_price")
      if (defaultPrice !== undefined) {
        if (defaultPrice !== null && context.store.prices.get(defaultPrice)?.product !== product.id) {
          throw noSuchParam("price", defaultPrice, "default_price")
        }
        changes.default_price = defaultPrice
      }
      const previous = previousValues(product, changes)
      if (Object.keys(previous).length > 0) {
        context.store.products.update(product, { ...changes, updated: context.now() })
        context.emit("product.updated", product, previous)
      }
      return product
    },
  },
  {
    method: "DELETE",
    path: "/v1/products/:id",
    handle: (context, { ids }) => {
      const product = require(context, ids.id)
      if (context.store.prices.all().some((price) => price.product === product.id)) {
        throw invalidRequest("This product cannot be deleted because it has one or more user-created prices.")
      }
      context.store.products.remove(product.id)
      context.emit("product.deleted", product)
      return { id: product.id, object: "product", deleted: true }
    },
  },
]
