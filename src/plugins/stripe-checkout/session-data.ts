import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { CheckoutLine } from "./checkout-line"

const line = z.object({
  name: z.string().trim().min(1),
  description: z.string().nullish(),
  image_url: z.string().nullish(),
  quantity: z.number().int().min(1).max(1_000_000),
  unit_amount: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  stripe_price_id: z.string().startsWith("price_").nullish(),
})

const schema = z.object({
  session_id: z.string().min(1).nullish(),
  cart_id: z.string().max(200).nullish(),
  line_items: z.array(line).max(1000).nullish(),
  success_url: z.string().nullish(),
  cancel_url: z.string().nullish(),
  expires_at: z.number().int().nullish(),
  // Not checked further: an address that Stripe refuses is left out, the buyer types one there.
  customer_email: z.string().max(800).nullish(),
  off_session_grant: z.string().max(4000).nullish(),
})

/** What a payment session may ask of its Checkout Session; Medusa sets `session_id`, everything else is a wish. */
export type SessionData = {
  /** The Medusa payment session. */
  session_id?: string
  cart_id?: string
  line_items?: CheckoutLine[]
  success_url?: string
  cancel_url?: string
  /** Unix seconds. */
  expires_at?: number
  customer_email?: string
  /** Charges a saved payment method instead of opening a page: see off-session-grant.ts. */
  off_session_grant?: string
}

/**
 * Reads the `data` of a payment session. A storefront can send it through Medusa's own route, so it is untrusted:
 * what is not known here is dropped (an `id` or `url` too), what has the wrong type is refused.
 *
 * @throws MedusaError (invalid_data, `invalid_request`)
 */
export function parseSessionData(data: Record<string, unknown> | undefined): SessionData {
  const parsed = schema.safeParse(data ?? {})
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`)
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `Payment session data: ${wrong.join("; ")}`, "invalid_request")
  }
  return withoutEmpty({
    ...parsed.data,
    line_items: parsed.data.line_items?.map((item) => withoutEmpty(item) as CheckoutLine),
  }) as SessionData
}

function withoutEmpty(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null && part !== undefined && part !== ""))
}
