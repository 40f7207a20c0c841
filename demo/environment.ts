import type { Ports } from "./options"

export interface MedusaSettings {
  ports: Ports
  databaseUrl: string
  redisUrl?: string
  jwtSecret: string
  cookieSecret: string
  stripe: { apiKey: string; webhookSecret: string; apiBase?: string }
}

/** Addresses a person opens. */
export function addresses(ports: Ports) {
  return {
    api: `http://localhost:${ports.api}`,
    admin: `http://localhost:${ports.api}/app`,
    storefront: `http://localhost:${ports.storefront}`,
    standIn: `http://localhost:${ports.stripe}`,
  }
}

/** Where Stripe (or the stand-in) reports payments: one address for each payment provider. */
export function webhookUrls(ports: Ports): string[] {
  return ["stripe-checkout_stripe-checkout", "stripe_stripe"].map(
    (provider) => `http://localhost:${ports.api}/hooks/payment/${provider}`
  )
}

/** The environment of every Medusa command the launcher runs; medusa-config.ts reads it. */
export function medusaEnvironment(settings: MedusaSettings, inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { ports, stripe } = settings
  const both = (port: number) => `http://localhost:${port},http://127.0.0.1:${port}`
  const storefrontOrigins = both(ports.storefront)
  const adminOrigins = both(ports.api)
  const environment: NodeJS.ProcessEnv = {
    ...inherited,
    // In "production" Medusa's session cookie is Secure, so nobody could sign in over plain http, and in
    // "development" the admin is compiled while it is first opened, which takes 24 s and 500 MB.
    NODE_ENV: "demo",
    PORT: String(ports.api),
    DATABASE_URL: settings.databaseUrl,
    REDIS_URL: settings.redisUrl,
    JWT_SECRET: settings.jwtSecret,
    COOKIE_SECRET: settings.cookieSecret,
    STRIPE_API_KEY: stripe.apiKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    STRIPE_API_BASE: stripe.apiBase,
    STOREFRONT_URL: storefrontOrigins,
    STORE_CORS: storefrontOrigins,
    ADMIN_CORS: adminOrigins,
    AUTH_CORS: `${storefrontOrigins},${adminOrigins}`,
    MEDUSA_BACKEND_URL: addresses(ports).api,
    MEDUSA_DISABLE_TELEMETRY: "true",
    NO_COLOR: "1",
  }
  // Left out rather than empty: an empty address is a wrong one.
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined))
}
