import Stripe from "stripe"
import { CatalogOffer } from "../../modules/offer/ports/offer-catalog"
import { defaultPriceId, matchingPrice } from "./catalog-prices"
import { productDrift, wantedProduct } from "./catalog-product"
import { currencyUnits, fromMinorUnits } from "./currency"

/** What Stripe has of an offer. */
export type OfferAtStripe = {
  /** The Product we remember, null when it is gone. */
  product: Stripe.Product | null
  /** Its Prices that say they are the offer's, archived ones too. */
  prices: Stripe.Price[]
  /** Other active Products that say they are this offer, such as one duplicated in Stripe's dashboard. */
  copies?: string[]
}

/** What differs at Stripe from what the offer wants there, one sentence each; empty when nothing does. */
export function catalogDrift(offer: CatalogOffer, { product, prices, copies = [] }: OfferAtStripe): string[] {
  if (!product) {
    return ["The product does not exist."]
  }
  return [
    ...productDrift(product, wantedProduct(offer)).map((field) => `The product's ${field} differs.`),
    ...priceDrift(offer, product, prices),
    ...copies.map((id) => `The product ${id} is a copy of this offer's.`),
  ]
}

function priceDrift(offer: CatalogOffer, product: Stripe.Product, existing: Stripe.Price[]): string[] {
  const matches = offer.prices.map((price) => ({ price, match: matchingPrice(existing, price) }))
  const drift = matches.flatMap(({ price, match }) => {
    const name = `${price.amount} ${price.currency_code.toUpperCase()}`
    if (!match) {
      const remembered = existing.find(({ id }) => id === price.catalog_price_id)
      return [remembered ? `The price of ${name} is ${amountOf(remembered)} at Stripe.` : `There is no price of ${name}.`]
    }
    if (offer.active && !match.active) {
      return [`The price of ${name} is archived.`]
    }
    return match.id === price.catalog_price_id ? [] : [`The price of ${name} is ${match.id}, not the one remembered.`]
  })
  const kept = new Set(offer.active ? matches.map(({ match }) => match?.id) : [])
  const leftovers = existing.filter(
    (price) => price.active && !kept.has(price.id) && (offer.active || price.id !== defaultPriceId(product))
  )
  return [...drift, ...leftovers.map((price) => `The price ${price.id} is still active.`)]
}

function amountOf({ unit_amount, currency }: Stripe.Price): string {
  const amount = unit_amount === null ? "no fixed amount" : fromMinorUnits(unit_amount, currency).numeric.toFixed(currencyUnits(currency).decimals)
  return `${amount} ${currency.toUpperCase()}`
}
