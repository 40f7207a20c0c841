import Stripe from "stripe"
import { startStripeStandIn, StripeStandIn } from "../../../demo/stripe"
import { CatalogFinding, CatalogOffer } from "../../modules/offer/ports/offer-catalog"
import { CallPace } from "./call-pace"
import { createStripeClient } from "./client"
import { StripeOfferCatalog } from "./offer-catalog"
import { StripeCatalogSurvey } from "./offer-catalog-survey"

let standIn: StripeStandIn
let stripe: Stripe

beforeAll(async () => {
  standIn = await startStripeStandIn({ port: 0 })
  stripe = createStripeClient({ apiKey: "sk_test_survey", apiBase: standIn.url, maxNetworkRetries: 0 })
})
afterAll(() => standIn.close())
afterEach(() => standIn.faults.clear())

const open = () => StripeCatalogSurvey.open(stripe, 0)

async function synced(id: string, overrides: Partial<CatalogOffer> = {}): Promise<CatalogOffer> {
  const offer: CatalogOffer = {
    id,
    title: "Backstage tour",
    description: null,
    image_url: null,
    active: true,
    product_id: null,
    prices: [{ id: `${id}_eur`, currency_code: "eur", amount: 45, catalog_price_id: null, catalog_amount: null }],
    ...overrides,
  }
  const { product_id, prices } = await new StripeOfferCatalog(stripe).sync(offer)
  return { ...offer, product_id, prices: offer.prices.map((price) => ({ ...price, catalog_price_id: prices[0].catalog_price_id, catalog_amount: price.amount })) }
}

async function findings(survey: StripeCatalogSurvey, offers: CatalogOffer[]): Promise<CatalogFinding[]> {
  const found: CatalogFinding[] = []
  for await (const finding of survey.findings(offers)) {
    found.push(finding)
  }
  return found
}

describe("a survey of Stripe's catalogue", () => {
  it("finds offers in step, changed ones, lost ones and copies, with one call for the products and one for each offer", async () => {
    const [right, renamed, copied] = [await synced("offer_right"), await synced("offer_renamed"), await synced("offer_copied")]
    await stripe.products.update("offer_renamed", { name: "By hand" })
    await stripe.products.create({ id: "prod_copy", name: "Backstage tour (copy)", metadata: { offer_id: "offer_copied" } })
    const lost = { ...right, id: "offer_lost", product_id: "prod_gone" }

    const survey = await open()
    const before = standIn.requests().length
    expect(await findings(survey, [right, renamed, copied, lost])).toEqual([
      { id: "offer_right", drift: [], copies: [] },
      { id: "offer_renamed", drift: ["The product's name differs."], copies: [] },
      { id: "offer_copied", drift: ["The product prod_copy is a copy of this offer's."], copies: ["prod_copy"] },
      { id: "offer_lost", drift: ["The product does not exist."], copies: [] },
    ])
    expect(standIn.requests().length - before).toBe(4)

    await survey.retire("prod_copy")
    expect(await findings(await open(), [copied])).toEqual([{ id: "offer_copied", drift: [], copies: [] }])
  })

  it("sees copies behind the first page of products", async () => {
    const offer = await synced("offer_paged")
    await stripe.products.create({ id: "prod_early_copy", name: "Copy", metadata: { offer_id: offer.id } })
    await Promise.all(Array.from({ length: 101 }, (_, index) => stripe.products.create({ name: `Other product ${index}` })))
    expect((await open()).claims.get(offer.id)?.slice().sort()).toEqual(["offer_paged", "prod_early_copy"])
  })

  it.each([429, 500] as const)("ends with the vendor's absence on %s, in a code", async (status) => {
    const offer = await synced(`offer_${status}`)
    const survey = await open()
    standIn.faults.add({ status })
    await expect(findings(survey, [offer])).rejects.toMatchObject({ code: "stripe_unavailable" })
    await expect(open()).rejects.toMatchObject({ code: "stripe_unavailable" })
    await expect(survey.retire(offer.id)).rejects.toMatchObject({ code: "stripe_unavailable" })
  })

  it("goes on after an offer whose own price is impossible", async () => {
    const [wrong, right] = [await synced("offer_wrong"), await synced("offer_fine")]
    const impossible = { ...wrong, prices: [{ ...wrong.prices[0], amount: "1e300" }] }
    const found = await findings(await open(), [impossible, right])
    expect(found).toEqual([
      { id: "offer_wrong", drift: [expect.stringContaining("no amount of money")], copies: [] },
      { id: "offer_fine", drift: [], copies: [] },
    ])
  })
})

describe("a pace", () => {
  it("gives turns in order, none before its time", async () => {
    const pace = new CallPace(20)
    const began = performance.now()
    const turns: number[] = []
    await Promise.all([0, 1, 2].map(async (turn) => pace.turn().then(() => turns.push(turn))))
    expect(turns).toEqual([0, 1, 2])
    // Node's timers may fire a millisecond early.
    expect(performance.now() - began).toBeGreaterThanOrEqual(38)
  })
})
