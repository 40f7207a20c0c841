/** What to log of something thrown. What a workflow throws may have lost its class on the way, and still says what happened. */
export function errorMessage(error: unknown): string {
  const message = (error as { message?: unknown } | null)?.message
  return typeof message === "string" ? message : String(error)
}
