import { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** What only Medusa and a Stripe provider write into a payment session: whose it is, and which payment it is. */
const OF_ANY_STRIPE = ["id", "session_id"]

/** What this plugin's provider writes besides, and what the checkout decides by: see `SessionSnapshot`, `IntentSnapshot`. */
const OF_OURS = [
  "url",
  "status",
  "payment_status",
  "amount_total",
  "currency",
  "payment_intent",
  "charge",
  "customer",
  "payment_method",
  "recreated_from",
  "off_session_error",
  "fingerprint",
]

/** Keys of a payment session's `data` that a client can't set, by the provider that is asked to make it. */
function serverKeys(provider: unknown): string[] {
  if (typeof provider !== "string" || !/^pp_stripe([-_]|$)/.test(provider)) {
    return []
  }
  return provider.startsWith("pp_stripe-checkout_") ? [...OF_ANY_STRIPE, ...OF_OURS] : OF_ANY_STRIPE
}

/** A copy of a payment session's `data` without what is the server's to write. Pure. */
export function withoutServerData(provider: unknown, data: unknown): unknown {
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    return data
  }
  const keys = new Set(serverKeys(provider))
  return Object.fromEntries(Object.entries(data).filter(([key]) => !keys.has(key)))
}

/**
 * Medusa saves a payment session with the client's `data` before it asks the provider, whose answer then replaces them: until
 * then another request would find there what the client wrote. The providers don't believe it either (`askedSession`);
 * this keeps it from being there at all, for Medusa's own Stripe provider too, which does believe it.
 */
export function dropServerData(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const body = req.body as { provider_id?: unknown; data?: unknown } | undefined
  if (body && typeof body === "object" && "data" in body) {
    body.data = withoutServerData(body.provider_id, body.data)
  }
  next()
}
