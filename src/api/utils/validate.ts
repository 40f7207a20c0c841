import {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { assertStorable } from "./storable-text"

type Middleware = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => unknown

/** Medusa's validation errors carry no code; every refusal of this plugin has one a client can act on. */
function withCode(middleware: Middleware): Middleware {
  return (req, res, next) =>
    middleware(req, res, ((error?: unknown) => {
      if (error instanceof Error && !("code" in error && error.code)) {
        Object.assign(error, { code: "invalid_request" })
      }
      next(error)
    }) as MedusaNextFunction)
}

/** Medusa's body validation (result in `req.validatedBody`), whose errors have the code `invalid_request`. */
export function validateBody(schema: Parameters<typeof validateAndTransformBody>[0]): Middleware {
  const validate = withCode(validateAndTransformBody(schema) as Middleware)
  return (req, res, next) => {
    assertStorable(req.body)
    return validate(req, res, next)
  }
}

/** Medusa's query validation (result in `req.validatedQuery`, `req.queryConfig`), whose errors have the code `invalid_request`. */
export const validateQuery = (
  schema: Parameters<typeof validateAndTransformQuery>[0],
  config: Parameters<typeof validateAndTransformQuery>[1]
): Middleware => withCode(validateAndTransformQuery(schema, config) as Middleware)
