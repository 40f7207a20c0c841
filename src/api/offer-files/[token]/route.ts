import { pipeline } from "node:stream/promises"
import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import contentDisposition from "content-disposition"
import { Download, openDownloadLink } from "../../../workflows/fulfillment/downloads"
import { browserRoute } from "../../utils/browser-route"
import { requestedRange, sliceOf } from "../../utils/byte-range"

/** The part that is asked for of the file as it was when the first part was fetched; of another file, all of it. */
function rangeFor({ method, headers }: MedusaRequest, { size, etag }: Download) {
  const condition = headers["if-range"]
  return method === "GET" && (condition === undefined || condition === etag) ? requestedRange(headers.range, size) : null
}

/**
 * Streams the file that a link was made for, as an attachment. Opened by a browser: no publishable key, no sign-in, the
 * link itself entitles. One range of it (`Range: bytes=1000-`, with or without `If-Range`) answers 206, which is how a
 * browser goes on with a download that broke off. Medusa's File module only reads a file from its beginning, so what comes
 * before a range is read from storage and dropped. Errors: `download_link_invalid` (404), `download_link_expired` (410),
 * `purchase_refunded` (410), `range_not_satisfiable` (416), `file_unavailable` (503).
 */
export const GET = browserRoute(async (req: MedusaRequest, res: MedusaResponse) => {
  const file = await openDownloadLink(req.scope, req.params.token)
  const range = rangeFor(req, file)
  if (range === "unsatisfiable") {
    res.set("Content-Range", `bytes */${file.size}`)
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `The file has ${file.size} bytes.`, "range_not_satisfiable")
  }
  const stream = await file.open()
  // A storage that has fallen silent would otherwise keep its connection after the buyer has gone.
  res.once("close", () => stream.destroy())
  const { first, last } = range ?? { first: 0, last: file.size - 1 }
  res.status(range ? 206 : 200).set({
    "Content-Type": file.mime_type,
    "Content-Length": String(last - first + 1),
    "Content-Disposition": contentDisposition(file.name),
    "Accept-Ranges": "bytes",
    ETag: file.etag,
    ...(range ? { "Content-Range": `bytes ${first}-${last}/${file.size}` } : {}),
  })
  if (req.method === "HEAD") {
    res.end()
    return
  }
  try {
    await pipeline(sliceOf(stream, { first, last }), res)
  } catch (error) {
    // The pipeline has cut the connection, so the browser sees a broken download and not a short one. Mostly it is the
    // buyer who cancelled.
    req.scope.resolve(ContainerRegistrationKeys.LOGGER).info(`A download ended early: ${error instanceof Error ? error.message : error}`)
  } finally {
    stream.destroy()
  }
})
