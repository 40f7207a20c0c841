import { MedusaError } from "@medusajs/framework/utils"

/**
 * A URL the payment page may send the attendee back to: on a configured storefront, so that our payment page can't
 * be used to lead people elsewhere. Without one, the path on the first storefront.
 * @throws MedusaError `return_url_not_allowed`
 */
export function resolveReturnUrl(given: string | undefined, storefrontUrls: string[], defaultPath: string): string {
  if (!given) {
    if (!storefrontUrls.length) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, "No return URL was given and no storefront is configured.", "return_url_not_allowed")
    }
    return new URL(defaultPath, storefrontUrls[0]).toString()
  }
  const origin = URL.canParse(given) ? new URL(given).origin : null
  if (!origin || !storefrontUrls.includes(origin)) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "The return URL is not on a configured storefront.", "return_url_not_allowed")
  }
  return given
}
