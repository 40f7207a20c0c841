import { MonetizationError, errorFromResponse } from "./monetization-error.ts"
import { MAX_WAIT_MS, backoffMs, isRetryable, parseRetryAfter } from "./retry.ts"

export interface TransportOptions {
  baseUrl: string
  publishableKey: string
  getAuthToken: () => string | null | undefined | Promise<string | null | undefined>
  fetch?: typeof globalThis.fetch
  /** Attempts after the first one (default 2). */
  retries?: number
  /** First back-off pause in ms (default 300). */
  retryBaseMs?: number
  /** Limit of one attempt in ms (default 15000). */
  timeoutMs?: number
}

export interface CallOptions {
  signal?: AbortSignal
}

export interface SendOptions extends CallOptions {
  query?: Record<string, string | number | boolean | null | undefined>
  body?: unknown
  /** Safe to send twice. GET and DELETE are by default. */
  idempotent?: boolean
  timeoutMs?: number
  /** Instead of the signed-in customer's token. */
  token?: string
  headers?: Record<string, string>
}

export type Send = <T>(method: "GET" | "POST" | "DELETE", path: string, options?: SendOptions) => Promise<T>

/** One place for headers, time-outs, retries and error mapping. An abort rejects with the signal's own reason. */
export function createTransport(options: TransportOptions): Send {
  const baseUrl = options.baseUrl.replace(/\/+$/, "")
  const retries = options.retries ?? 2
  const retryBaseMs = options.retryBaseMs ?? 300

  return async function send<T>(method: "GET" | "POST" | "DELETE", path: string, call: SendOptions = {}): Promise<T> {
    const idempotent = call.idempotent ?? method !== "POST"
    for (let attempt = 0; ; attempt++) {
      try {
        return await attemptOnce<T>(options, baseUrl, method, path, call)
      } catch (error) {
        call.signal?.throwIfAborted()
        if (!(error instanceof MonetizationError) || attempt >= retries || !isRetryable(error.status, idempotent)) {
          throw error
        }
        const asked = error.retryAfterSeconds === null ? null : error.retryAfterSeconds * 1000
        if (asked !== null && asked > MAX_WAIT_MS) {
          throw error
        }
        await pause(Math.max(asked ?? 0, backoffMs(attempt, retryBaseMs)), call.signal)
      }
    }
  }
}

async function attemptOnce<T>(
  options: TransportOptions,
  baseUrl: string,
  method: string,
  path: string,
  call: SendOptions
): Promise<T> {
  call.signal?.throwIfAborted()
  const doFetch = options.fetch ?? globalThis.fetch
  const token = call.token ?? (await options.getAuthToken())
  const timeoutMs = call.timeoutMs ?? options.timeoutMs ?? 15_000
  const controller = new AbortController()
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    controller.abort()
  }, timeoutMs)
  const onAbort = () => controller.abort()
  call.signal?.addEventListener("abort", onAbort, { once: true })

  try {
    const response = await doFetch(baseUrl + path + queryString(call.query), {
      method,
      signal: controller.signal,
      headers: {
        accept: "application/json",
        "x-publishable-api-key": options.publishableKey,
        ...(call.body === undefined ? {} : { "content-type": "application/json" }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...call.headers,
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    })
    const text = await response.text()
    const body = parseJson(text)
    if (!response.ok) {
      throw errorFromResponse(response.status, body, parseRetryAfter(response.headers.get("retry-after")))
    }
    if (body === undefined) {
      throw new MonetizationError({
        status: 502,
        code: "unexpected_response",
        type: "unexpected_response",
        message: "The server's answer could not be read",
      })
    }
    return body as T
  } catch (error) {
    if (error instanceof MonetizationError) {
      throw error
    }
    throw new MonetizationError({
      status: 0,
      type: "network",
      code: timedOut ? "timeout" : "network_error",
      message: timedOut ? `No answer within ${timeoutMs} ms` : "The server could not be reached",
      cause: error,
    })
  } finally {
    clearTimeout(timer)
    call.signal?.removeEventListener("abort", onAbort)
  }
}

/** undefined when the text is not JSON; null for an empty body, which some 2xx answers have. */
function parseJson(text: string): unknown {
  if (text.trim() === "") {
    return null
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function queryString(query: SendOptions["query"]): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== "") {
      params.set(key, String(value))
    }
  }
  const text = params.toString()
  return text ? `?${text}` : ""
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort)
      resolve()
    }, ms)
    signal?.addEventListener("abort", onAbort, { once: true })
  })
}
