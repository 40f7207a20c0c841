import { createHash } from "node:crypto"
import type { Context } from "./context"
import { invalidRequest, StripeApiError } from "./errors"
import type { FormTree } from "./form-encoding"
import type { IdempotencyRecord } from "./types"

const KEPT_SECONDS = 24 * 60 * 60
const MAX_KEY = 255

/**
 * Stripe's idempotency keys: the first answer to a key is kept for a day and given again to the same
 * request; another request under that key, or one while the first is running, is refused.
 */
export class Idempotency {
  private readonly running = new Set<string>()

  constructor(private readonly context: Context) {}

  fingerprint(method: string, path: string, tree: FormTree): string {
    return createHash("sha256")
      .update(`${method} ${path} ${canonical(tree)}`)
      .digest("hex")
  }

  /** The kept answer, or undefined after marking the key as running; then `finish` or `release` must follow. */
  begin(apiKey: string, key: string, fingerprint: string): IdempotencyRecord | undefined {
    if (key.length > MAX_KEY) {
      throw invalidRequest(`Idempotency keys can be up to ${MAX_KEY} characters long.`)
    }
    const id = recordId(apiKey, key)
    const record = this.context.store.idempotency.get(id)
    if (record && record.created > this.context.now() - KEPT_SECONDS) {
      if (record.fingerprint !== fingerprint) {
        throw new StripeApiError(400, {
          type: "idempotency_error",
          message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
        })
      }
      return record
    }
    if (this.running.has(id)) {
      throw new StripeApiError(409, {
        type: "idempotency_error",
        code: "idempotency_key_in_use",
        message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
      })
    }
    this.running.add(id)
    return undefined
  }

  /** Keeps the answer for later requests with the key. */
  finish(
    apiKey: string,
    key: string,
    answer: Pick<IdempotencyRecord, "fingerprint" | "status" | "body" | "requestId">
  ): void {
    const id = recordId(apiKey, key)
    this.running.delete(id)
    this.context.store.idempotency.add({ id, object: "idempotency_record", created: this.context.now(), ...answer })
  }

  /** Forgets the attempt: nothing was executed, the key is free again. */
  release(apiKey: string, key: string): void {
    this.running.delete(recordId(apiKey, key))
  }

  /** Drops answers older than a day. */
  sweep(): void {
    const oldest = this.context.now() - KEPT_SECONDS
    for (const record of this.context.store.idempotency.all()) {
      if (record.created > oldest) {
        return
      }
      this.context.store.idempotency.remove(record.id)
    }
  }
}

function recordId(apiKey: string, key: string): string {
  return createHash("sha256").update(`${apiKey}\n${key}`).digest("hex")
}

/** The same text for the same parameters in any order. */
function canonical(tree: FormTree): string {
  return JSON.stringify(
    Object.keys(tree)
      .sort()
      .map((key) => {
        const value = tree[key]
        return [key, typeof value === "string" ? value : canonical(value)]
      })
  )
}
