import Stripe from "stripe"
import { startStripeStandIn, StripeStandIn } from "../../../demo/stripe"
import { createStripeClient } from "../stripe"
import { OffSessionGrant, signGrant } from "./off-session-grant"
import { StripeCheckoutOptions } from "./options"
import { StripeCheckoutProviderService } from "./service"

const API_KEY = "sk_test_off_session"

let standIn: StripeStandIn
let stripe: Stripe
let number = 0

beforeAll(async () => {
  standIn = await startStripeStandIn({ port: 0 })
  stripe = createStripeClient({ apiKey: API_KEY, apiBase: standIn.url })
})
afterAll(() => standIn.close())
afterEach(() => standIn.faults.clear())

const providerWith = (options: Partial<StripeCheckoutOptions> = {}) =>
  new StripeCheckoutProviderService(
    {},
    { apiKey: API_KEY, webhookSecret: "whsec_1", apiBase: standIn.url, returnUrls: ["https://shop.example/"], ...options }
  )

type Data = Record<string, unknown> & { id: string }

async function savedCard(card = "pm_card_visa") {
  const customer = await stripe.customers.create({ email: "ada@example.com" })
  const method = await stripe.paymentMethods.attach(card, { customer: customer.id })
  return { customer: customer.id, payment_method: method.id }
}

/** As Medusa's payment module does it: the data sent stay, the provider's come on top. */
async function prepared(
  { card, ...changes }: Partial<OffSessionGrant> & { card?: string } = {},
  by = providerWith()
): Promise<Data> {
  const session_id = `payses_${++number}`
  const grant: OffSessionGrant = {
    id: `offdec_${number}`,
    cart_id: `cart_${number}`,
    ...(await savedCard(card)),
    amount: 3000,
    currency: "usd",
    expires_at: Math.floor(Date.now() / 1000) + 600,
    ...changes,
  }
  const sent = { cart_id: grant.cart_id, off_session_grant: await signGrant(API_KEY, grant), session_id }
  const { data } = await by.initiatePayment({ amount: 30, currency_code: "usd", data: sent, context: { idempotency_key: session_id } })
  return { ...sent, ...data } as unknown as Data
}

const intentOf = (data: Data) => stripe.paymentIntents.retrieve(data.id, { expand: ["latest_charge"] })
const code = (code: string) => expect.objectContaining({ code })

describe("a saved payment method", () => {
  it("is charged when the payment is authorized, not before, and once", async () => {
    const provider = providerWith()
    const data = await prepared()
    expect(data).toMatchObject({ id: expect.stringMatching(/^pi_/), url: null, amount_total: 3000, off_session_grant: null, off_session_error: null })
    expect((await intentOf(data)).status).toBe("requires_confirmation")
    expect(await provider.getPaymentStatus({ data })).toMatchObject({ status: "requires_more" })
    expect((await intentOf(data)).status).toBe("requires_confirmation")

    expect(await provider.authorizePayment({ data })).toMatchObject({ status: "captured", data: { payment_intent: data.id, charge: expect.stringMatching(/^ch_/) } })
    expect(await provider.authorizePayment({ data })).toMatchObject({ status: "captured" })
    expect((await stripe.charges.list({ payment_intent: data.id })).data).toHaveLength(1)
    expect((await intentOf(data)).metadata).toMatchObject({ session_id: data.session_id, cart_id: data.cart_id })
  })

  it("is charged once however many authorize at once", async () => {
    const provider = providerWith()
    const data = await prepared()
    const answers = await Promise.all(Array.from({ length: 3 }, () => provider.authorizePayment({ data })))
    expect(answers.map(({ status }) => status)).toEqual(["captured", "captured", "captured"])
    expect((await stripe.charges.list({ payment_intent: data.id })).data).toHaveLength(1)
  })

  it("is charged once when the answer is lost", async () => {
    const data = await prepared()
    standIn.faults.add({ match: { method: "POST", path: "/confirm$" }, after_execution: true, times: 1 })
    expect(await providerWith().authorizePayment({ data })).toMatchObject({ status: "captured" })
    expect((await stripe.charges.list({ payment_intent: data.id })).data).toHaveLength(1)
  })

  it("is only reserved where an organizer captures, and captured then", async () => {
    const provider = providerWith({ captureMethod: "manual" })
    const data = await prepared({}, provider)
    const { status, data: reserved } = await provider.authorizePayment({ data })
    expect(status).toBe("authorized")
    await provider.capturePayment({ data: reserved })
    expect((await intentOf(data)).status).toBe("succeeded")
  })

  it.each([
    ["pm_card_chargeCustomerFail", { code: "card_declined", message: "Your card was declined." }],
    ["pm_card_authenticationRequired", { code: "authentication_required" }],
  ])("that can't be charged (%s) says why", async (card, error) => {
    const provider = providerWith()
    const data = await prepared({ card })
    const answer = await provider.authorizePayment({ data })
    expect(answer).toMatchObject({ status: "error", data: { off_session_error: error } })
    // Asked again it is not tried again.
    expect(await provider.authorizePayment({ data: answer.data })).toMatchObject({ status: "error", data: { off_session_error: error } })
    expect((await stripe.charges.list({ payment_intent: data.id })).data).toHaveLength(1)
    await provider.deletePayment({ data: answer.data })
    expect((await intentOf(data)).status).toBe("canceled")
  })

  it("that was taken away meanwhile says so", async () => {
    const saved = await savedCard()
    const data = await prepared(saved)
    await stripe.paymentMethods.detach(saved.payment_method)
    expect(await providerWith().authorizePayment({ data })).toMatchObject({
      status: "error",
      data: { off_session_error: { code: "payment_method_unusable" } },
    })
  })

  it("isn't charged once the grant's time is up, nor after the cart changed", async () => {
    const provider = providerWith()
    const late = await prepared()
    await stripe.paymentIntents.update(late.id, { metadata: { off_session_until: "1700000000" } })
    expect(await provider.authorizePayment({ data: late })).toMatchObject({ status: "canceled" })
    expect((await intentOf(late)).status).toBe("requires_confirmation")

    const changed = await prepared()
    await provider.deletePayment({ data: changed })
    expect(await provider.authorizePayment({ data: changed })).toMatchObject({ status: "canceled" })
    expect((await intentOf(changed)).status).toBe("canceled")
  })

  it("doesn't pay for another payment session", async () => {
    const data = await prepared()
    await expect(providerWith().authorizePayment({ data: { ...data, session_id: "payses_other" } })).rejects.toEqual(code("payment_session_mismatch"))
    expect((await intentOf(data)).status).toBe("requires_confirmation")
  })
})

describe("the grant", () => {
  it("pays once", async () => {
    const saved = await savedCard()
    await prepared({ ...saved, id: "offdec_once" })
    await expect(prepared({ ...saved, id: "offdec_once" })).rejects.toThrow()
    expect((await stripe.paymentIntents.list({ customer: saved.customer })).data).toHaveLength(1)
  })

  it("is for one amount", async () => {
    await expect(prepared({ amount: 2999 })).rejects.toEqual(code("off_session_grant_invalid"))
  })

  it("is not used again by a session that Medusa makes anew: that one gets a page", async () => {
    const saved = await savedCard()
    const grant = await signGrant(API_KEY, { id: "offdec_again", cart_id: "cart_1", ...saved, amount: 3000, currency: "usd", expires_at: Math.floor(Date.now() / 1000) + 600 })
    const data = { off_session_grant: grant, id: "pi_of_the_first", session_id: `payses_${++number}` }
    const { data: made } = await providerWith().initiatePayment({ amount: 30, currency_code: "usd", data, context: {} })
    expect(made).toMatchObject({ id: expect.stringMatching(/^cs_/), off_session_grant: null })
  })
})

describe("a charge without a page", () => {
  const charged = async () => {
    const data = await prepared()
    return (await providerWith().authorizePayment({ data })).data as Data
  }
  const refundedOf = async (data: Data) => ((await intentOf(data)).latest_charge as Stripe.Charge).amount_refunded

  it("is refunded in part, and then no more than is left", async () => {
    const provider = providerWith()
    const data = await charged()
    await provider.refundPayment({ amount: 10, data, context: { idempotency_key: "r1" } })
    expect(await refundedOf(data)).toBe(1000)
    await expect(provider.refundPayment({ amount: 21, data, context: { idempotency_key: "r2" } })).rejects.toEqual(code("refund_exceeds_payment"))
  })

  it("goes back when Medusa could not write it down, and not when a Payment holds it", async () => {
    const provider = providerWith()
    const held = await charged()
    await expect(provider.cancelPayment({ data: held, context: { idempotency_key: "pay_1" } })).rejects.toEqual(code("payment_already_captured"))
    expect(await refundedOf(held)).toBe(0)
    const lost = await charged()
    await provider.cancelPayment({ data: lost })
    expect(await refundedOf(lost)).toBe(3000)
  })

  it("keeps the cart from being changed", async () => {
    await expect(providerWith().deletePayment({ data: await charged() })).rejects.toEqual(code("payment_already_made"))
  })
})
