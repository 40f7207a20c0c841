import { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"

/** PostgreSQL keeps no NUL in a text and no half of a surrogate pair in a JSON. */
const UNSTORABLE = /\0|\p{Surrogate}/u

/**
 * Whether PostgreSQL can keep all of a request's text, keys and metadata included: what it can't is nobody's name or note, and
 * comes back from it as a bare error. Without recursion, since a body may be nested as deep as it is long.
 */
export function isStorable(input: unknown): boolean {
  const left = [input]
  while (left.length) {
    const value = left.pop()
    if (typeof value === "string" && UNSTORABLE.test(value)) {
      return false
    }
    if (typeof value === "object" && value !== null) {
      for (const [key, part] of Object.entries(value)) {
        left.push(key, part)
      }
    }
  }
  return true
}

/** @throws MedusaError INVALID_DATA `invalid_request` */
export function assertStorable(input: unknown): void {
  if (!isStorable(input)) {
    throw unstorable()
  }
}

const unstorable = () => new MedusaError(MedusaError.Types.INVALID_DATA, "Invalid request: it contains a character that no text has.", "invalid_request")

/** Refuses a path or query with a NUL in it. Percent-encoded it is always written like this; no half pair can be encoded. */
export function refuseUnstorableUrl(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  next(req.originalUrl.includes("%00") ? unstorable() : undefined)
}
