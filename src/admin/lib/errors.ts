type ApiError = Error & { status?: number; statusText?: string; code?: string }

/** The code of a refused request (`event_has_attendees`), if the server gave one. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as ApiError | undefined)?.code
  return typeof code === "string" ? code : undefined
}

/** What the server said, or undefined when it said nothing a person can use (no connection, a crash page). */
export function errorText(error: unknown): string | undefined {
  const { message, status } = (error as ApiError | undefined) ?? {}
  return message && status !== undefined && message !== "Internal Server Error" ? message : undefined
}
