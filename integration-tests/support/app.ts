import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { MedusaContainer } from "@medusajs/framework/types"
import type { AxiosInstance } from "axios"
import { startStripeStandIn } from "../../demo/stripe"
import { rememberCheckoutTokens } from "./checkout-tokens"
import { freePortNow } from "./free-port"
import { becomeQuiet, stopScheduledJobs, watchSubscribers } from "./quiet"
import { seedShop, Shop } from "./shop"
import { letErrorsTravel } from "./traveling-errors"

export type StripeStandIn = Awaited<ReturnType<typeof startStripeStandIn>>

export type TestApp = {
  api: AxiosInstance
  /** The running app's container. */
  container: () => MedusaContainer
  /** The seeded shop: the same for every test of a suite, each of which starts from a fresh copy of the database. */
  shop: () => Shop
  stripe: () => StripeStandIn
  /** For a connection of the test's own. */
  databaseUrl: string
  /** Waits for every webhook and subscriber under way. Webhooks that are held back must be let go before. */
  settle: () => Promise<void>
}

const WEBHOOK_SECRET = "whsec_integration"
/** Each provider is told of its own kind of payment, as an organizer sets the two endpoints up at Stripe. */
const CHECKOUT_EVENTS = [
  "checkout.session.completed",
  "checkout.session.expired",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
]
const INTENT_EVENTS = ["payment_intent.succeeded", "payment_intent.amount_capturable_updated", "payment_intent.payment_failed"]
const STOREFRONT = "http://localhost:8000"

const stripePort = freePortNow()

/**
 * Runs a suite against the whole app with real PostgreSQL and the local Stripe stand-in, which delivers its webhooks
 * to the app as Stripe does.
 */
export function testApp(suite: (app: TestApp) => void, env: Record<string, string> = {}): void {
  let stripe: StripeStandIn
  let shop: Shop
  let subscribers = () => 0
  const settle = () => becomeQuiet(() => subscribers() + stripe.state().webhooks.pending)
  jest.setTimeout(180_000)

  // Set here, not through the runner's own option, which comes after medusa-config.ts has been read.
  Object.assign(process.env, {
    STRIPE_API_KEY: "sk_test_integration",
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_BASE: `http://localhost:${stripePort}`,
    STOREFRONT_URL: STOREFRONT,
    STRIPE_TIMEOUT_MS: "1500",
    WEBHOOK_DELAY_MS: "1",
    ...env,
  })

  medusaIntegrationTestRunner({
    inApp: true,
    testSuite: ({ api, getContainer, dbConfig }) => {
      beforeAll(async () => {
        stripe = await startStripeStandIn({ port: stripePort })
        const origin = new URL((api as unknown as AxiosInstance).defaults.baseURL as string).origin
        stripe.setWebhookEndpoints([
          { url: `${origin}/hooks/payment/stripe-checkout_stripe-checkout`, secret: WEBHOOK_SECRET, enabledEvents: CHECKOUT_EVENTS },
          { url: `${origin}/hooks/payment/stripe_stripe`, secret: WEBHOOK_SECRET, enabledEvents: INTENT_EVENTS },
        ])
        await stopScheduledJobs()
        letErrorsTravel(api as unknown as AxiosInstance)
        rememberCheckoutTokens(api as unknown as AxiosInstance)
        shop = await seedShop(api as unknown as AxiosInstance, getContainer())
        subscribers = watchSubscribers(getContainer())
      })
      beforeEach(stopScheduledJobs)
      // The stand-in outlives each test's database, and so would a fault that a failed test left. What a test leaves under
      // way ends before its database does, otherwise it goes on in the next test's.
      afterEach(async () => {
        stripe.faults.clear()
        await settle()
      })
      afterAll(async () => {
        await stripe?.close()
      })
      suite({
        api: api as unknown as AxiosInstance,
        container: getContainer,
        shop: () => shop,
        stripe: () => stripe,
        databaseUrl: dbConfig.clientUrl,
        settle,
      })
    },
  })
}
