import providers from "@medusajs/payment-stripe"
import { createRequire } from "node:module"
import { startStripeStandIn, type StripeStandIn } from "./index"
import { startReceiver, until, type ReceivedWebhook } from "./test-support"

type Data = Record<string, unknown>
type Answer = { id?: string; status?: string; action?: string; data?: Data }
type Input = { data?: Data; context?: Data; amount?: number; currency_code?: string }

interface Provider {
  stripe_: object
  initiatePayment(input: Input): Promise<Answer>
  updatePayment(input: Input): Promise<Answer>
  authorizePayment(input: Input): Promise<Answer>
  capturePayment(input: Input): Promise<Answer>
  refundPayment(input: Input): Promise<Answer>
  cancelPayment(input: Input): Promise<Answer>
  createAccountHolder(input: Input): Promise<Answer>
  savePaymentMethod(input: Input): Promise<Answer>
  listPaymentMethods(input: Input): Promise<Answer[]>
  getWebhookActionAndData(input: { data: Data; rawData: string; headers: Data }): Promise<Answer>
}

const SECRET = "whsec_medusa"

type ServiceClass = new (cradle: Data, options: Data) => Provider
type ClientClass = new (key: string, config: Data) => object

const Official = providers.services.find(
  (service) => (service as { identifier?: string }).identifier === "stripe"
) as unknown as ServiceClass

/** The client that Medusa's provider carries, older than ours. */
const Client = createRequire(require.resolve("@medusajs/payment-stripe"))("stripe") as ClientClass

/** Medusa's provider builds its client for Stripe itself; one of the same class replaces it. */
function providerFor(standIn: StripeStandIn): Provider {
  class Local extends Official {
    constructor(cradle: Data, options: Data) {
      super(cradle, options)
      this.stripe_ = new Client("sk_test_medusa", { host: "localhost", port: standIn.port, protocol: "http" })
    }
  }
  return new Local({}, { apiKey: "sk_test_medusa", webhookSecret: SECRET, automaticPaymentMethods: true })
}

describe("Medusa's own Stripe provider", () => {
  let standIn: StripeStandIn
  let provider: Provider
  let receiver: Awaited<ReturnType<typeof startReceiver>>

  beforeAll(async () => {
    receiver = await startReceiver()
    standIn = await startStripeStandIn({ port: 0, webhookEndpoints: [{ url: receiver.url, secret: SECRET }] })
    provider = providerFor(standIn)
  })
  afterAll(async () => {
    await standIn.close()
    await receiver.close()
  })

  const initiate = (data: Data = {}, context: Data = {}) =>
    provider.initiatePayment({
      amount: 25,
      currency_code: "usd",
      data: { session_id: "payses_1", ...data },
      context: { idempotency_key: `key-${Math.random()}`, ...context },
    })
  const confirmed = { confirm: true, payment_method: "pm_card_visa", return_url: "http://shop.example/" }
  const action = async ({ body, headers }: ReceivedWebhook) =>
    await provider.getWebhookActionAndData({ data: JSON.parse(body) as Data, rawData: body, headers })

  it("initiates, authorizes, captures and refunds", async () => {
    const pending = await initiate()
    expect(pending).toMatchObject({ status: "pending", data: { amount: 2500, status: "requires_payment_method" } })
    expect(await provider.updatePayment({ data: pending.data, amount: 30, currency_code: "usd" })).toMatchObject({
      data: { amount: 3000 },
    })

    const authorized = await initiate(confirmed)
    expect(authorized).toMatchObject({
      status: "authorized",
      data: { status: "requires_capture", amount_capturable: 2500 },
    })
    expect(await provider.authorizePayment({ data: authorized.data })).toMatchObject({ status: "authorized" })
    const captured = await provider.capturePayment({ data: authorized.data, context: { idempotency_key: "capture-1" } })
    expect(captured.data).toMatchObject({ status: "succeeded", amount_received: 2500 })
    // A second capture under another key finds it captured and is content.
    expect((await provider.capturePayment({ data: authorized.data, context: {} })).data).toMatchObject({
      status: "succeeded",
    })
    await provider.refundPayment({ amount: 10, data: captured.data, context: { idempotency_key: "refund-1" } })
    await provider.refundPayment({ amount: 10, data: captured.data, context: { idempotency_key: "refund-1" } })
    expect(standIn.state().money.usd).toMatchObject({ captured: 2500, refunded: 1000 })
    await expect(provider.refundPayment({ amount: 16, data: captured.data })).rejects.toThrow(
      "greater than unrefunded amount"
    )
    await provider.refundPayment({ amount: 15, data: captured.data })
    await expect(provider.refundPayment({ amount: 1, data: captured.data })).resolves.toBeDefined()
  })

  it("is told of declines, 3-D Secure and cancellations", async () => {
    expect(await initiate({ ...confirmed, payment_method: "pm_card_chargeDeclined" })).toMatchObject({
      status: "error",
      data: { last_payment_error: { code: "card_declined" } },
    })
    const challenged = await initiate({ ...confirmed, payment_method: "pm_card_authenticationRequired" })
    expect(challenged.status).toBe("requires_more")
    standIn.authenticate(challenged.id as string, true)
    expect((await provider.authorizePayment({ data: challenged.data })).status).toBe("authorized")
    expect((await provider.cancelPayment({ data: challenged.data })).data).toMatchObject({ status: "canceled" })
    expect((await provider.cancelPayment({ data: challenged.data })).data).toMatchObject({ status: "canceled" })
  })

  it("saves payment methods for an account holder and charges them off session", async () => {
    const customer = {
      email: "a@example.com",
      first_name: "Ada",
      last_name: "L",
      phone: null,
      billing_address: {
        city: "Bern",
        country_code: "ch",
        address_1: "Gasse 1",
        address_2: "",
        postal_code: "3000",
        province: "",
      },
    }
    const holder = await provider.createAccountHolder({ context: { customer, idempotency_key: "holder" } })
    const context = { account_holder: holder }
    await provider.savePaymentMethod({
      context,
      data: { payment_method: "pm_card_visa", confirm: true, return_url: "http://shop.example/" },
    })
    const [method] = await provider.listPaymentMethods({ context })
    expect(method.data).toMatchObject({ customer: holder.id, card: { last4: "4242" } })
    expect(await initiate({ payment_method: method.id, off_session: true, confirm: true }, context)).toMatchObject({
      status: "authorized",
    })
  })

  it("understands the webhooks", async () => {
    const authorized = await initiate({ ...confirmed, session_id: "payses_9" })
    await provider.capturePayment({ data: authorized.data })
    const wanted = ["payment_intent.amount_capturable_updated", "payment_intent.succeeded"]
    const find = (type: string) =>
      receiver.received.find((webhook) => webhook.type === type && webhook.body.includes("payses_9"))
    await until(() => wanted.every((type) => find(type)))
    const [reserved, succeeded] = wanted.map((type) => find(type) as ReceivedWebhook)
    expect(await action(reserved)).toMatchObject({ action: "authorized", data: { session_id: "payses_9", amount: 25 } })
    expect(await action(succeeded)).toMatchObject({ action: "captured", data: { session_id: "payses_9", amount: 25 } })
    await expect(action({ ...succeeded, body: succeeded.body.replace("payses_9", "payses_8") })).rejects.toThrow(
      "signature"
    )
  })
})
