import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listStoreOffers, StoreOffer } from "../../../workflows/offer/list-store-offers"
import { assertCartAccess } from "../../utils/cart-access"
import { StoreListOffers } from "./validators"

type Answer = { offers: StoreOffer[]; count: number; offset: number; limit: number }

/** Offers for sale by event, session and placement, in the region's, the given or the cart's currency. */
export const GET = async (req: MedusaRequest, res: MedusaResponse<Answer>) => {
  const query = req.validatedQuery as unknown as StoreListOffers
  await assertCartAccess(req, query.cartId)
  const { offers, count } = await listStoreOffers(req.scope, query)
  res.json({ offers, count, offset: query.offset, limit: query.limit })
}
