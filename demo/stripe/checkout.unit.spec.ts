import type Stripe from "stripe"
import { startStripeStandIn, type StripeStandIn } from "./index"
import { clientFor, failure } from "./test-support"

const now = () => Math.floor(Date.now() / 1000)

describe("Checkout Sessions", () => {
  let standIn: StripeStandIn
  let stripe: Stripe

  beforeAll(async () => {
    standIn = await startStripeStandIn({ port: 0 })
    stripe = clientFor(standIn)
  })
  afterAll(() => standIn.close())

  const open = async (extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
    await stripe.checkout.sessions.create({
      mode: "payment",
      line_items: [
        { quantity: 2, price_data: { currency: "usd", unit_amount: 1500, product_data: { name: "VIP lounge" } } },
      ],
      success_url: "http://shop.example/done?s={CHECKOUT_SESSION_ID}",
      cancel_url: "http://shop.example/cart",
      customer_email: "jo@example.com",
      metadata: { cart_id: "cart_1" },
      payment_intent_data: { metadata: { session_id: "payses_1" } },
      ...extra,
    })
  const submit = async (url: string, fields: Record<string, string> = {}) =>
    await fetch(url, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ card: "4242 4242 4242 4242", expiry: "12/34", cvc: "123", name: "Jo", ...fields }),
    })
  const eventsOf = async (id: string) =>
    (await stripe.events.list({ limit: 100 })).data
      .filter(({ data }) => (data.object as { id: string }).id === id)
      .map(({ type }) => type)

  it("is paid on its hosted page", async () => {
    const product = await stripe.products.create({ name: "Hoodie" })
    const price = await stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 2500 })
    const session = await open({
      line_items: [
        { price: price.id, quantity: 1 },
        { quantity: 2, price_data: { currency: "usd", unit_amount: 1500, product_data: { name: "VIP <lounge>" } } },
      ],
    })
    expect(session).toMatchObject({
      status: "open",
      payment_status: "unpaid",
      amount_total: 5500,
      currency: "usd",
      payment_intent: null,
    })
    const page = await (await fetch(session.url as string)).text()
    expect(page).toContain("VIP &lt;lounge&gt;")
    expect(page).toContain("$55.00")

    const answer = await submit(session.url as string)
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `http://shop.example/done?s=${session.id}`])
    const paid = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["payment_intent.latest_charge.balance_transaction", "line_items.data.price.product"],
    })
    expect(paid).toMatchObject({
      status: "complete",
      payment_status: "paid",
      url: null,
      metadata: { cart_id: "cart_1" },
      customer_details: { email: "jo@example.com", name: "Jo" },
    })
    expect(paid.line_items?.data.map(({ description, amount_total }) => [description, amount_total])).toEqual([
      ["Hoodie", 2500],
      ["VIP <lounge>", 3000],
    ])
    const intent = paid.payment_intent as Stripe.PaymentIntent
    expect(intent).toMatchObject({ status: "succeeded", amount_received: 5500, metadata: { session_id: "payses_1" } })
    const charge = intent.latest_charge as Stripe.Charge
    expect(charge).toMatchObject({
      paid: true,
      captured: true,
      amount_captured: 5500,
      metadata: { session_id: "payses_1" },
    })
    // 2.9 % of 55.00 and 30 cents.
    expect(charge.balance_transaction).toMatchObject({ amount: 5500, fee: 190, net: 5310, type: "charge" })
    expect((await stripe.checkout.sessions.list({ payment_intent: intent.id })).data.map(({ id }) => id)).toEqual([
      session.id,
    ])
    expect(await eventsOf(session.id)).toEqual(["checkout.session.completed"])
    expect(await (await submit(standIn.url + `/c/pay/${session.id}`)).text()).toContain("already been paid")
    expect(standIn.state().money.usd.captured).toBe(5500)
  })

  it("says on the page what is wrong, and takes another card after a decline", async () => {
    const session = await open()
    const invalid = await submit(session.url as string, { card: "4242 4242 4242 4241", cvc: "" })
    expect(invalid.status).toBe(422)
    expect(await invalid.text()).toMatch(/Your card number is invalid\.[\s\S]*Enter the security code\./)
    const declined = await submit(session.url as string, { card: "4000000000000002" })
    expect([declined.status, await declined.text()]).toEqual([402, expect.stringContaining("Your card was declined.")])
    const first = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] })
    expect(first).toMatchObject({
      status: "open",
      payment_intent: { status: "requires_payment_method", last_payment_error: { decline_code: "generic_decline" } },
    })

    expect((await submit(session.url as string)).status).toBe(303)
    const second = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] })
    expect(second).toMatchObject({
      status: "complete",
      payment_intent: { id: (first.payment_intent as Stripe.PaymentIntent).id, status: "succeeded" },
    })
    const charges = await stripe.charges.list({ payment_intent: (first.payment_intent as Stripe.PaymentIntent).id })
    expect(charges.data.map(({ status }) => status)).toEqual(["succeeded", "failed"])
  })

  it("asks for 3-D Secure and goes back when it fails", async () => {
    const session = await open()
    const challenge = (await submit(session.url as string, { card: "4000 0025 0000 3155" })).headers.get(
      "location"
    ) as string
    expect(challenge).toContain("/3ds/pi_")
    expect(await (await fetch(challenge)).text()).toContain("Complete authentication")
    const failed = await fetch(challenge, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ outcome: "failed" }),
    })
    expect(failed.headers.get("location")).toBe(`/c/pay/${session.id}`)
    expect(await (await fetch(session.url as string)).text()).toContain("unable to authenticate")

    const again = (await submit(session.url as string, { card: "4000 0027 6000 3184" })).headers.get(
      "location"
    ) as string
    const passed = await fetch(again, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ outcome: "succeeded" }),
    })
    expect(passed.headers.get("location")).toBe(`http://shop.example/done?s=${session.id}`)
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid")
  })

  it("expires on request, with the payment that was under way", async () => {
    const session = await open()
    const challenge = (await submit(session.url as string, { card: "4000002760003184" })).headers.get(
      "location"
    ) as string
    expect(await stripe.checkout.sessions.expire(session.id)).toMatchObject({ status: "expired", url: null })
    await fetch(challenge, { method: "POST", body: new URLSearchParams({ outcome: "succeeded" }) })
    const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] })
    expect(after).toMatchObject({ status: "expired", payment_status: "unpaid", payment_intent: { status: "canceled" } })
    expect(await (await fetch(session.url as string)).text()).toContain("This checkout has expired")
    expect(standIn.payCheckoutSession(session.id, { card: "4242424242424242" })).toEqual({
      outcome: "not_open",
      status: "expired",
    })
    expect(await eventsOf(session.id)).toEqual(["checkout.session.expired"])
  })

  it("can't be expired when it is complete", async () => {
    const session = await open()
    standIn.payCheckoutSession(session.id, { card: "4242424242424242" })
    const error = await failure(stripe.checkout.sessions.expire(session.id))
    expect(error).toMatchObject({ statusCode: 400, type: "StripeInvalidRequestError" })
    expect(error.message).toBe(
      'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of `complete`.'
    )
    const intent = (await stripe.checkout.sessions.retrieve(session.id)).payment_intent as string
    expect((await failure(stripe.paymentIntents.cancel(intent))).code).toBe("payment_intent_unexpected_state")
  })

  it("expires by the clock", async () => {
    const session = await open({ expires_at: now() + 31 * 60 })
    standIn.advanceClock(32 * 60)
    expect(standIn.payCheckoutSession(session.id, { card: "4242424242424242" })).toEqual({
      outcome: "not_open",
      status: "expired",
    })
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("expired")
  })

  it("makes a customer when told to, and saves the card for later", async () => {
    const session = await open({
      customer_email: undefined,
      customer_creation: "always",
      payment_intent_data: { setup_future_usage: "off_session" },
    })
    standIn.payCheckoutSession(session.id, { card: "4242424242424242", email: "new@example.com" })
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ["customer"] })
    expect(paid.customer).toMatchObject({ email: "new@example.com" })
    const methods = await stripe.customers.listPaymentMethods((paid.customer as Stripe.Customer).id)
    expect(methods.data).toHaveLength(1)
    const guest = await open({ customer_email: undefined })
    standIn.payCheckoutSession(guest.id, { card: "4242424242424242" })
    expect((await stripe.checkout.sessions.retrieve(guest.id)).customer).toBeNull()
  })

  it("waits for a bank debit", async () => {
    const session = await open()
    standIn.payCheckoutSession(session.id, { card: "", bankDebit: true })
    expect(await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] })).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_intent: { status: "processing" },
    })
    standIn.settleCheckoutSession(session.id, true)
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid")
    expect(await eventsOf(session.id)).toEqual([
      "checkout.session.async_payment_succeeded",
      "checkout.session.completed",
    ])
  })

  it("takes discounts by coupon and sells for nothing", async () => {
    const coupon = await stripe.coupons.create({ amount_off: 1000, currency: "usd", duration: "once" })
    expect(await open({ discounts: [{ coupon: coupon.id }] })).toMatchObject({
      amount_subtotal: 3000,
      amount_total: 2000,
      total_details: { amount_discount: 1000 },
    })
    const free = await stripe.coupons.create({ percent_off: 100, duration: "once" })
    const session = await open({ discounts: [{ coupon: free.id }] })
    expect((await submit(session.url as string)).status).toBe(303)
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: "complete",
      payment_status: "no_payment_required",
      payment_intent: null,
    })
  })

  it("reserves with manual capture and counts as paid once captured", async () => {
    const session = await open({ payment_intent_data: { capture_method: "manual" } })
    standIn.payCheckoutSession(session.id, { card: "4242424242424242" })
    const held = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] })
    expect(held).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_intent: { status: "requires_capture", amount_capturable: 3000 },
    })
    await stripe.paymentIntents.capture((held.payment_intent as Stripe.PaymentIntent).id)
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid")
  })

  it.each<[string, () => Partial<Stripe.Checkout.SessionCreateParams>, string]>([
    ["ends too soon", () => ({ expires_at: standIn.state().now + 60 }), "at least 30 minutes"],
    ["ends too late", () => ({ expires_at: standIn.state().now + 25 * 3600 }), "less than 24 hours"],
    [
      "mixes currencies",
      () => ({
        line_items: ["usd", "eur"].map((currency) => ({
          quantity: 1,
          price_data: { currency, unit_amount: 900, product_data: { name: currency } },
        })),
      }),
      "same currency",
    ],
    [
      "is below the smallest charge",
      () => ({
        line_items: [{ quantity: 1, price_data: { currency: "usd", unit_amount: 10, product_data: { name: "x" } } }],
      }),
      "at least $0.50",
    ],
    ["has a bad e-mail", () => ({ customer_email: "nobody" }), "Invalid email address"],
    [
      "has an unknown customer",
      () => ({ customer_email: undefined, customer: "cus_nope" }),
      "No such customer: 'cus_nope'",
    ],
    [
      "has an empty description",
      () => ({
        line_items: [
          {
            quantity: 1,
            price_data: { currency: "usd", unit_amount: 900, product_data: { name: "x", description: "" } },
          },
        ],
      }),
      "empty string for 'line_items[0][price_data][product_data][description]'",
    ],
    ["has no lines", () => ({ line_items: [] }), "line_items"],
    ["returns to no URL", () => ({ success_url: "shop" }), "Not a valid URL"],
  ])("is refused when it %s", async (_name, extra, message) => {
    const before = standIn.state().counts
    const error = await failure(open(extra()))
    expect([error.statusCode, error.message]).toEqual([400, expect.stringContaining(message)])
    expect(standIn.state().counts).toMatchObject({
      sessions: before.sessions,
      prices: before.prices,
      products: before.products,
    })
  })

  it("refuses archived prices", async () => {
    const product = await stripe.products.create({ name: "Old" })
    const price = await stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 900 })
    await stripe.prices.update(price.id, { active: false })
    expect(await failure(open({ line_items: [{ price: price.id, quantity: 1 }] }))).toMatchObject({
      param: "line_items[0][price]",
      message: expect.stringContaining("inactive"),
    })
  })
})
