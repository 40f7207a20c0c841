import { FetchError } from "@medusajs/js-sdk"
import { queryString } from "./query-string"
import { sdk } from "./sdk"

/** A refused request as the SDK throws it, with the server's code (`event_has_attendees`) that the SDK leaves out. */
export class ApiError extends FetchError {
  constructor(
    message: string,
    status: number,
    readonly code: string | undefined
  ) {
    super(message, undefined, status)
  }
}

/** Signed in as the dashboard is: by its cookie, or by its token. */
const byToken = __AUTH_TYPE__ === "jwt"

export async function authHeaders(): Promise<Record<string, string>> {
  const token = byToken ? await sdk.client.getToken() : null
  return token ? { authorization: `Bearer ${token}` } : {}
}

export const withCookies = !byToken

/** Where a route of the backend is. */
export function addressOf(path: string, query: object = {}): string {
  return `${(__BACKEND_URL__ || "").replace(/\/$/, "")}${path}${queryString(query)}`
}

export function refusalOf(answer: unknown, status: number, statusText = ""): ApiError {
  const { message, code } = (answer ?? {}) as { message?: string; code?: string }
  return new ApiError(message ?? statusText, status, code)
}

type Request = { method?: "GET" | "POST" | "DELETE"; query?: object; body?: object }

/**
 * Asks one of our own routes. It does what the SDK's `client.fetch` does but for one thing: an error keeps its code, by
 * which we know which words to say.
 */
export async function api<T = unknown>(path: string, { method = "GET", query, body }: Request = {}): Promise<T> {
  const response = await fetch(addressOf(path, query), {
    method,
    headers: {
      accept: "application/json",
      ...(body ? { "content-type": "application/json" } : {}),
      ...(await authHeaders()),
    },
    credentials: withCookies ? "include" : "omit",
    body: body && JSON.stringify(body),
  })
  if (!response.ok) {
    throw refusalOf(await response.json().catch(() => null), response.status, response.statusText)
  }
  return (await response.json()) as T
}
