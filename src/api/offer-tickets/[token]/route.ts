import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import contentDisposition from "content-disposition"
import { openTicketLink } from "../../../workflows/fulfillment/tickets"
import { browserRoute } from "../../utils/browser-route"

/**
 * One unit's ticket as a PDF, shown in the browser. The link itself entitles, as for /offer-files. Errors:
 * `download_link_invalid` (404), `download_link_expired` (410), `purchase_refunded` (410).
 */
export const GET = browserRoute(async (req: MedusaRequest, res: MedusaResponse) => {
  const ticket = await openTicketLink(req.scope, req.params.token)
  res
    .set({
      "Content-Type": "application/pdf",
      "Content-Disposition": contentDisposition(ticket.name, { type: "inline" }),
    })
    .send(ticket.pdf)
})
