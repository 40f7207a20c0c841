import { MedusaError } from "@medusajs/framework/utils"
import Stripe from "stripe"
import { CatalogOffer, CatalogResult, OfferCatalog } from "../../modules/offer/ports/offer-catalog"
import { archivePrices, ensurePrice, listOfferPrices } from "./catalog-prices"
import { createProduct, findProduct, updateProduct, wantedProduct } from "./catalog-product"
import { toMinorUnits } from "./currency"
import { StripeCatalogSurvey } from "./offer-catalog-survey"
import { stripeErrorToMedusa } from "./stripe-error"

/**
 * One Stripe Product for each offer and one Price for each of its prices (O8).
 *
 * Every step looks at what Stripe has and does what is missing, in an order in which a crash between two steps
 * leaves something that the next run completes: product, new prices, default price, old prices last. Two runs of the
 * same offer at once meet in Stripe's own uniqueness: the Product's id and the Price's idempotency key.
 */
export class StripeOfferCatalog implements OfferCatalog {
  readonly name = "stripe"

  constructor(private readonly stripe: Stripe) {}

  /**
   * @param offer amounts in major units; an archived one (`active: false`) is archived at Stripe, its ids stay
   * @throws MedusaError `amount_invalid` before anything is sent, otherwise what stripeErrorToMedusa says
   */
  async sync(offer: CatalogOffer): Promise<CatalogResult> {
    assertPrices(offer)
    try {
      return await this.syncOrThrow(offer)
    } catch (error) {
      throw stripeErrorToMedusa(error)
    }
  }

  /** A paced look at many offers at once, for the repair. */
  async survey(): Promise<StripeCatalogSurvey> {
    return await StripeCatalogSurvey.open(this.stripe)
  }

  private async syncOrThrow(offer: CatalogOffer): Promise<CatalogResult> {
    const found = (await findProduct(this.stripe, offer)) ?? (await createProduct(this.stripe, offer))
    const product = await updateProduct(this.stripe, found, wantedProduct(offer))
    const existing = await listOfferPrices(this.stripe, product.id, offer.id)

    const wanted: Stripe.Price[] = []
    for (const price of offer.prices) {
      wanted.push(await ensurePrice(this.stripe, product, offer, price, existing))
    }

    const kept = new Set(offer.active ? wanted.map((price) => price.id) : [])
    const all = [...existing, ...wanted.filter((price) => !existing.some(({ id }) => id === price.id))]
    const unwanted = all.filter((price) => !kept.has(price.id))
    await archivePrices(this.stripe, product, unwanted, offer.active ? wanted[0] : undefined)

    return {
      product_id: product.id,
      prices: offer.prices.map((price, index) => ({ id: price.id, catalog_price_id: wanted[index].id })),
    }
  }
}

/** Before anything is sent: an offer must not be half in the catalogue because its last price is wrong. */
function assertPrices(offer: CatalogOffer): void {
  for (const price of offer.prices) {
    if (toMinorUnits(price.amount, price.currency_code) < 0) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, `A price can't be negative: ${price.amount}.`, "amount_invalid")
    }
  }
}
