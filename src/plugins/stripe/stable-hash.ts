import { createHash } from "node:crypto"

/**
 * Same content, same text: the key under which a repeated request is recognised as a repetition.
 * The order of an object's keys does not count, undefined ones neither.
 */
export function stableHash(value: unknown): string {
  return createHash("sha256").update(stableJson(value)).digest("hex").slice(0, 32)
}

function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part
  )
}
