import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { OfferOptions } from "./types"

const origin = z.string().refine((value) => {
  try {
    return ["http:", "https:"].includes(new URL(value).protocol)
  } catch {
    return false
  }
}, "must be an http(s) URL")

// Not strict: every module of the plugin is given the plugin's whole options.
const schema = z.object({
  holdMinutes: z.number().int().min(1).max(24 * 60).default(15),
  holdRenewals: z.number().int().min(0).max(100).default(10),
  maxUnitsPerOrder: z.number().int().min(1).max(1_000_000).default(20),
  paymentMinutes: z.number().int().min(30).max(24 * 60).default(35),
  sweepPatienceSeconds: z.number().int().min(1).max(3600).default(60),
  // What the file's size column can hold is the limit of the limit.
  maxAssetMegabytes: z.number().int().min(1).max(2000).default(500),
  storefrontUrls: z.array(origin).default([]),
  backendUrl: origin.optional(),
  stripe: z
    .object({ apiKey: z.string().min(1), apiBase: origin.optional(), timeout: z.number().int().min(100).optional() })
    .optional(),
})

/**
 * The offer module's options with their defaults.
 * @throws MedusaError INVALID_ARGUMENT naming the option that is wrong, so that a misconfigured app doesn't start
 */
export function resolveOptions(given: unknown): OfferOptions {
  const parsed = schema.safeParse(given ?? {})
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")
    throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, `medusa-plugin-event-monetization: wrong option ${wrong}`)
  }
  const { backendUrl, storefrontUrls, ...options } = parsed.data
  return {
    ...options,
    storefrontUrls: storefrontUrls.map((url) => new URL(url).origin),
    ...(backendUrl ? { backendUrl: backendUrl.replace(/\/+$/, "") } : {}),
  }
}
