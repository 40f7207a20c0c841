import { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

/**
 * Validates the query string of routes that don't take Medusa's `fields` and `order`; the result is `req.validatedQuery`.
 * Errors have the code `invalid_request`.
 */
export const plainQuery =
  (schema: z.ZodType) => (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
    const parsed = schema.safeParse(req.query)
    if (!parsed.success) {
      const wrong = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "query"}: ${message}`).join("; ")
      return next(new MedusaError(MedusaError.Types.INVALID_DATA, `Invalid request: ${wrong}`, "invalid_request"))
    }
    req.validatedQuery = parsed.data as typeof req.validatedQuery
    next()
  }
