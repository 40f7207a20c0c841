import { MedusaError } from "@medusajs/framework/utils"

/** Stripe puts the session's id here; URL parsing would escape the braces. */
const PLACEHOLDER = /%7BCHECKOUT_SESSION_ID%7D/gi

/**
 * Where Stripe may send a buyer back to: the address asked for if its origin is one of the configured ones
 * (an open redirect on a payment page is a phisher's dream), the first configured address, or a path there, if none was.
 *
 * @param defaultPath relative to the first configured address
 * @throws MedusaError (invalid_data, `return_url_not_allowed`)
 */
export function resolveReturnUrl(asked: string | undefined, allowed: string[], defaultPath = ""): string {
  const wanted = asked ?? allowed[0]
  const url = URL.canParse(wanted) ? (asked === undefined ? new URL(defaultPath, wanted) : new URL(wanted)) : null
  const origins = allowed.map((address) => new URL(address).origin)
  if (!url || !origins.includes(url.origin) || url.username || url.password) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "The return address must be on a configured storefront.",
      "return_url_not_allowed"
    )
  }
  // As parsed, not as sent: what was checked is what a browser will open.
  return url.href.replace(PLACEHOLDER, "{CHECKOUT_SESSION_ID}")
}
