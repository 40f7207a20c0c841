import { medusaEnvironment, webhookUrls } from "./environment"

const ports = { api: 9001, storefront: 8001, stripe: 12112, postgres: 5433 }
const settings = {
  ports,
  databaseUrl: "postgres://localhost/shop",
  jwtSecret: "j",
  cookieSecret: "c",
  stripe: { apiKey: "sk_test_1", webhookSecret: "whsec_1", apiBase: "http://localhost:12112" },
}

describe("medusaEnvironment", () => {
  it("follows the ports", () => {
    expect(medusaEnvironment(settings, { HOME: "/home" })).toMatchObject({
      HOME: "/home",
      PORT: "9001",
      MEDUSA_BACKEND_URL: "http://localhost:9001",
      STOREFRONT_URL: "http://localhost:8001,http://127.0.0.1:8001",
      ADMIN_CORS: "http://localhost:9001,http://127.0.0.1:9001",
      STRIPE_API_BASE: "http://localhost:12112",
    })
  })

  it("doesn't let settings of the shell through that would contradict it", () => {
    const inherited = { NODE_ENV: "development", STRIPE_API_BASE: "http://other", REDIS_URL: "redis://other", DATABASE_URL: "postgres://other" }
    const environment = medusaEnvironment({ ...settings, stripe: { apiKey: "k", webhookSecret: "w" } }, inherited)
    expect(environment).toMatchObject({ NODE_ENV: "demo", DATABASE_URL: "postgres://localhost/shop" })
    expect(Object.keys(environment)).not.toEqual(expect.arrayContaining(["STRIPE_API_BASE"]))
    expect(Object.keys(environment)).not.toEqual(expect.arrayContaining(["REDIS_URL"]))
  })

  it("has a webhook address for each payment provider", () => {
    expect(webhookUrls(ports)).toEqual([
      "http://localhost:9001/hooks/payment/stripe-checkout_stripe-checkout",
      "http://localhost:9001/hooks/payment/stripe_stripe",
    ])
  })
})
