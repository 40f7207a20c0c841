import { MedusaError } from "@medusajs/framework/utils"
import Stripe from "stripe"

/** As Medusa hands a webhook to its provider; through Redis a Buffer arrives as JSON. */
export type WebhookPayload = {
  rawData: string | Buffer | { type: "Buffer"; data: number[] }
  headers: Record<string, unknown>
}

/**
 * The event, if Stripe signed it with our secret within the last five minutes.
 *
 * @throws MedusaError (invalid_data, `webhook_signature_invalid`) for a forged, changed or replayed one
 */
export function readWebhook(stripe: Stripe, payload: WebhookPayload, secret: string): Stripe.Event {
  const signature = payload.headers["stripe-signature"]
  try {
    return stripe.webhooks.constructEvent(
      rawBody(payload.rawData),
      typeof signature === "string" ? signature : "",
      secret
    )
  } catch (error) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `Stripe webhook refused: ${reason(error)}`,
      "webhook_signature_invalid"
    )
  }
}

/** The Checkout Session an event is about, if it is about one that this provider made. */
export function ownCheckoutSession(event: Stripe.Event): { session: Stripe.Checkout.Session; sessionId: string } | null {
  if (!event.type.startsWith("checkout.session.")) {
    return null
  }
  const session = event.data.object as Stripe.Checkout.Session
  const sessionId = session.metadata?.session_id
  return sessionId ? { session, sessionId } : null
}

function rawBody(raw: WebhookPayload["rawData"]): string | Buffer {
  return typeof raw === "string" || Buffer.isBuffer(raw) ? raw : Buffer.from(raw?.data ?? [])
}

/** Stripe's own text quotes the payload's signature; one line of it says enough. */
function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : ""
  if (message.includes("Timestamp")) {
    return "its timestamp is more than five minutes old, a replay or a clock that is wrong"
  }
  return "its signature is not one of the configured webhookSecret, or the body was changed on the way"
}
