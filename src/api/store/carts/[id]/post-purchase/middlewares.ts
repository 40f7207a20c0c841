import { authenticate, MiddlewareRoute } from "@medusajs/framework/http"
import { requireCartAccess } from "../../../../utils/cart-access"
import { validateBody } from "../../../../utils/validate"
import { StoreAnswerStep } from "./validators"

const access = [authenticate("customer", ["session", "bearer"], { allowUnauthenticated: true }), requireCartAccess]

export const storePostPurchaseMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/carts/:id/post-purchase", method: ["GET"], middlewares: access },
  { matcher: "/store/carts/:id/post-purchase/accept", method: ["POST"], middlewares: [...access, validateBody(StoreAnswerStep)] },
  { matcher: "/store/carts/:id/post-purchase/decline", method: ["POST"], middlewares: [...access, validateBody(StoreAnswerStep)] },
]
