import Stripe from "stripe"
import { CatalogOffer } from "../../modules/offer/ports/offer-catalog"
import { toMinorUnits } from "./currency"
import { stableHash } from "./stable-hash"
import { isRefusedByStripe } from "./stripe-error"

type OfferPrice = CatalogOffer["prices"][number]

/** All Prices of a Product that this plugin made, archived ones too. */
export async function listOfferPrices(stripe: Stripe, productId: string, offerId: string): Promise<Stripe.Price[]> {
  const prices: Stripe.Price[] = []
  for await (const price of stripe.prices.list({ product: productId, limit: 100 })) {
    if (price.metadata.offer_id === offerId) {
      prices.push(price)
    }
  }
  return prices
}

/**
 * The Price that already says what the offer's price says: the one we remember first, then one in use,
 * then an archived one (a price that went up and came down again gets its first Price back).
 */
export function matchingPrice(existing: Stripe.Price[], wanted: OfferPrice): Stripe.Price | undefined {
  const amount = toMinorUnits(wanted.amount, wanted.currency_code)
  const rank = (price: Stripe.Price) => (price.id === wanted.catalog_price_id ? 0 : price.active ? 1 : 2)
  return existing
    .filter(
      (price) =>
        price.metadata.offer_price_id === wanted.id &&
        price.currency === wanted.currency_code.toLowerCase() &&
        price.unit_amount === amount
    )
    .sort((a, b) => rank(a) - rank(b) || b.created - a.created || (a.id < b.id ? -1 : 1))[0]
}

/**
 * Finds, revives or creates the Stripe Price of one of the offer's prices. Stripe's amounts never change, so
 * a new amount is a new Price.
 */
export async function ensurePrice(
  stripe: Stripe,
  product: Stripe.Product,
  offer: CatalogOffer,
  wanted: OfferPrice,
  existing: Stripe.Price[]
): Promise<Stripe.Price> {
  const match = matchingPrice(existing, wanted)
  if (match) {
    return match.active || !offer.active ? match : await stripe.prices.update(match.id, { active: true })
  }
  const params = {
    product: product.id,
    currency: wanted.currency_code.toLowerCase(),
    unit_amount: toMinorUnits(wanted.amount, wanted.currency_code),
    active: offer.active,
    tax_behavior: "unspecified" as const,
    metadata: { offer_id: offer.id, offer_price_id: wanted.id },
  }
  const outdated = existing.filter((price) => price.metadata.offer_price_id === wanted.id)
  return await stripe.prices.create(params, { idempotencyKey: priceKey(params, product, outdated) })
}

/**
 * Makes one Price of two runs at once. A run that comes later finds the Price in the list, so the key need not live
 * long, and must not: Stripe repeats a failure (a 500) for a day under its key, so an hour's number is in it. The
 * Product's birth is too: one made anew under its old id must not be answered the Price of the deleted one. And so are
 * the Prices that were made for it before: where one was changed by hand until it fits no more, the answer that once
 * made it is no use.
 */
function priceKey(params: object, product: Stripe.Product, outdated: Stripe.Price[]): string {
  const hour = Math.floor(Date.now() / 3_600_000)
  const known = outdated.map(({ id }) => id).sort()
  return `offer-price:${stableHash({ ...params, born: product.created, known, hour })}`
}

/**
 * Archives the Prices that the offer no longer has. A Product's default Price can't be archived, so the default
 * moves to one that stays, or away; where Stripe keeps it, the archived Product keeps it from being sold.
 */
export async function archivePrices(
  stripe: Stripe,
  product: Stripe.Product,
  unwanted: Stripe.Price[],
  successor: Stripe.Price | undefined
): Promise<void> {
  const active = unwanted.filter((price) => price.active)
  const defaultId = defaultPriceId(product)
  if (active.some((price) => price.id === defaultId)) {
    await moveDefaultPrice(stripe, product.id, successor)
  }
  for (const price of active) {
    try {
      await stripe.prices.update(price.id, { active: false })
    } catch (error) {
      if (!isRefusedByStripe(error) || successor || price.id !== defaultId) {
        throw error
      }
    }
  }
}

export function defaultPriceId(product: Stripe.Product): string | null {
  return typeof product.default_price === "string" ? product.default_price : (product.default_price?.id ?? null)
}

async function moveDefaultPrice(stripe: Stripe, productId: string, successor?: Stripe.Price): Promise<void> {
  try {
    await stripe.products.update(productId, { default_price: successor?.id ?? "" })
  } catch (error) {
    if (!isRefusedByStripe(error) || successor) {
      throw error
    }
  }
}
