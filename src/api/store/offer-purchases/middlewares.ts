import { authenticate, MiddlewareRoute } from "@medusajs/framework/http"
import { validateBody } from "../../utils/validate"
import { StoreCreateDownloadLink, StoreCreateTicketLink, StoreListGuestPurchases } from "./validators"

const maybeSignedIn = authenticate("customer", ["session", "bearer"], { allowUnauthenticated: true })

export const storeOfferPurchaseMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/offer-purchases", method: ["POST"], middlewares: [validateBody(StoreListGuestPurchases)] },
  { matcher: "/store/offer-purchases/:id/download-link", method: ["POST"], middlewares: [maybeSignedIn, validateBody(StoreCreateDownloadLink)] },
  { matcher: "/store/offer-purchases/:id/ticket-link", method: ["POST"], middlewares: [maybeSignedIn, validateBody(StoreCreateTicketLink)] },
]
