import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

const httpUrl = z.string().refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
  message: "must be an http or https address",
})

const schema = z.strictObject({
  apiKey: z.string().min(1, "is required: the Stripe secret key"),
  webhookSecret: z.string().min(1, "is required: the signing secret of the Stripe webhook endpoint"),
  apiBase: httpUrl.optional(),
  returnUrls: z.array(httpUrl).min(1, "must name at least one storefront address"),
  captureMethod: z.enum(["automatic", "manual"]).default("automatic"),
  savePaymentMethods: z.boolean().default(true),
  timeout: z.number().int().positive().optional(),
  maxNetworkRetries: z.number().int().min(0).max(10).optional(),
})

export type StripeCheckoutOptions = {
  /** Stripe secret key. */
  apiKey: string
  /** Signing secret of the endpoint `/hooks/payment/stripe-checkout_stripe-checkout`. */
  webhookSecret: string
  /** Another server that speaks Stripe's API; Stripe itself when absent. */
  apiBase?: string
  /** Storefront addresses. Buyers are sent back to their origins only; the first one is the default. */
  returnUrls: string[]
  /** "manual" authorizes only, an admin captures; "automatic" unless told. */
  captureMethod?: "automatic" | "manual"
  /** Lets a later purchase charge the same card without asking again; true unless told. */
  savePaymentMethods?: boolean
  /** Milliseconds one request to Stripe may take. */
  timeout?: number
  /** Retries of a failed request to Stripe. */
  maxNetworkRetries?: number
}

export type ResolvedOptions = z.output<typeof schema>

/**
 * The provider's options with their defaults.
 * @throws MedusaError (invalid_data, `invalid_options`) naming each option that is wrong
 */
export function resolveOptions(given: unknown): ResolvedOptions {
  const parsed = schema.safeParse(given ?? {})
  if (parsed.success) {
    return parsed.data
  }
  const wrong = parsed.error.issues.map((issue) =>
    issue.path.length ? `"${issue.path.join(".")}" ${wording(issue)}` : issue.message
  )
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `Payment provider stripe-checkout: option ${wrong.join("; option ")}`,
    "invalid_options"
  )
}

function wording(issue: { code: string; message: string; path: PropertyKey[] }): string {
  return issue.code === "invalid_type" && issue.message.endsWith("received undefined") ? "is required" : issue.message
}
