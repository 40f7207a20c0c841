import { authenticate, MiddlewareRoute } from "@medusajs/framework/http"
import { requireCartAccess } from "../../utils/cart-access"
import { validateBody } from "../../utils/validate"
import { StoreAddCartOffer, StoreSetCartOffer, StoreStartCheckout } from "./validators"

const access = [authenticate("customer", ["session", "bearer"], { allowUnauthenticated: true }), requireCartAccess]

export const storeCartMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/carts/:id/offers", method: ["GET"], middlewares: access },
  { matcher: "/store/carts/:id/offers", method: ["POST"], middlewares: [...access, validateBody(StoreAddCartOffer)] },
  { matcher: "/store/carts/:id/offers/:offerId", method: ["POST"], middlewares: [...access, validateBody(StoreSetCartOffer)] },
  { matcher: "/store/carts/:id/offers/:offerId", method: ["DELETE"], middlewares: access },
  { matcher: "/store/carts/:id/offer-holds/renew", method: ["POST"], middlewares: access },
  { matcher: "/store/carts/:id/checkout-session", method: ["POST"], middlewares: [...access, validateBody(StoreStartCheckout)] },
  { matcher: "/store/carts/:id/checkout-session/confirm", method: ["POST"], middlewares: access },
]
