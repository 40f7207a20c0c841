import type Stripe from "stripe"
import { startStripeStandIn, type StripeStandIn } from "./index"
import { clientFor, failure } from "./test-support"

describe("products, prices and lists", () => {
  let standIn: StripeStandIn
  let stripe: Stripe

  beforeAll(async () => {
    standIn = await startStripeStandIn({ port: 0 })
    stripe = clientFor(standIn)
  })
  afterAll(() => standIn.close())

  it("makes a product with prices in several currencies and keeps their amounts", async () => {
    const product = await stripe.products.create({
      name: "Hoodie",
      images: ["https://example.com/a.png"],
      metadata: { offer_id: "offer_1" },
    })
    const usd = await stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 2500 })
    const jpy = await stripe.prices.create({ product: product.id, currency: "jpy", unit_amount: 3000 })
    await stripe.products.update(product.id, { default_price: usd.id, metadata: { color: "blue" } })

    const read = await stripe.products.retrieve(product.id, { expand: ["default_price"] })
    expect(read).toMatchObject({
      name: "Hoodie",
      images: ["https://example.com/a.png"],
      metadata: { offer_id: "offer_1", color: "blue" },
    })
    expect(read.default_price).toMatchObject({ id: usd.id, unit_amount: 2500 })
    expect((await failure(stripe.prices.update(usd.id, { active: false }))).message).toContain("default price")
    await stripe.prices.update(jpy.id, { active: false })
    const active = await stripe.prices.list({ product: product.id, active: true })
    expect(active.data.map(({ id }) => id)).toEqual([usd.id])
    expect((await failure(stripe.prices.update(usd.id, { unit_amount: 1 } as object))).code).toBe("parameter_unknown")
  })

  it("pages through a list in both directions", async () => {
    for (let i = 0; i < 12; i++) {
      await stripe.customers.create({ email: `page${i}@example.com` })
    }
    const emails: (string | null)[] = []
    for await (const customer of stripe.customers.list({ limit: 5 })) {
      emails.push(customer.email)
    }
    expect(emails).toEqual([...Array(12).keys()].reverse().map((i) => `page${i}@example.com`))
    const first = await stripe.customers.list({ limit: 5 })
    const second = await stripe.customers.list({ limit: 5, starting_after: first.data[4].id })
    expect(
      (await stripe.customers.list({ limit: 5, ending_before: second.data[0].id })).data.map(({ id }) => id)
    ).toEqual(first.data.map(({ id }) => id))
  })

  it.each([
    [
      "a missing parameter",
      () => stripe.products.create({} as Stripe.ProductCreateParams),
      400,
      "parameter_missing",
      "name",
    ],
    [
      "an unknown parameter",
      () => stripe.products.create({ name: "x", nmae: "y" } as object as Stripe.ProductCreateParams),
      400,
      "parameter_unknown",
      "nmae",
    ],
    ["an emptied parameter", () => stripe.products.create({ name: "" }), 400, "parameter_invalid_empty", "name"],
    ["an unknown id", () => stripe.products.retrieve("prod_nope"), 404, "resource_missing", "id"],
    [
      "an unknown id in a parameter",
      () => stripe.prices.create({ product: "prod_nope", currency: "usd", unit_amount: 1 }),
      400,
      "resource_missing",
      "product",
    ],
    [
      "a fraction of a cent",
      () => stripe.prices.create({ product: "x", currency: "usd", unit_amount: 1.5 }),
      400,
      "parameter_invalid_integer",
      "unit_amount",
    ],
    [
      "a negative amount",
      () => stripe.prices.create({ product: "x", currency: "usd", unit_amount: -1 }),
      400,
      "parameter_invalid_integer",
      "unit_amount",
    ],
    [
      "a parameter that this API version dropped",
      () =>
        stripe.paymentIntents.create({
          amount: 100,
          currency: "usd",
          payment_method_types: ["card"],
        } as Stripe.PaymentIntentCreateParams),
      400,
      "parameter_unknown",
      "payment_method_types",
    ],
  ])("answers Stripe's error for %s", async (_name, call, status, code, param) => {
    expect(await failure(call())).toMatchObject({
      type: "StripeInvalidRequestError",
      statusCode: status,
      code,
      param,
      requestId: expect.stringMatching(/^req_/),
    })
  })

  it("refuses a missing key, a live key and an unknown URL as Stripe does", async () => {
    expect((await fetch(`${standIn.url}/v1/products`)).status).toBe(401)
    expect((await fetch(`${standIn.url}/v1/products`, { headers: { authorization: "Bearer sk_live_x" } })).status).toBe(
      401
    )
    const unknown = await fetch(`${standIn.url}/v1/nothing`, { headers: { authorization: "Bearer sk_test_x" } })
    expect([unknown.status, ((await unknown.json()) as { error: { message: string } }).error.message]).toEqual([
      404,
      expect.stringContaining("Unrecognized request URL (GET: /v1/nothing)"),
    ])
  })

  it("survives nonsense", async () => {
    const headers = { authorization: "Bearer sk_test_x", "content-type": "application/x-www-form-urlencoded" }
    const post = async (path: string, body: string) =>
      (await fetch(`${standIn.url}${path}`, { method: "POST", headers, body })).status
    expect(await post("/v1/products", "name[a]=1&name=2&metadata[__proto__]=x&[]=1")).toBe(400)
    expect(await post("/v1/products", "a[b]=1&a=2&a[c]=3")).toBe(400)
    expect(await post("/v1/products", `name=${"x".repeat(1_100_000)}`)).toBe(413)
    expect(await post("/v1/checkout/sessions", "mode=payment&line_items=x&success_url=http://a.example")).toBe(400)
    expect(await post("/v1/checkout/sessions", "mode=payment&line_items[x]=1&success_url=http://a.example")).toBe(400)
    expect(await post("/v1/products/%E0%A4%A", "name=x")).toBe(404)
    const proto = await stripe.products.create({
      name: "p",
      metadata: JSON.parse('{"__proto__":"x","constructor":"y"}') as Stripe.MetadataParam,
    })
    expect(proto.metadata.constructor).toBe("y")
    expect((await fetch(`${standIn.url}/c/pay/..%2f`)).status).toBeGreaterThanOrEqual(400)
  })
})
