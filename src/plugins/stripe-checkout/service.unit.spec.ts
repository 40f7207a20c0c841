import { PaymentSessionStatus } from "@medusajs/framework/utils"
import Stripe from "stripe"
import { startStripeStandIn, StripeStandIn } from "../../../demo/stripe"
import { createStripeClient } from "../stripe"
import { inquirePayment } from "./inquire-payment"
import { StripeCheckoutOptions } from "./options"
import { StripeCheckoutProviderService } from "./service"

const VISA = "4242424242424242"
const DECLINED = "4000000000000002"
const THREE_D_SECURE = "4000002760003184"
const REFUND_FAILS = "4000000000005126"

let standIn: StripeStandIn
let stripe: Stripe
let provider: StripeCheckoutProviderService
let number = 0

function providerWith(options: Partial<StripeCheckoutOptions> = {}) {
  return new StripeCheckoutProviderService(
    {},
    { apiKey: "sk_test_checkout", webhookSecret: "whsec_1", apiBase: standIn.url, returnUrls: ["https://shop.example/return"], ...options }
  )
}

beforeAll(async () => {
  standIn = await startStripeStandIn({ port: 0 })
  stripe = createStripeClient({ apiKey: "sk_test_checkout", apiBase: standIn.url })
  provider = providerWith()
})
afterAll(() => standIn.close())
afterEach(() => standIn.faults.clear())

type Data = Record<string, unknown> & { id: string }

/** As Medusa's payment module does it: the data sent stay, the provider's come on top. */
async function initiate(data: Record<string, unknown> = {}, { amount = 30 as number | string, by = provider, context = {} } = {}): Promise<Data> {
  const session_id = `payses_${++number}`
  const sent = { ...data, session_id }
  const { data: kept } = await by.initiatePayment({ amount, currency_code: "usd", data: sent, context: { idempotency_key: session_id, ...context } })
  return { ...sent, ...kept } as unknown as Data
}

async function paid(data: Record<string, unknown> = {}, options: Parameters<typeof initiate>[1] = {}, card = VISA): Promise<Data> {
  const session = await initiate(data, options)
  expect(standIn.payCheckoutSession(session.id, { card }).outcome).toBe("complete")
  const { data: authorized } = await (options.by ?? provider).authorizePayment({ data: session })
  return authorized as Data
}

const intentOf = (data: Data) => stripe.paymentIntents.retrieve(data.payment_intent as string, { expand: ["latest_charge"] })
const refundedOf = async (data: Data) => ((await intentOf(data)).latest_charge as Stripe.Charge).amount_refunded
const sessionOf = (data: Data) => stripe.checkout.sessions.retrieve(data.id)
const code = (code: string) => expect.objectContaining({ code })

describe("opening the page", () => {
  const line_items = [
    { name: "Ticket", quantity: 2, unit_amount: 1000 },
    { name: "Hoodie", quantity: 1, unit_amount: 1000 },
  ]

  it("shows the cart's lines and traces everything back to Medusa", async () => {
    const data = await initiate({ line_items, cart_id: "cart_1", customer_email: "jo@example.com", success_url: "https://shop.example/ok?cart=cart_1", cancel_url: "https://shop.example/cart" })
    expect(data).toMatchObject({ url: expect.stringContaining(data.id), status: "open", amount_total: 3000, cart_id: "cart_1", line_items })
    expect(await sessionOf(data)).toMatchObject({
      metadata: { session_id: data.session_id, cart_id: "cart_1" },
      success_url: "https://shop.example/ok?cart=cart_1",
      cancel_url: "https://shop.example/cart",
      customer_email: "jo@example.com",
      client_reference_id: "cart_1",
    })
    const { data: lines } = await stripe.checkout.sessions.listLineItems(data.id)
    expect(lines.map((line) => [line.description, line.quantity, line.amount_total])).toEqual([["Ticket", 2, 2000], ["Hoodie", 1, 1000]])
    standIn.payCheckoutSession(data.id, { card: VISA })
    const [intent] = (await stripe.paymentIntents.list({ limit: 1 })).data
    expect(intent).toMatchObject({ metadata: { session_id: data.session_id, cart_id: "cart_1" }, setup_future_usage: "off_session" })
  })

  it("works with nothing but an amount", async () => {
    const data = await initiate()
    expect(await sessionOf(data)).toMatchObject({ success_url: "https://shop.example/return", amount_total: 3000 })
    const left = (data.expires_at as number) - Date.now() / 1000
    expect(left).toBeGreaterThan(30 * 60)
    expect(left).toBeLessThan(33 * 60)
  })

  it("charges the session's amount whatever the lines say", async () => {
    const data = await initiate({ line_items: [{ name: "Cheap", quantity: 1, unit_amount: 1 }] })
    const { data: lines } = await stripe.checkout.sessions.listLineItems(data.id)
    expect(lines.map((line) => [line.description, line.amount_total])).toEqual([["Your order", 3000]])
  })

  it("uses a Stripe Price, and does without one that is archived", async () => {
    const product = await stripe.products.create({ name: "Hoodie" })
    const price = await stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 3000 })
    const lines = [{ name: "Hoodie", quantity: 1, unit_amount: 3000, stripe_price_id: price.id }]
    const used = await stripe.checkout.sessions.listLineItems((await initiate({ line_items: lines })).id)
    expect(used.data[0].price?.id).toBe(price.id)
    await stripe.prices.update(price.id, { active: false })
    const fallback = await stripe.checkout.sessions.listLineItems((await initiate({ line_items: lines })).id)
    expect(fallback.data[0]).toMatchObject({ description: "Hoodie", amount_total: 3000 })
    expect(fallback.data[0].price?.id).not.toBe(price.id)
  })

  it("leaves nothing open when a Price would charge something else", async () => {
    const product = await stripe.products.create({ name: "Other" })
    const price = await stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 700 })
    const data = { cart_id: "cart_mismatch", line_items: [{ name: "Hoodie", quantity: 1, unit_amount: 3000, stripe_price_id: price.id }] }
    await expect(initiate(data)).rejects.toEqual(code("checkout_amount_mismatch"))
    const open = (await stripe.checkout.sessions.list({ status: "open", limit: 100 })).data
    expect(open.filter((session) => session.metadata?.cart_id === "cart_mismatch")).toEqual([])
  })

  it("does without a customer or an address that Stripe doesn't take", async () => {
    const context = { account_holder: { data: { id: "cus_deleted" } }, customer: { id: "cus", email: "jo@example.com" } }
    expect(await sessionOf(await initiate({}, { context }))).toMatchObject({ customer: null, customer_email: "jo@example.com" })
    expect(await sessionOf(await initiate({ customer_email: "nonsense" }))).toMatchObject({ customer_email: null })
  })

  it("sends a signed-in buyer's Stripe customer", async () => {
    const { id } = await provider.createAccountHolder({ context: { customer: { id: "cus_medusa", email: "jo@example.com" } } })
    const data = await paid({}, { context: { account_holder: { data: { id } } } })
    expect(data).toMatchObject({ customer: id, payment_method: expect.stringMatching(/^pm_/) })
    const methods = await provider.listPaymentMethods({ context: { account_holder: { data: { id } } } })
    expect(methods.map((method) => method.id)).toEqual([data.payment_method])
  })

  it("refuses foreign addresses and nonsense before Stripe hears of it", async () => {
    const before = standIn.requests().length
    await expect(initiate({ success_url: "https://evil.example" })).rejects.toEqual(code("return_url_not_allowed"))
    await expect(initiate({ line_items: "all" })).rejects.toEqual(code("invalid_request"))
    await expect(initiate({}, { amount: 0 })).rejects.toEqual(code("amount_invalid"))
    expect(standIn.requests()).toHaveLength(before)
  })

  it("takes over the data of an ended session, as Medusa does after a refund", async () => {
    const old = await paid({ line_items: [{ name: "Ticket", quantity: 3, unit_amount: 1000 }] })
    const fresh = await initiate({ ...old, expires_at: 1_600_000_000 })
    expect(fresh.id).not.toBe(old.id)
    expect(fresh).toMatchObject({ status: "open", payment_intent: null })
    expect((await provider.getPaymentStatus({ data: fresh })).status).toBe(PaymentSessionStatus.REQUIRES_MORE)
  })

  it.each([
    ["a server error", { status: 500 as const }],
    ["a rate limit", { status: 429 as const, should_retry: true }],
    ["a lost answer", { after_execution: true, status: 500 as const }],
    ["a dropped connection", { drop_connection: true }],
  ])("is one session after %s", async (_name, fault) => {
    standIn.faults.add({ ...fault, times: 1, match: { method: "POST", path: "^/v1/checkout/sessions$" } })
    const data = await initiate({ cart_id: `cart_fault_${number}` })
    const all = (await stripe.checkout.sessions.list({ limit: 100 })).data
    expect(all.filter((session) => session.metadata?.cart_id === data.cart_id)).toHaveLength(1)
  })

  it("says that Stripe is unavailable", async () => {
    standIn.faults.add({ status: 429 })
    await expect(initiate()).rejects.toEqual(code("stripe_unavailable"))
    standIn.faults.clear()
    standIn.faults.add({ status: 500 })
    await expect(initiate({}, { by: providerWith({ maxNetworkRetries: 0 }) })).rejects.toEqual(code("stripe_unavailable"))
    standIn.faults.clear()
    standIn.faults.add({ delay_ms: 2000 })
    await expect(initiate({}, { by: providerWith({ maxNetworkRetries: 0, timeout: 100 }) })).rejects.toEqual(code("stripe_unavailable"))
  })
})

describe("asking whether it was paid", () => {
  const status = async (data: Data, by = provider) => (await by.authorizePayment({ data })).status

  it("is captured once paid", async () => {
    const data = await initiate()
    expect(await status(data)).toBe(PaymentSessionStatus.REQUIRES_MORE)
    expect(standIn.payCheckoutSession(data.id, { card: DECLINED }).outcome).toBe("declined")
    expect(await status(data)).toBe(PaymentSessionStatus.REQUIRES_MORE)
    standIn.payCheckoutSession(data.id, { card: VISA })
    expect(await provider.authorizePayment({ data })).toMatchObject({
      status: PaymentSessionStatus.CAPTURED,
      data: { id: data.id, payment_intent: expect.stringMatching(/^pi_/), charge: expect.stringMatching(/^ch_/), session_id: data.session_id },
    })
  })

  it("waits for the bank", async () => {
    for (const [succeeded, expected] of [[true, PaymentSessionStatus.CAPTURED], [false, PaymentSessionStatus.ERROR]] as const) {
      const data = await initiate()
      standIn.payCheckoutSession(data.id, { card: "", bankDebit: true })
      expect(await status(data)).toBe(PaymentSessionStatus.PENDING)
      await expect(provider.deletePayment({ data })).rejects.toEqual(code("payment_in_progress"))
      standIn.settleCheckoutSession(data.id, succeeded)
      expect(await status(data)).toBe(expected)
    }
  })

  it("is authorized when captured by hand, and then captured", async () => {
    const manual = providerWith({ captureMethod: "manual" })
    const data = await initiate({}, { by: manual })
    await expect(manual.capturePayment({ data })).rejects.toEqual(code("payment_not_capturable"))
    standIn.payCheckoutSession(data.id, { card: VISA })
    expect(await status(data, manual)).toBe(PaymentSessionStatus.AUTHORIZED)
    await manual.capturePayment({ data, context: { idempotency_key: "capt_1" } })
    expect(await status(data, manual)).toBe(PaymentSessionStatus.CAPTURED)
    await manual.capturePayment({ data, context: { idempotency_key: "capt_2" } })
    expect((await intentOf((await manual.retrievePayment({ data })).data as Data)).amount_received).toBe(3000)
  })

  it("is canceled once expired, refunded in full, or unknown to Stripe", async () => {
    const expired = await initiate()
    await stripe.checkout.sessions.expire(expired.id)
    expect(await status(expired)).toBe(PaymentSessionStatus.CANCELED)
    const refunded = await paid()
    await stripe.refunds.create({ payment_intent: refunded.payment_intent as string })
    expect(await status(refunded)).toBe(PaymentSessionStatus.CANCELED)
    expect(await status({ id: "cs_test_unknown" })).toBe(PaymentSessionStatus.CANCELED)
  })

  describe("for another session", () => {
    const mismatch = code("payment_session_mismatch")
    /** As Medusa asks for a session that a client began with the data of somebody's payment, while it is being made. */
    const context = { idempotency_key: "payses_other" }

    it("does not let a payment pay, whatever the data say", async () => {
      const data = await paid()
      await expect(provider.authorizePayment({ data: { ...data, session_id: "payses_other" } })).rejects.toEqual(mismatch)
      for (const said of [data, { id: data.id }, { id: data.payment_intent as string }]) {
        await expect(provider.authorizePayment({ data: said, context })).rejects.toEqual(mismatch)
      }
      await expect(provider.authorizePayment({ data: { id: data.id } })).rejects.toEqual(mismatch)
      expect((await provider.authorizePayment({ data, context: { idempotency_key: data.session_id as string } })).status).toBe(PaymentSessionStatus.CAPTURED)
    })

    it("does not charge a saved method", async () => {
      const intent = await stripe.paymentIntents.create({ amount: 3000, currency: "usd", metadata: { session_id: "payses_mine", off_session_until: "9999999999" } })
      await expect(provider.authorizePayment({ data: { id: intent.id }, context })).rejects.toEqual(mismatch)
      expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("requires_payment_method")
    })

    it("touches neither the money nor the page", async () => {
      const data = { ...(await paid()), session_id: "payses_other" }
      await expect(provider.refundPayment({ data, amount: 30, context: { idempotency_key: "ref_x" } })).rejects.toEqual(mismatch)
      await expect(provider.cancelPayment({ data, context: {} })).rejects.toEqual(mismatch)
      await expect(provider.capturePayment({ data, context: { idempotency_key: "capt_x" } })).rejects.toEqual(mismatch)
      expect(await refundedOf(data as unknown as Data)).toBe(0)
      const page = await initiate()
      for (const said of [{ id: page.id }, { id: page.id, session_id: "payses_other" }]) {
        await provider.deletePayment({ data: said })
        expect((await sessionOf(page)).status).toBe("open")
      }
      await expect(provider.updatePayment({ data: { id: page.id, session_id: "payses_other" }, amount: 40, currency_code: "usd" })).rejects.toEqual(mismatch)
      expect((await sessionOf(page)).status).toBe("open")
    })

    it("leaves the payment's data saying whose it is", async () => {
      const data = await initiate()
      standIn.payCheckoutSession(data.id, { card: VISA })
      const said = { ...data, session_id: "payses_other" }
      const authorized = await provider.authorizePayment({ data: said, context: { idempotency_key: data.session_id as string } })
      expect(authorized.data).toMatchObject({ session_id: data.session_id })
    })

    it("says nothing of a payment to who inquires for it", async () => {
      const data = await paid()
      expect(await inquirePayment(stripe, { id: data.session_id as string, data })).toMatchObject({ state: "paid" })
      expect(await inquirePayment(stripe, { id: "payses_other", data })).toBeNull()
    })
  })

  it("tells an outage from an answer", async () => {
    const data = await paid()
    standIn.faults.add({ status: 500 })
    await expect(providerWith({ maxNetworkRetries: 0 }).authorizePayment({ data })).rejects.toEqual(code("stripe_unavailable"))
  })
})

describe("refunding", () => {
  it("gives back in parts, each once, never more than was paid", async () => {
    const data = await paid()
    await provider.refundPayment({ data, amount: "10.50", context: { idempotency_key: "ref_1" } })
    await provider.refundPayment({ data, amount: "10.50", context: { idempotency_key: "ref_1" } })
    expect(await refundedOf(data)).toBe(1050)
    await expect(provider.refundPayment({ data, amount: 20, context: { idempotency_key: "ref_2" } })).rejects.toEqual(code("refund_exceeds_payment"))
    await provider.refundPayment({ data, amount: 19.5, context: { idempotency_key: "ref_3" } })
    expect(await refundedOf(data)).toBe(3000)
  })

  it("is content when all was given back already", async () => {
    const data = await paid()
    await stripe.refunds.create({ payment_intent: data.payment_intent as string })
    await provider.refundPayment({ data, amount: 30, context: { idempotency_key: "ref_4" } })
    expect(await refundedOf(data)).toBe(3000)
  })

  it("has nothing to give back before it was paid", async () => {
    const data = await initiate()
    await expect(provider.refundPayment({ data, amount: 1 })).rejects.toEqual(code("payment_not_made"))
  })

  it("waits for a refund that takes its time or fails later", async () => {
    const data = await paid({}, {}, REFUND_FAILS)
    await provider.refundPayment({ data, amount: 30, context: { idempotency_key: "ref_5" } })
  })
})

describe("cancelling", () => {
  it("closes the page, again and again", async () => {
    const data = await initiate()
    await provider.cancelPayment({ data })
    await provider.cancelPayment({ data })
    expect(await sessionOf(data)).toMatchObject({ status: "expired" })
    await provider.cancelPayment({ data: {} })
  })

  it("releases what was only authorized", async () => {
    const manual = providerWith({ captureMethod: "manual" })
    const data = await paid({}, { by: manual })
    await manual.cancelPayment({ data, context: { idempotency_key: "pay_1" } })
    await manual.cancelPayment({ data, context: { idempotency_key: "pay_1" } })
    expect((await intentOf(data)).status).toBe("canceled")
  })

  it("sends money back that no Medusa payment knows of", async () => {
    const data = await paid()
    await provider.cancelPayment({ data, context: {} })
    await provider.cancelPayment({ data, context: {} })
    expect(await refundedOf(data)).toBe(3000)
    expect((await provider.getPaymentStatus({ data })).status).toBe(PaymentSessionStatus.CANCELED)
  })

  it("leaves a Medusa payment's money to Medusa's refund", async () => {
    const data = await paid()
    await expect(provider.cancelPayment({ data, context: { idempotency_key: "pay_2" } })).rejects.toEqual(code("payment_already_captured"))
    expect(await refundedOf(data)).toBe(0)
  })
})

describe("a cart that changes", () => {
  it("closes the page, so that the old price can't be paid", async () => {
    const data = await initiate()
    await provider.deletePayment({ data })
    expect(standIn.payCheckoutSession(data.id, { card: VISA }).outcome).toBe("not_open")
    await provider.deletePayment({ data })
    await provider.deletePayment({ data: { id: "cs_test_unknown" } })
    await provider.deletePayment({ data: {} })
  })

  it("ends a 3-D Secure attempt that is under way", async () => {
    const data = await initiate()
    expect(standIn.payCheckoutSession(data.id, { card: THREE_D_SECURE }).outcome).toBe("requires_action")
    const { data: seen } = await provider.retrievePayment({ data })
    await provider.deletePayment({ data })
    expect((await intentOf(seen as Data)).status).toBe("canceled")
    expect((await provider.getPaymentStatus({ data })).status).toBe(PaymentSessionStatus.CANCELED)
  })

  it("stays as it is once paid", async () => {
    const data = await paid()
    await expect(provider.deletePayment({ data })).rejects.toEqual(code("payment_already_made"))
    await expect(provider.updatePayment({ data, amount: 40, currency_code: "usd" })).rejects.toEqual(code("payment_already_made"))
    await stripe.refunds.create({ payment_intent: data.payment_intent as string })
    await provider.deletePayment({ data })
  })

  it("gets a new page for a new amount, also back and forth, and keeps the one that is right", async () => {
    const first = await initiate({ cart_id: "cart_9" })
    const same = await provider.updatePayment({ data: first, amount: 30, currency_code: "usd" })
    expect(same.data?.id).toBe(first.id)
    const ids = [first.id]
    let data: Data = first
    for (const amount of [40, 30, 40, 30]) {
      data = (await provider.updatePayment({ data, amount, currency_code: "usd" })).data as Data
      expect(data).toMatchObject({ status: "open", amount_total: amount * 100, session_id: first.session_id, cart_id: "cart_9" })
      expect((await sessionOf(data)).status).toBe("open")
      ids.push(data.id)
    }
    expect(new Set(ids).size).toBe(5)
    const open = (await stripe.checkout.sessions.list({ status: "open", limit: 100 })).data
    expect(open.filter((session) => session.metadata?.cart_id === "cart_9").map((session) => session.id)).toEqual([data.id])
  })
})

describe("account holders", () => {
  const customer = { id: "cus_medusa_2", email: "ada@example.com", first_name: "Ada", last_name: "L", phone: null, billing_address: { city: "London", country_code: "gb" } }

  it("are Stripe customers: made once, changed, deleted", async () => {
    const [one, two] = await Promise.all([provider.createAccountHolder({ context: { customer } }), provider.createAccountHolder({ context: { customer } })])
    expect(one.id).toBe(two.id)
    expect(await stripe.customers.retrieve(one.id)).toMatchObject({ email: "ada@example.com", name: "Ada L", metadata: { customer_id: "cus_medusa_2" }, address: { city: "London" } })
    const account_holder = { data: { id: one.id } }
    expect(await provider.createAccountHolder({ context: { customer, account_holder } })).toEqual({ id: one.id })
    await provider.updateAccountHolder({ context: { account_holder, customer: { ...customer, email: "ada@new.example" } } })
    expect(await stripe.customers.retrieve(one.id)).toMatchObject({ email: "ada@new.example" })
    expect((await provider.savePaymentMethod({ context: { account_holder } })).id).toMatch(/^seti_/)
    await provider.deleteAccountHolder({ context: { account_holder } })
    await provider.deleteAccountHolder({ context: { account_holder } })
    expect(await stripe.customers.retrieve(one.id)).toMatchObject({ deleted: true })
  })

  it("without one have no cards", async () => {
    expect(await provider.listPaymentMethods({})).toEqual([])
    await expect(provider.updateAccountHolder({ context: { account_holder: { data: {} } } })).rejects.toEqual(code("invalid_request"))
  })
})
