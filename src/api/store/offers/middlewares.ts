import { authenticate, MiddlewareRoute } from "@medusajs/framework/http"
import { plainQuery } from "../../utils/query"
import { validateBody } from "../../utils/validate"
import { StoreListOffers, StorePurchaseOffer, StoreRetrieveOffer } from "./validators"

const maybeSignedIn = authenticate("customer", ["session", "bearer"], { allowUnauthenticated: true })

export const storeOfferMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/offers", method: ["GET"], middlewares: [maybeSignedIn, plainQuery(StoreListOffers)] },
  { matcher: "/store/offers/:id", method: ["GET"], middlewares: [maybeSignedIn, plainQuery(StoreRetrieveOffer)] },
  { matcher: "/store/offers/:id/purchase", method: ["POST"], middlewares: [maybeSignedIn, validateBody(StorePurchaseOffer)] },
]
