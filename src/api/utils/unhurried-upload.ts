import type { Server } from "node:http"
import type { Socket } from "node:net"
import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Milliseconds an upload may stand still. */
const STILL_MS = 60_000

type Uploads = { underWay: number; requestTimeout: number }
const uploadsOf = new WeakMap<Server, Uploads>()

/**
 * Lets an upload take as long as it moves. Node ends every request that isn't here in whole after five minutes (the
 * server's `requestTimeout`, which Medusa leaves as it is): a film over an ordinary line takes longer, and would break off
 * at the same place each time. Node knows no limit of one request, so the server's is lifted while an upload is under way.
 * Call it after the sender has been authenticated: a stranger must not be able to lift it.
 */
export function unhurriedUpload(req: MedusaRequest, res: MedusaResponse, stillMs = STILL_MS): void {
  const { server } = req.socket as Socket & { server?: Server }
  if (!server) {
    return
  }
  const uploads = uploadsOf.get(server) ?? { underWay: 0, requestTimeout: server.requestTimeout }
  uploadsOf.set(server, uploads)
  uploads.underWay += 1
  server.requestTimeout = 0
  // Node breaks the connection then; what comes after the upload may take its time without a byte.
  req.setTimeout(stillMs)
  req.once("end", () => req.setTimeout(0))
  res.once("close", () => {
    uploads.underWay -= 1
    if (uploads.underWay === 0) {
      uploadsOf.delete(server)
      server.requestTimeout = uploads.requestTimeout
    }
  })
}
