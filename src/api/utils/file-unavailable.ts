import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"

type Handler<Req extends MedusaRequest<never>> = (req: Req, res: MedusaResponse) => Promise<void>

/** Answers a storage that is down with 503, which none of Medusa's error types becomes; everything else is Medusa's to answer. */
export const withStorageDown =
  <Req extends MedusaRequest<never>>(handler: Handler<Req>): Handler<Req> =>
  async (req, res) => {
    try {
      await handler(req, res)
    } catch (error) {
      if (!MedusaError.isMedusaError(error) || error.code !== "file_unavailable" || res.headersSent) {
        throw error
      }
      const { code, type, message } = error
      res.status(503).set("Retry-After", "60").json({ code, type, message })
    }
  }
