import Stripe from "stripe"
import { startStripeStandIn, StripeStandIn } from "../../../demo/stripe"
import { CatalogOffer, CatalogResult } from "../../modules/offer/ports/offer-catalog"
import { createStripeClient } from "./client"
import { StripeOfferCatalog } from "./offer-catalog"

let standIn: StripeStandIn
let stripe: Stripe
let catalog: StripeOfferCatalog
let number = 0

beforeAll(async () => {
  standIn = await startStripeStandIn({ port: 0 })
  stripe = createStripeClient({ apiKey: "sk_test_catalog", apiBase: standIn.url })
  catalog = new StripeOfferCatalog(stripe)
})
afterAll(() => standIn.close())
afterEach(() => standIn.faults.clear())

function offer(more: Partial<CatalogOffer> = {}): CatalogOffer {
  const id = `offer_${++number}`
  return {
    id,
    title: "VIP upgrade",
    description: "Lounge access",
    image_url: "https://img.example/vip.png",
    active: true,
    product_id: null,
    prices: [
      { id: `${id}_usd`, currency_code: "usd", amount: "49.90", catalog_price_id: null, catalog_amount: null },
      { id: `${id}_jpy`, currency_code: "JPY", amount: 7000, catalog_price_id: null, catalog_amount: null },
    ],
    ...more,
  }
}

/** The offer as it is stored after a sync. */
const remembering = (offer: CatalogOffer, result: CatalogResult): CatalogOffer => ({
  ...offer,
  product_id: result.product_id,
  prices: offer.prices.map((price, index) => ({ ...price, catalog_price_id: result.prices[index].catalog_price_id, catalog_amount: price.amount })),
})

const priced = (offer: CatalogOffer, usd: number | string): CatalogOffer => ({
  ...offer,
  prices: offer.prices.map((price) => (price.currency_code === "usd" ? { ...price, amount: usd } : price)),
})

/** What the repair finds to differ. */
async function driftOf(offer: CatalogOffer): Promise<string[]> {
  for await (const { drift } of (await catalog.survey()).findings([offer])) {
    return drift
  }
  throw new Error("nothing was found")
}

async function pricesOf(offer: CatalogOffer) {
  const { data } = await stripe.prices.list({ product: offer.product_id ?? offer.id, limit: 100 })
  return data.map(({ currency, unit_amount, active }) => ({ currency, unit_amount, active }))
}

const writes = (since: number) =>
  standIn.requests().slice(since).filter((call) => call.method === "POST").map((call) => call.path)

describe("an offer in Stripe's catalogue", () => {
  it("is a product with a price for each currency", async () => {
    const wanted = offer({ metadata: { event_id: "evt_1" } })
    const result = await catalog.sync(wanted)
    expect(await stripe.products.retrieve(result.product_id)).toMatchObject({
      id: wanted.id,
      name: "VIP upgrade",
      description: "Lounge access",
      images: ["https://img.example/vip.png"],
      active: true,
      metadata: { offer_id: wanted.id, event_id: "evt_1" },
    })
    expect(result.prices.map(({ id }) => id)).toEqual(wanted.prices.map(({ id }) => id))
    expect(await stripe.prices.retrieve(result.prices[0].catalog_price_id)).toMatchObject({
      unit_amount: 4990,
      currency: "usd",
      tax_behavior: "unspecified",
      metadata: { offer_id: wanted.id, offer_price_id: wanted.prices[0].id },
    })
    expect(await stripe.prices.retrieve(result.prices[1].catalog_price_id)).toMatchObject({ unit_amount: 7000, currency: "jpy" })
  })

  it("asks Stripe to change nothing when nothing changed", async () => {
    const first = offer()
    const result = await catalog.sync(first)
    const before = standIn.requests().length
    expect(await catalog.sync(remembering(first, result))).toEqual(result)
    expect(await catalog.sync(first)).toEqual(result)
    expect(writes(before)).toEqual([])
    expect(await driftOf(remembering(first, result))).toEqual([])
  })

  it("gets a new price for a new amount, the old one archived, and its first one back", async () => {
    const first = offer()
    const made = await catalog.sync(first)
    const raised = await catalog.sync(priced(remembering(first, made), "59.90"))
    expect(raised.prices[0]).not.toEqual(made.prices[0])
    expect(raised.prices[1]).toEqual(made.prices[1])
    expect(await pricesOf(first)).toEqual(
      expect.arrayContaining([
        { currency: "usd", unit_amount: 4990, active: false },
        { currency: "usd", unit_amount: 5990, active: true },
      ])
    )
    expect(await catalog.sync(remembering(first, raised))).toEqual(made)
    expect((await pricesOf(first)).filter(({ active }) => active)).toHaveLength(2)
    expect(await pricesOf(first)).toHaveLength(3)
  })

  it("moves the default price before archiving it", async () => {
    const first = offer()
    const made = await catalog.sync(first)
    await stripe.products.update(first.id, { default_price: made.prices[0].catalog_price_id })
    const raised = await catalog.sync(priced(remembering(first, made), 60))
    expect((await stripe.products.retrieve(first.id)).default_price).toBe(raised.prices[0].catalog_price_id)
    await catalog.sync({ ...priced(remembering(first, raised), 60), active: false })
    expect((await pricesOf(first)).some(({ active }) => active)).toBe(false)
  })

  it("archives with the offer, and comes back with it", async () => {
    const first = offer()
    const made = await catalog.sync(first)
    const archived = { ...remembering(first, made), active: false }
    expect(await catalog.sync(archived)).toEqual(made)
    expect(await stripe.products.retrieve(first.id)).toMatchObject({ active: false })
    expect((await pricesOf(first)).some(({ active }) => active)).toBe(false)
    expect(await driftOf(archived)).toEqual([])
    expect(await catalog.sync(remembering(first, made))).toEqual(made)
    expect((await pricesOf(first)).every(({ active }) => active)).toBe(true)
  })

  it("drops the price of a currency the offer no longer has, and other people's prices never", async () => {
    const first = offer()
    const made = await catalog.sync(first)
    await stripe.prices.create({ product: first.id, currency: "usd", unit_amount: 1 })
    const stored = remembering(first, made)
    await catalog.sync({ ...stored, prices: stored.prices.slice(0, 1) })
    expect(await pricesOf(first)).toEqual(
      expect.arrayContaining([
        { currency: "jpy", unit_amount: 7000, active: false },
        { currency: "usd", unit_amount: 4990, active: true },
        { currency: "usd", unit_amount: 1, active: true },
      ])
    )
  })

  it("passes on images only that Stripe can show, and takes texts away again", async () => {
    const first = offer()
    await catalog.sync(first)
    await catalog.sync({ ...first, description: null, image_url: "http://localhost:9000/static/a.png" })
    expect(await stripe.products.retrieve(first.id)).toMatchObject({ description: null, images: [] })
  })

  it("says in words what differs, and mends it", async () => {
    const first = offer()
    expect(await driftOf(first)).toEqual(["The product does not exist."])
    const made = await catalog.sync(first)
    const stored = remembering(first, made)
    await stripe.products.update(first.id, { name: "Renamed by hand" })
    await stripe.prices.update(made.prices[0].catalog_price_id, { active: false })
    await stripe.prices.create({ product: first.id, currency: "usd", unit_amount: 1, metadata: { offer_id: first.id, offer_price_id: stored.prices[0].id } })
    const drift = await driftOf(stored)
    expect(drift).toEqual([
      "The product's name differs.",
      "The price of 49.90 USD is archived.",
      expect.stringMatching(/^The price price_\w+ is still active\.$/),
    ])
    expect(await catalog.sync(stored)).toEqual(made)
    expect(await driftOf(stored)).toEqual([])
  })

  it("is made anew when someone deleted it at Stripe", async () => {
    const first = offer({ prices: [] })
    const made = await catalog.sync(first)
    await stripe.products.del(made.product_id)
    const again = await catalog.sync(remembering(offer({ ...first }), made))
    expect(await stripe.products.retrieve(again.product_id)).toMatchObject({ active: true, metadata: { offer_id: first.id } })
  })

  it("is one product and one price each, however many make it at once", async () => {
    const first = offer()
    const results = await Promise.all(Array.from({ length: 8 }, () => catalog.sync(first)))
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1)
    expect(await pricesOf(first)).toHaveLength(2)
  })

  it.each([1, 2, 3, 4, 5, 6, 7])("survives a crash after call %i: the next run completes it", async (calls) => {
    const first = offer()
    const stored = remembering(first, await catalog.sync(first))
    const changed = { ...priced(stored, 60), title: "Changed" }
    const crashing = new StripeOfferCatalog(dyingClient(calls))
    await crashing.sync(changed).catch(() => undefined)
    await catalog.sync(changed)
    expect(await driftOf({ ...changed, prices: remembering(changed, await catalog.sync(changed)).prices })).toEqual([])
    expect((await pricesOf(first)).filter(({ active }) => active)).toHaveLength(2)
    expect(await pricesOf(first)).toHaveLength(3)
  })

  it.each([
    ["a server error", { status: 500 as const }],
    ["a rate limit", { status: 429 as const, should_retry: true }],
    ["an answer lost on the way", { after_execution: true, status: 500 as const }],
    ["a dropped connection", { drop_connection: true }],
  ])("retries %s", async (_name, fault) => {
    const first = offer()
    standIn.faults.add({ ...fault, times: 1, match: { method: "POST", path: "^/v1/prices$" } })
    await catalog.sync(first)
    expect(await pricesOf(first)).toHaveLength(2)
  })

  it("says that Stripe is unavailable, in a code", async () => {
    standIn.faults.add({ status: 429 })
    await expect(catalog.sync(offer())).rejects.toMatchObject({ code: "stripe_unavailable" })
    standIn.faults.clear()
    standIn.faults.add({ status: 500 })
    const impatient = new StripeOfferCatalog(createStripeClient({ apiKey: "sk_test_catalog", apiBase: standIn.url, maxNetworkRetries: 0 }))
    await expect(impatient.sync(offer())).rejects.toMatchObject({ code: "stripe_unavailable" })
  })

  it("sends nothing when a price is impossible", async () => {
    const before = standIn.requests().length
    await expect(catalog.sync(priced(offer(), -1))).rejects.toMatchObject({ code: "amount_invalid" })
    expect(standIn.requests()).toHaveLength(before)
  })
})

/** A client whose process "dies" after so many calls. */
function dyingClient(calls: number): Stripe {
  const client = createStripeClient({ apiKey: "sk_test_catalog", apiBase: standIn.url, maxNetworkRetries: 0 })
  let left = calls
  const guard = (resource: object) =>
    new Proxy(resource, {
      get: (target, key) => {
        const member = Reflect.get(target, key) as unknown
        return typeof member === "function"
          ? (...args: unknown[]) => {
              if (left-- <= 0) {
                throw new Error("killed")
              }
              return (member as (...args: unknown[]) => unknown).apply(target, args)
            }
          : member
      },
    })
  return { products: guard(client.products), prices: guard(client.prices) } as unknown as Stripe
}
