import { pipeline } from "node:stream/promises"
import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import contentDisposition from "content-disposition"
import { openDownloadLink } from "../../../workflows/fulfillment/downloads"
import { browserRoute } from "../../utils/browser-route"

/**
 * Streams the file that a link was made for, as an attachment. Opened by a browser: no publishable key, no sign-in, the
 * link itself entitles. Whole files only: Medusa's File module has no way to read a part of one. Errors:
 * `download_link_invalid` (404), `download_link_expired` (410), `purchase_refunded` (410), `file_unavailable` (503).
 */
export const GET = browserRoute(async (req: MedusaRequest, res: MedusaResponse) => {
  const file = await openDownloadLink(req.scope, req.params.token)
  const stream = await file.open()
  res.set({
    "Content-Type": file.mime_type,
    "Content-Length": String(file.size),
    "Content-Disposition": contentDisposition(file.name),
    "Accept-Ranges": "none",
  })
  if (req.method === "HEAD") {
    stream.destroy()
    res.end()
    return
  }
  try {
    await pipeline(stream, res)
  } catch (error) {
    // The pipeline has cut the connection, so the browser sees a broken download and not a short one. Mostly it is the
    // buyer who cancelled.
    req.scope.resolve(ContainerRegistrationKeys.LOGGER).info(`A download ended early: ${error instanceof Error ? error.message : error}`)
  }
})
