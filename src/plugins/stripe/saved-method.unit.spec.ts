import Stripe from "stripe"
import { startStripeStandIn, StripeStandIn } from "../../../demo/stripe"
import { createStripeClient } from "./client"
import { findReusableMethod } from "./saved-method"

const VISA = "4242424242424242"

let standIn: StripeStandIn
let stripe: Stripe

beforeAll(async () => {
  standIn = await startStripeStandIn({ port: 0 })
  stripe = createStripeClient({ apiKey: "sk_test_saved", apiBase: standIn.url })
})
afterAll(() => standIn.close())

const page = (intent: Stripe.Checkout.SessionCreateParams["payment_intent_data"] = { setup_future_usage: "off_session" }) =>
  stripe.checkout.sessions.create({
    mode: "payment",
    customer_creation: "always",
    line_items: [{ quantity: 1, price_data: { currency: "usd", unit_amount: 3000, product_data: { name: "Ticket" } } }],
    payment_intent_data: intent,
    success_url: "https://shop.example/",
  })

describe("the payment method of an earlier payment", () => {
  it("is found by the Checkout Session or the payment intent it was made with", async () => {
    const { id } = await page()
    standIn.payCheckoutSession(id, { card: VISA })
    const { payment_intent, customer } = await stripe.checkout.sessions.retrieve(id)
    const method = { customer, payment_method: expect.stringMatching(/^pm_/), brand: "visa", last4: "4242" }
    expect(await findReusableMethod(stripe, { id })).toEqual(method)
    expect(await findReusableMethod(stripe, { id, payment_intent })).toEqual(method)
    expect(await findReusableMethod(stripe, { id: payment_intent })).toEqual(method)
  })

  it("is none when the card was not kept for later, was taken away, or is a bank account", async () => {
    const once = await page({})
    standIn.payCheckoutSession(once.id, { card: VISA })
    expect(await findReusableMethod(stripe, { id: once.id })).toBeNull()

    const kept = await page()
    standIn.payCheckoutSession(kept.id, { card: VISA })
    const saved = await findReusableMethod(stripe, { id: kept.id })
    await stripe.paymentMethods.detach(saved?.payment_method as string)
    expect(await findReusableMethod(stripe, { id: kept.id })).toBeNull()

    const debit = await page()
    standIn.payCheckoutSession(debit.id, { card: VISA, bankDebit: true })
    standIn.settleCheckoutSession(debit.id, true)
    expect(await findReusableMethod(stripe, { id: debit.id })).toBeNull()
  })

  it("is none of a payment that was not made, or that Stripe doesn't know", async () => {
    const { id } = await page()
    expect(await findReusableMethod(stripe, { id })).toBeNull()
    expect(await findReusableMethod(stripe, { id: "pi_nowhere" })).toBeNull()
    expect(await findReusableMethod(stripe, {})).toBeNull()
    expect(await findReusableMethod(stripe, { id: 7, payment_intent: null })).toBeNull()
  })
})
