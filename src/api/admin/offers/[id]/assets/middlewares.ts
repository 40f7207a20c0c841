import { MiddlewareRoute } from "@medusajs/framework/http"
import { receiveFiles } from "../../../../utils/receive-files"

/** Medusa itself demands an authenticated admin for everything under /admin, before a byte of an upload is read. */
export const adminOfferAssetMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/offers/:id/assets", method: ["POST"], middlewares: [receiveFiles] },
]
