import Stripe from "stripe"
import { CatalogFinding, CatalogOffer, CatalogSurvey } from "../../modules/offer/ports/offer-catalog"
import { CallPace } from "./call-pace"
import { listOfferPrices } from "./catalog-prices"
import { catalogDrift } from "./offer-catalog-drift"
import { isRefusedByStripe, isStripeError, stripeErrorToMedusa } from "./stripe-error"

/** Ten calls a second: Stripe allows 100 live and 25 in test mode, and buyers need theirs. */
const APART_MS = 100

/** Stripe's longest page. */
const PAGE = 100

/** Products looked through for copies, so that an account full of other things doesn't take an hour. */
const MAX_PRODUCTS = 10_000

/** A look at the offers' Products and Prices, one paced call after the other: one for each 100 offers, and one for each offer. */
export class StripeCatalogSurvey implements CatalogSurvey {
  private constructor(
    private readonly stripe: Stripe,
    private readonly pace: CallPace,
    readonly claims: Map<string, string[]>
  ) {}

  /**
   * Finds the active Products that say which offer they are.
   * @throws MedusaError `stripe_unavailable`, `stripe_misconfigured`
   */
  static async open(stripe: Stripe, apartMs = APART_MS): Promise<StripeCatalogSurvey> {
    const pace = new CallPace(apartMs)
    const claims = new Map<string, string[]>()
    try {
      let after: string | undefined
      for (let seen = 0; seen < MAX_PRODUCTS; seen += PAGE) {
        await pace.turn()
        const { data, has_more } = await stripe.products.list({ active: true, limit: PAGE, starting_after: after })
        for (const { id, metadata } of data) {
          if (metadata.offer_id) {
            claims.set(metadata.offer_id, [...(claims.get(metadata.offer_id) ?? []), id])
          }
        }
        if (!has_more) {
          break
        }
        after = data[data.length - 1].id
      }
      return new StripeCatalogSurvey(stripe, pace, claims)
    } catch (error) {
      throw stripeErrorToMedusa(error)
    }
  }

  async *findings(offers: CatalogOffer[]): AsyncGenerator<CatalogFinding> {
    for (let start = 0; start < offers.length; start += PAGE) {
      const page = offers.slice(start, start + PAGE)
      const products = await this.productsOf(page)
      for (const offer of page) {
        yield await this.findingOf(offer, products.get(offer.product_id ?? "") ?? null)
      }
    }
  }

  async retire(id: string): Promise<void> {
    try {
      await this.pace.turn()
      await this.stripe.products.update(id, { active: false })
    } catch (error) {
      throw stripeErrorToMedusa(error)
    }
  }

  private async productsOf(offers: CatalogOffer[]): Promise<Map<string, Stripe.Product>> {
    const ids = offers.flatMap(({ product_id }) => (product_id ? [product_id] : []))
    if (!ids.length) {
      return new Map()
    }
    try {
      await this.pace.turn()
      const { data } = await this.stripe.products.list({ ids, limit: PAGE })
      return new Map(data.map((product) => [product.id, product]))
    } catch (error) {
      throw stripeErrorToMedusa(error)
    }
  }

  private async findingOf(offer: CatalogOffer, product: Stripe.Product | null): Promise<CatalogFinding> {
    const copies = product ? (this.claims.get(offer.id) ?? []).filter((id) => id !== product.id) : []
    try {
      const prices = product ? await this.pricesOf(product.id, offer.id) : []
      return { id: offer.id, drift: catalogDrift(offer, { product, prices, copies }), copies }
    } catch (error) {
      const told = stripeErrorToMedusa(error)
      if (isStripeError(error) && !isRefusedByStripe(error)) {
        throw told
      }
      // What is wrong with one offer must not keep the others from being looked at; its sync will say the same.
      return { id: offer.id, drift: [told.message], copies }
    }
  }

  private async pricesOf(productId: string, offerId: string): Promise<Stripe.Price[]> {
    await this.pace.turn()
    return await listOfferPrices(this.stripe, productId, offerId)
  }
}
