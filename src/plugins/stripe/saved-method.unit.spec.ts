import Stripe from "stripe"
import { startStripeStandIn, StripeStandIn } from "../../../demo/stripe"
import { createStripeClient } from "./client"
import { findReusableMethod, MadePayment } from "./saved-method"

const VISA = "4242424242424242"

let standIn: StripeStandIn
let stripe: Stripe

beforeAll(async () => {
  standIn = await startStripeStandIn({ port: 0 })
  stripe = createStripeClient({ apiKey: "sk_test_saved", apiBase: standIn.url })
})
afterAll(() => standIn.close())

const SESSION = "payses_1"
const metadata = { session_id: SESSION }
const page = (intent: Stripe.Checkout.SessionCreateParams["payment_intent_data"] = { setup_future_usage: "off_session" }) =>
  stripe.checkout.sessions.create({
    mode: "payment",
    customer_creation: "always",
    line_items: [{ quantity: 1, price_data: { currency: "usd", unit_amount: 3000, product_data: { name: "Ticket" } } }],
    payment_intent_data: { metadata, ...intent },
    success_url: "https://shop.example/",
  })
const find = (data: Record<string, unknown> | null, payment: Partial<MadePayment> = {}) =>
  findReusableMethod(stripe, { provider_id: "pp_stripe-checkout_stripe-checkout", payment_session_id: SESSION, data, ...payment })

describe("the payment method of an earlier payment", () => {
  it("is found by the Checkout Session or the payment intent it was made with", async () => {
    const { id } = await page()
    standIn.payCheckoutSession(id, { card: VISA })
    const { payment_intent, customer } = await stripe.checkout.sessions.retrieve(id)
    const method = { customer, payment_method: expect.stringMatching(/^pm_/), brand: "visa", last4: "4242" }
    expect(await find({ id })).toEqual(method)
    expect(await find({ id, payment_intent })).toEqual(method)
    expect(await find({ id: payment_intent })).toEqual(method)
    expect(await find({ id: payment_intent }, { provider_id: "pp_stripe_stripe" })).toEqual(method)
  })

  it("is none of a payment that was made for another payment session, or not through Stripe", async () => {
    const { id } = await page()
    standIn.payCheckoutSession(id, { card: VISA })
    const { payment_intent } = await stripe.checkout.sessions.retrieve(id)
    const unmarked = await page({ setup_future_usage: "off_session", metadata: {} })
    standIn.payCheckoutSession(unmarked.id, { card: VISA })
    for (const data of [{ id }, { id, payment_intent }, { id: payment_intent }]) {
      expect(await find(data, { payment_session_id: "payses_2" })).toBeNull()
      for (const provider_id of ["pp_system_default", "pp_stripeless_stripe", "pp_other_stripe_"]) {
        expect(await find(data, { provider_id })).toBeNull()
      }
    }
    expect(await find({ id: unmarked.id })).toBeNull()
  })

  it("is none when the card was not kept for later, was taken away, or is a bank account", async () => {
    const once = await page({})
    standIn.payCheckoutSession(once.id, { card: VISA })
    expect(await find({ id: once.id })).toBeNull()

    const kept = await page()
    standIn.payCheckoutSession(kept.id, { card: VISA })
    const saved = await find({ id: kept.id })
    await stripe.paymentMethods.detach(saved?.payment_method as string)
    expect(await find({ id: kept.id })).toBeNull()

    const debit = await page()
    standIn.payCheckoutSession(debit.id, { card: VISA, bankDebit: true })
    standIn.settleCheckoutSession(debit.id, true)
    expect(await find({ id: debit.id })).toBeNull()
  })

  it("is none of a payment that was not made, or that Stripe doesn't know", async () => {
    const { id } = await page()
    expect(await find({ id })).toBeNull()
    expect(await find({ id: "pi_nowhere" })).toBeNull()
    expect(await find({})).toBeNull()
    expect(await find(null)).toBeNull()
    expect(await find({ id: 7, payment_intent: null })).toBeNull()
  })
})
