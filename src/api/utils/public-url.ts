import { MedusaRequest } from "@medusajs/framework/http"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"

/**
 * This server's address as a browser reaches it: the option `backendUrl`, or what the request itself was sent to. A
 * storefront that asks from its own server by an internal name needs the option.
 */
export function publicUrl(req: MedusaRequest, path: string): string {
  const { backendUrl } = req.scope.resolve<OfferModuleService>(OFFER_MODULE).options
  return `${backendUrl ?? `${req.protocol}://${req.get("host")}`}${path}`
}
