export interface MonetizationErrorInit {
  /** HTTP status; 0 when no answer came. */
  status: number
  /** Stable and snake_case, e.g. `offer_sold_out`; `network_error` and `timeout` are the client's own. */
  code: string
  type: string
  message: string
  /** From Retry-After, when the server sent one. */
  retryAfterSeconds?: number | null
  cause?: unknown
}

/** Every refusal and failure the client reports. Branch on `code`, show `message` as a last resort. */
export class MonetizationError extends Error {
  readonly status: number
  readonly code: string
  readonly type: string
  readonly retryAfterSeconds: number | null

  constructor(init: MonetizationErrorInit) {
    super(init.message)
    this.name = "MonetizationError"
    this.status = init.status
    this.code = init.code
    this.type = init.type
    this.retryAfterSeconds = init.retryAfterSeconds ?? null
    if (init.cause !== undefined) {
      Object.defineProperty(this, "cause", { value: init.cause, enumerable: false })
    }
  }

  /** True when trying again later may help: no answer, overload, or a fault on the server's side. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

/** Works across copies of the package, where `instanceof` does not. */
export function isMonetizationError(error: unknown): error is MonetizationError {
  return error instanceof Error && error.name === "MonetizationError" && "code" in error && "status" in error
}

/** The error a non-2xx answer stands for, from Medusa's `{ type, code, message }` body or whatever came instead. */
export function errorFromResponse(status: number, body: unknown, retryAfterSeconds: number | null): MonetizationError {
  const fields = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {}
  const text = (value: unknown) => (typeof value === "string" && value.length > 0 ? value : null)
  const type = text(fields.type) ?? "unexpected_response"
  return new MonetizationError({
    status,
    type,
    code: text(fields.code) ?? text(fields.type) ?? `http_${status}`,
    message: text(fields.message) ?? `The server answered ${status}`,
    retryAfterSeconds,
  })
}
