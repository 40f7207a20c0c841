import Stripe from "stripe"
import { CatalogOffer } from "../../modules/offer/ports/offer-catalog"
import { catalogDrift, OfferAtStripe } from "./offer-catalog-drift"

const OFFER: CatalogOffer = {
  id: "offer_1",
  title: "VIP upgrade",
  description: "Lounge access",
  image_url: "https://img.example/vip.png",
  active: true,
  product_id: "offer_1",
  prices: [
    { id: "op_usd", currency_code: "usd", amount: "49.90", catalog_price_id: "price_usd", catalog_amount: "49.90" },
    { id: "op_jpy", currency_code: "jpy", amount: "7000", catalog_price_id: "price_jpy", catalog_amount: "7000" },
  ],
}
const ARCHIVED = { ...OFFER, active: false }

const product = (overrides: Partial<Stripe.Product> = {}) =>
  ({
    id: "offer_1",
    name: "VIP upgrade",
    description: "Lounge access",
    images: ["https://img.example/vip.png"],
    active: true,
    default_price: null,
    metadata: { offer_id: "offer_1" },
    ...overrides,
  }) as Stripe.Product

const price = (id: string, offer_price_id: string, currency: string, unit_amount: number, overrides: Partial<Stripe.Price> = {}) =>
  ({ id, active: true, created: 1, currency, unit_amount, metadata: { offer_id: "offer_1", offer_price_id }, ...overrides }) as Stripe.Price
const usd = (overrides: Partial<Stripe.Price> = {}) => price("price_usd", "op_usd", "usd", 4990, overrides)
const jpy = (overrides: Partial<Stripe.Price> = {}) => price("price_jpy", "op_jpy", "jpy", 7000, overrides)

const atStripe = (overrides: Partial<OfferAtStripe> = {}): OfferAtStripe => ({ product: product(), prices: [usd(), jpy()], ...overrides })

describe("what differs at Stripe", () => {
  it.each<[string, CatalogOffer, Partial<OfferAtStripe>, string[]]>([
    ["nothing", OFFER, {}, []],
    ["nothing of an archived offer", ARCHIVED, { product: product({ active: false }), prices: [usd({ active: false }), jpy({ active: false })] }, []],
    ["a product that was deleted", OFFER, { product: null, prices: [] }, ["The product does not exist."]],
    ["a product renamed by hand", OFFER, { product: product({ name: "Renamed" }) }, ["The product's name differs."]],
    ["a product deactivated by hand", OFFER, { product: product({ active: false }) }, ["The product's active differs."]],
    ["a product of an archived offer that is for sale", ARCHIVED, { prices: [usd({ active: false }), jpy({ active: false })] }, ["The product's active differs."]],
    ["a description and images of its own", OFFER, { product: product({ description: null, images: [] }) }, ["The product's description differs.", "The product's images differs."]],
    ["a product that has forgotten whose it is", OFFER, { product: product({ metadata: {} }) }, ["The product's metadata differs."]],
    ["an archived price", OFFER, { prices: [usd({ active: false }), jpy()] }, ["The price of 49.90 USD is archived."]],
    ["a price that is gone", OFFER, { prices: [jpy()] }, ["There is no price of 49.90 USD."]],
    ["a price with another amount", OFFER, { prices: [usd({ unit_amount: 4500 }), jpy()] }, ["The price of 49.90 USD is 45.00 USD at Stripe.", "The price price_usd is still active."]],
    ["an archived price with another amount", OFFER, { prices: [usd(), jpy({ unit_amount: 6999, active: false })] }, ["The price of 7000 JPY is 6999 JPY at Stripe."]],
    ["a price in another currency", OFFER, { prices: [usd({ currency: "eur", active: false }), jpy()] }, ["The price of 49.90 USD is 49.90 EUR at Stripe."]],
    ["the right price twice", OFFER, { prices: [usd(), usd({ id: "price_twin" }), jpy()] }, ["The price price_twin is still active."]],
    ["another price than the one remembered", OFFER, { prices: [usd({ id: "price_new" }), jpy()] }, ["The price of 49.90 USD is price_new, not the one remembered."]],
    ["a price of an archived offer that is for sale", ARCHIVED, { product: product({ active: false }), prices: [usd(), jpy({ active: false })] }, ["The price price_usd is still active."]],
    ["the default price of an archived product, which Stripe keeps", ARCHIVED, { product: product({ active: false, default_price: "price_usd" }), prices: [usd(), jpy({ active: false })] }, []],
    ["a copy of the product", OFFER, { copies: ["prod_copy"] }, ["The product prod_copy is a copy of this offer's."]],
  ])("%s", (_case, offer, overrides, drift) => {
    expect(catalogDrift(offer, atStripe(overrides))).toEqual(drift)
  })
})
