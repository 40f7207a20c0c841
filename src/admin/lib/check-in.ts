import { errorCode, errorText } from "./errors"
import { AdminUnit } from "./fulfilment-types"

export type CheckInKind = "checking" | "ok" | "used" | "refunded" | "otherEvent" | "unknown" | "failed" | "undone"

/** One scan of this session. */
export type CheckInEntry = {
  /** Counts up, so that two scans of one ticket are two entries. */
  number: number
  kind: CheckInKind
  at: string
  unit: AdminUnit | null
  /** When the ticket was used before, if the server said so. */
  usedAt: string | null
  /** What the server said, where we have no words of our own. */
  message: string | null
}

const KINDS: Record<string, CheckInKind> = {
  ticket_already_used: "used",
  ticket_refunded: "refunded",
  ticket_other_event: "otherEvent",
  ticket_invalid: "unknown",
}

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/

/** Why a ticket wasn't let in. Anything but the server's own refusals is a failure: the ticket may be good. */
export function refusalOf(error: unknown): Pick<CheckInEntry, "kind" | "usedAt" | "message"> {
  const message = errorText(error) ?? null
  const kind = KINDS[errorCode(error) ?? ""] ?? "failed"
  return { kind, message, usedAt: kind === "used" ? (message?.match(INSTANT)?.[0] ?? null) : null }
}

/**
 * The token in what a scanner typed. A code may hold a link whose last part is the token, and some scanners put
 * blanks around or between what they read.
 */
export function scannedToken(text: string): string {
  const read = text.replace(/\s+/g, "")
  if (!/^https?:\/\//i.test(read)) {
    return read
  }
  try {
    const url = new URL(read)
    return url.searchParams.get("token") ?? decodeURIComponent(url.pathname.split("/").filter(Boolean).pop() ?? read)
  } catch {
    return read
  }
}

/**
 * The history with this entry in its place: the newest scan comes first, whenever its answer does. A slow answer to an earlier
 * scan must not take the place of what the person now at the door is told.
 */
export function withEntry(history: CheckInEntry[], entry: CheckInEntry): CheckInEntry[] {
  return [...history.filter(({ number }) => number !== entry.number), entry].sort((a, b) => b.number - a.number)
}

/** How many of this session's scans let somebody in; one taken back doesn't count. */
export function admitted(history: CheckInEntry[]): number {
  return history.filter(({ kind }) => kind === "ok").length
}

/** A scanner held too long reads a code twice; the second reading would only say that it was used a moment ago. */
export const ECHO_MILLISECONDS = 500

export function isEcho(last: { token: string; at: number } | undefined, token: string, at: number): boolean {
  return last !== undefined && last.token === token && at - last.at < ECHO_MILLISECONDS
}
