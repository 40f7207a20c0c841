import { MiddlewareRoute } from "@medusajs/framework/http"
import { plainQuery } from "../../utils/query"
import { validateBody } from "../../utils/validate"
import {
  AdminAddAccessCodes,
  AdminCreateOffer,
  AdminListAccessCodes,
  AdminListOfferChildren,
  AdminListOffers,
  AdminUpdateOffer,
} from "./validators"

/** Medusa itself demands an authenticated admin for everything under /admin. */
export const adminOfferMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/offers", method: ["GET"], middlewares: [plainQuery(AdminListOffers)] },
  { matcher: "/admin/offers", method: ["POST"], middlewares: [validateBody(AdminCreateOffer)] },
  { matcher: "/admin/offers/:id", method: ["POST"], middlewares: [validateBody(AdminUpdateOffer)] },
  { matcher: "/admin/offers/:id/access-codes", method: ["GET"], middlewares: [plainQuery(AdminListAccessCodes)] },
  {
    matcher: "/admin/offers/:id/access-codes",
    method: ["POST"],
    bodyParser: { sizeLimit: "2mb" },
    middlewares: [validateBody(AdminAddAccessCodes)],
  },
  { matcher: "/admin/offers/:id/holds", method: ["GET"], middlewares: [plainQuery(AdminListOfferChildren)] },
  { matcher: "/admin/offers/:id/purchases", method: ["GET"], middlewares: [plainQuery(AdminListOfferChildren)] },
  { matcher: "/admin/offers/:id/activity", method: ["GET"], middlewares: [plainQuery(AdminListOfferChildren)] },
]
