import Stripe from "stripe"
import { StripeCheckoutProviderService } from "./service"

const SECRET = "whsec_test"
const stripe = new Stripe("sk_test_1")
const warnings: string[] = []
const provider = new StripeCheckoutProviderService(
  { logger: { warn: (message: string) => warnings.push(message) } },
  { apiKey: "sk_test_1", webhookSecret: SECRET, returnUrls: ["https://shop.example"] }
)

function delivery(type: string, object: object, { secret = SECRET, age = 0 } = {}) {
  const rawData = JSON.stringify({ id: "evt_1", object: "event", type, data: { object } })
  const signature = stripe.webhooks.generateTestHeaderString({ payload: rawData, secret, timestamp: Math.floor(Date.now() / 1000) - age })
  return { data: JSON.parse(rawData), rawData, headers: { "stripe-signature": signature } }
}

const session = (more: object = {}) => ({
  id: "cs_1",
  object: "checkout.session",
  metadata: { session_id: "payses_1" },
  amount_total: 1099,
  currency: "usd",
  payment_status: "paid",
  ...more,
})

describe("webhooks", () => {
  beforeEach(() => warnings.splice(0))

  it.each([
    ["checkout.session.completed", "captured"],
    ["checkout.session.async_payment_succeeded", "captured"],
    ["checkout.session.async_payment_failed", "failed"],
    ["checkout.session.expired", "canceled"],
  ])("%s is %s", async (type, action) => {
    const result = await provider.getWebhookActionAndData(delivery(type, session()))
    expect(result).toMatchObject({ action, data: { session_id: "payses_1" } })
    expect(Number(result.data?.amount)).toBe(10.99)
  })

  it("takes the body as text, as bytes and as Redis brings it", async () => {
    const sent = delivery("checkout.session.completed", session())
    const bytes = Buffer.from(sent.rawData)
    for (const rawData of [sent.rawData, bytes, bytes.toJSON() as never]) {
      expect(await provider.getWebhookActionAndData({ ...sent, rawData })).toMatchObject({ action: "captured" })
    }
  })

  it("leaves what is not ours alone", async () => {
    for (const [type, object] of [
      ["checkout.session.completed", session({ metadata: {} })],
      ["payment_intent.succeeded", { id: "pi_1", metadata: { session_id: "payses_1" } }],
      ["checkout.session.something_new", session()],
    ] as const) {
      expect(await provider.getWebhookActionAndData(delivery(type, object))).toMatchObject({ action: "not_supported" })
    }
  })

  it.each([
    ["forged", () => delivery("checkout.session.completed", session(), { secret: "whsec_other" })],
    ["replayed", () => delivery("checkout.session.completed", session(), { age: 600 })],
    ["changed", () => ({ ...delivery("checkout.session.completed", session()), rawData: "{}" })],
    ["unsigned", () => ({ ...delivery("checkout.session.completed", session()), headers: {} })],
  ])("refuses a %s one and says so in the log", async (_name, sent) => {
    await expect(provider.getWebhookActionAndData(sent())).rejects.toMatchObject({ code: "webhook_signature_invalid" })
    expect(warnings).toHaveLength(1)
  })
})
