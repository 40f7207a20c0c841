import Stripe from "stripe"
import { CatalogOffer } from "../../modules/offer/ports/offer-catalog"
import { isMissingAtStripe, isRefusedByStripe } from "./stripe-error"

/** What an offer's Product should say at Stripe. */
export type WantedProduct = {
  name: string
  description: string
  images: string[]
  active: boolean
  metadata: Record<string, string>
}

/** Stripe's limit for a product's name. */
const NAME_LIMIT = 250

/** Ids tried for one offer, see createProduct. */
const ID_ATTEMPTS = 5

/** Stripe shows images from its own pages, so only an address that it can reach and trust is passed on. */
export function wantedProduct(offer: CatalogOffer): WantedProduct {
  return {
    name: offer.title.slice(0, NAME_LIMIT),
    description: offer.description ?? "",
    images: offer.image_url?.startsWith("https://") ? [offer.image_url] : [],
    active: offer.active,
    metadata: { ...offer.metadata, offer_id: offer.id },
  }
}

/** The offer's Product at Stripe: by the id we remember, else by the ids its creation would have used. */
export async function findProduct(stripe: Stripe, offer: CatalogOffer): Promise<Stripe.Product | null> {
  const remembered = offer.product_id ? await retrieveProduct(stripe, offer.product_id) : null
  return remembered ?? (offer.product_id === offer.id ? null : await retrieveProduct(stripe, offer.id))
}

/**
 * Creates the Product under an id made from the offer's: whoever comes second, a retry or another node,
 * is told that it exists and takes the one that is there. (An idempotency key would be worse: within a day it
 * would answer a deleted Product as if it existed.) If Stripe keeps a deleted Product's id, the next one is taken.
 */
export async function createProduct(stripe: Stripe, offer: CatalogOffer): Promise<Stripe.Product> {
  const { description, ...wanted } = wantedProduct(offer)
  let refusal: unknown
  for (let attempt = 1; attempt <= ID_ATTEMPTS; attempt++) {
    const id = attempt === 1 ? offer.id : `${offer.id}_${attempt}`
    try {
      return await stripe.products.create({ id, ...wanted, ...(description ? { description } : {}) })
    } catch (error) {
      if (!isRefusedByStripe(error) || error.code !== "resource_already_exists") {
        throw error
      }
      refusal = error
      const existing = await retrieveProduct(stripe, id)
      if (existing) {
        return existing
      }
    }
  }
  throw refusal
}

/** Names of what differs between a Product and what the offer wants of it. */
export function productDrift(product: Stripe.Product, wanted: WantedProduct): (keyof WantedProduct)[] {
  const drift: (keyof WantedProduct)[] = []
  if (product.name !== wanted.name) {
    drift.push("name")
  }
  if ((product.description ?? "") !== wanted.description) {
    drift.push("description")
  }
  if (product.images.join("\n") !== wanted.images.join("\n")) {
    drift.push("images")
  }
  if (product.active !== wanted.active) {
    drift.push("active")
  }
  if (Object.entries(wanted.metadata).some(([key, value]) => product.metadata[key] !== value)) {
    drift.push("metadata")
  }
  return drift
}

/** Brings a Product up to date; asks Stripe nothing when it already is. */
export async function updateProduct(
  stripe: Stripe,
  product: Stripe.Product,
  wanted: WantedProduct
): Promise<Stripe.Product> {
  const drift = productDrift(product, wanted)
  if (!drift.length) {
    return product
  }
  const changes = Object.fromEntries(drift.map((field) => [field, wanted[field]])) as Partial<WantedProduct>
  // Stripe's form encoding has no empty list: "" is how one is said.
  return await stripe.products.update(product.id, {
    ...changes,
    ...(changes.images && !changes.images.length ? { images: "" as const } : {}),
  })
}

async function retrieveProduct(stripe: Stripe, id: string): Promise<Stripe.Product | null> {
  try {
    const product: Stripe.Product | Stripe.DeletedProduct = await stripe.products.retrieve(id)
    return product.deleted ? null : product
  } catch (error) {
    if (isMissingAtStripe(error)) {
      return null
    }
    throw error
  }
}
