import { MedusaError } from "@medusajs/framework/utils"
import Stripe from "stripe"

export type StripeClientOptions = {
  /** Secret or restricted key (`sk_...`, `rk_...`). */
  apiKey: string
  /** Another server that speaks Stripe's API, such as `http://localhost:12111`; Stripe itself when absent. */
  apiBase?: string
  /** Milliseconds one request may take; 20,000 unless told. */
  timeout?: number
  /** Retries of a request that failed to connect, hit a server error or that Stripe says to retry; 2 unless told. */
  maxNetworkRetries?: number
}

/** Below Stripe's default of 80 s: a buyer waits for most of these calls. */
const TIMEOUT_MS = 20_000

/**
 * The official Stripe client, set up as every part of this plugin uses it.
 *
 * @throws MedusaError (invalid_data) naming the option when `apiBase` is no plain http(s) origin.
 */
export function createStripeClient(options: StripeClientOptions): Stripe {
  return new Stripe(options.apiKey, {
    ...(options.apiBase ? serverAt(options.apiBase) : {}),
    maxNetworkRetries: options.maxNetworkRetries ?? 2,
    timeout: options.timeout ?? TIMEOUT_MS,
    telemetry: false,
    appInfo: { name: "medusa-plugin-event-monetization" },
  })
}

/** Stripe's client takes host, port and protocol apart and has no place for a path. */
function serverAt(apiBase: string): { host: string; port: string; protocol: "http" | "https" } {
  const url = URL.canParse(apiBase) ? new URL(apiBase) : null
  const protocol = url?.protocol.slice(0, -1)
  if (!url?.hostname || (protocol !== "http" && protocol !== "https") || url.pathname !== "/") {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `Option "apiBase" must be an http or https address without a path, such as "http://localhost:12111".`,
      "invalid_options"
    )
  }
  return { host: url.hostname, port: url.port || (protocol === "http" ? "80" : "443"), protocol }
}
