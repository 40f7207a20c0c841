import { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listStoreOffers, StoreOffer } from "../../../workflows/offer/list-store-offers"
import { StoreListOffers } from "./validators"

type Answer = { offers: StoreOffer[]; count: number; offset: number; limit: number; serverTime: string }

/**
 * Offers for sale by event, session and placement, in the region's, the given or the cart's currency. With a cart, or a
 * customer signed in, each says whether that buyer can have one more. `placement=CHECKOUT` with a `cartId` leaves out what
 * the cart can take no more of; `sort=recommended` puts first what is expected to earn most. `serverTime` is for counting
 * down to an offer's end whatever the browser's clock says.
 */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse<Answer>) => {
  const query = req.validatedQuery as unknown as StoreListOffers
  const { offers, count } = await listStoreOffers(req.scope, { ...query, customerId: req.auth_context?.actor_id ?? null })
  res.json({ offers, count, offset: query.offset, limit: query.limit, serverTime: new Date().toISOString() })
}
