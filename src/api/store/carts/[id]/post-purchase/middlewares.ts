import { authenticate, MiddlewareRoute } from "@medusajs/framework/http"
import { requireBuyerOfCart } from "../../../../utils/cart-access"
import { validateBody } from "../../../../utils/validate"
import { StoreAcceptStep, StoreAnswerStep } from "./validators"

const access = [authenticate("customer", ["session", "bearer"], { allowUnauthenticated: true }), requireBuyerOfCart]

export const storePostPurchaseMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/carts/:id/post-purchase", method: ["GET"], middlewares: access },
  { matcher: "/store/carts/:id/post-purchase/accept", method: ["POST"], middlewares: [...access, validateBody(StoreAcceptStep)] },
  { matcher: "/store/carts/:id/post-purchase/decline", method: ["POST"], middlewares: [...access, validateBody(StoreAnswerStep)] },
]
