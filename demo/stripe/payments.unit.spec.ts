import type Stripe from "stripe"
import { startStripeStandIn, type StripeStandIn } from "./index"
import { clientFor, failure } from "./test-support"

describe("payment intents, refunds and balances", () => {
  let standIn: StripeStandIn
  let stripe: Stripe

  beforeAll(async () => {
    standIn = await startStripeStandIn({ port: 0 })
    stripe = clientFor(standIn)
  })
  afterAll(() => standIn.close())

  const noRedirects = { automatic_payment_methods: { enabled: true, allow_redirects: "never" } } as const
  const pay = async (extra: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    await stripe.paymentIntents.create({
      amount: 1000,
      currency: "usd",
      confirm: true,
      payment_method: "pm_card_visa",
      ...noRedirects,
      ...extra,
    })

  it("charges at once", async () => {
    const intent = await pay({
      metadata: { session_id: "s" },
      expand: ["payment_method", "latest_charge.balance_transaction"],
    })
    expect(intent).toMatchObject({
      status: "succeeded",
      amount_received: 1000,
      payment_method: { card: { last4: "4242" } },
      latest_charge: { balance_transaction: { fee: 59, net: 941 } },
    })
  })

  it("answers 402 with code, decline code and the intent", async () => {
    const error = await failure(pay({ payment_method: "pm_card_chargeDeclinedInsufficientFunds" }))
    expect(error).toMatchObject({
      type: "StripeCardError",
      statusCode: 402,
      code: "card_declined",
      decline_code: "insufficient_funds",
    })
    expect(error.payment_intent).toMatchObject({ status: "requires_payment_method", payment_method: null })
    const again = await stripe.paymentIntents.confirm(error.payment_intent?.id as string, {
      payment_method: "pm_card_visa",
    })
    expect(again.status).toBe("succeeded")
  })

  it("wants a return URL where the customer may be redirected", async () => {
    const error = await failure(pay({ automatic_payment_methods: { enabled: true } }))
    expect(error.message).toContain("you must provide a `return_url`")
    expect(
      (await stripe.paymentIntents.list({ limit: 100 })).data.every(
        ({ status }) => status !== "requires_payment_method"
      )
    ).toBe(true)
  })

  it("redirects to 3-D Secure and back", async () => {
    const intent = await pay({
      ...{ automatic_payment_methods: { enabled: true } },
      payment_method: "pm_card_authenticationRequired",
      return_url: "http://shop.example/back?a=1",
    })
    expect(intent).toMatchObject({
      status: "requires_action",
      next_action: { type: "redirect_to_url", redirect_to_url: { return_url: "http://shop.example/back?a=1" } },
    })
    const answer = await fetch(intent.next_action?.redirect_to_url?.url as string, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ outcome: "succeeded" }),
    })
    expect(answer.headers.get("location")).toMatch(
      new RegExp(`^http://shop.example/back\\?a=1&payment_intent=${intent.id}&.*redirect_status=succeeded$`)
    )
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded")
  })

  it("charges a saved card off session, and says when the bank wants the customer", async () => {
    const customer = await stripe.customers.create({ email: "a@example.com" })
    const saved = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id })
    const offSession = {
      customer: customer.id,
      off_session: true,
      automatic_payment_methods: { enabled: true },
    } as const
    expect((await pay({ ...offSession, payment_method: saved.id })).status).toBe("succeeded")
    const late = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id })
    expect(await failure(pay({ ...offSession, payment_method: late.id }))).toMatchObject({
      code: "card_declined",
      decline_code: "generic_decline",
    })
    const secure = await stripe.paymentMethods.attach("pm_card_authenticationRequired", { customer: customer.id })
    expect(await failure(pay({ ...offSession, payment_method: secure.id }))).toMatchObject({
      statusCode: 402,
      code: "authentication_required",
      decline_code: "authentication_required",
    })
    expect(await failure(pay({ payment_method: saved.id }))).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining("include the customer"),
    })
    expect(
      await failure(stripe.paymentMethods.attach("pm_card_chargeDeclined", { customer: customer.id }))
    ).toMatchObject({ statusCode: 402, code: "card_declined" })
  })

  it("remembers the authentication of a card that was set up", async () => {
    const customer = await stripe.customers.create({})
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      payment_method: "pm_card_authenticationRequiredOnSetup",
      confirm: true,
      return_url: "http://shop.example/",
    })
    expect(setup.status).toBe("requires_action")
    standIn.authenticate(setup.id, true)
    const done = await stripe.setupIntents.retrieve(setup.id)
    expect(done.status).toBe("succeeded")
    const intent = await pay({
      customer: customer.id,
      off_session: true,
      payment_method: done.payment_method as string,
    })
    expect(intent.status).toBe("succeeded")
  })

  it("doesn't take a payment method twice that belongs to nobody", async () => {
    const method = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } })
    await pay({ payment_method: method.id })
    expect((await failure(pay({ payment_method: method.id }))).message).toContain("may not be used again")
  })

  it("captures later, in part, once", async () => {
    const intent = await pay({ capture_method: "manual" })
    expect(intent).toMatchObject({ status: "requires_capture", amount_capturable: 1000, amount_received: 0 })
    expect(await failure(stripe.paymentIntents.capture(intent.id, { amount_to_capture: 1001 }))).toMatchObject({
      code: "amount_too_large",
    })
    const captured = await stripe.paymentIntents.capture(intent.id, {
      amount_to_capture: 600,
      expand: ["latest_charge.balance_transaction"],
    })
    expect(captured).toMatchObject({
      status: "succeeded",
      amount_received: 600,
      amount_capturable: 0,
      latest_charge: { amount_captured: 600, balance_transaction: { amount: 600, fee: 47 } },
    })
    const twice = await failure(stripe.paymentIntents.capture(intent.id))
    expect([twice.code, twice.payment_intent?.status]).toEqual(["payment_intent_unexpected_state", "succeeded"])
    expect(await failure(stripe.refunds.create({ payment_intent: intent.id, amount: 700 }))).toMatchObject({
      code: "amount_too_large",
      param: "amount",
    })
  })

  it("releases a reserved amount", async () => {
    const intent = await pay({ capture_method: "manual" })
    const canceled = await stripe.paymentIntents.cancel(intent.id, {
      cancellation_reason: "abandoned",
      expand: ["latest_charge"],
    })
    expect(canceled).toMatchObject({
      status: "canceled",
      cancellation_reason: "abandoned",
      latest_charge: { captured: false, refunded: true },
    })
    const twice = await failure(stripe.paymentIntents.cancel(intent.id))
    expect([twice.code, twice.payment_intent?.status]).toEqual(["payment_intent_unexpected_state", "canceled"])
  })

  it("refunds in parts, never more than was paid, and keeps the fee", async () => {
    const intent = await pay()
    const first = await stripe.refunds.create({
      payment_intent: intent.id,
      amount: 400,
      reason: "requested_by_customer",
      metadata: { order: "1" },
      expand: ["balance_transaction"],
    })
    expect(first).toMatchObject({
      status: "succeeded",
      reason: "requested_by_customer",
      balance_transaction: { amount: -400, fee: 0, net: -400, type: "refund", source: first.id },
    })
    expect(await failure(stripe.refunds.create({ payment_intent: intent.id, amount: 601 }))).toMatchObject({
      statusCode: 400,
      code: "amount_too_large",
      message: expect.stringContaining("greater than unrefunded amount"),
    })
    await stripe.refunds.create({ charge: intent.latest_charge as string })
    expect(await failure(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
      code: "charge_already_refunded",
    })
    const charge = await stripe.charges.retrieve(intent.latest_charge as string, { expand: ["refunds"] })
    expect(charge).toMatchObject({ refunded: true, amount_refunded: 1000 })
    expect(charge.refunds?.data.map(({ amount }) => amount)).toEqual([600, 400])
    expect((await stripe.refunds.list({ payment_intent: intent.id })).data).toHaveLength(2)
  })

  it("settles refunds that a bank answers late", async () => {
    const pending = await stripe.refunds.create({
      payment_intent: (await pay({ payment_method: "pm_card_pendingRefund" })).id,
    })
    const failing = await stripe.refunds.create({
      payment_intent: (await pay({ payment_method: "pm_card_refundFail" })).id,
    })
    expect([pending.status, failing.status]).toEqual(["pending", "succeeded"])
    standIn.advanceClock(10)
    expect((await stripe.refunds.retrieve(pending.id)).status).toBe("succeeded")
    const failed = await stripe.refunds.retrieve(failing.id, { expand: ["charge"] })
    expect(failed).toMatchObject({ status: "failed", charge: { refunded: false, amount_refunded: 0 } })
    expect((await stripe.events.list({ type: "refund.updated" })).data).toHaveLength(2)
  })

  it.each([
    ["jpy", 1000, 59],
    ["kwd", 12340, 388],
  ])("counts %s in its own minor unit", async (currency, amount, fee) => {
    const intent = await pay({ amount, currency, expand: ["latest_charge.balance_transaction"] })
    expect(intent).toMatchObject({
      amount_received: amount,
      latest_charge: { balance_transaction: { amount, fee, currency } },
    })
  })

  it("makes money available after two days", async () => {
    await pay()
    standIn.advanceClock(3 * 24 * 60 * 60)
    const balance = await stripe.balance.retrieve()
    expect(balance.pending).toEqual([])
    expect(balance.available.find(({ currency }) => currency === "usd")?.amount).toBeGreaterThan(0)
  })
})
