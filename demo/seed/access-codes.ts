import { createHash } from "node:crypto"

/** Without letters and digits that are taken for each other. */
const SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

/** A list of codes such as an organizer gets from a partner: the same list for the same name, so that it is loaded once. */
export function accessCodes(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const bytes = [...createHash("sha256").update(`${name} ${index}`).digest()]
    const signs = bytes.slice(0, 12).map((byte) => SIGNS[byte % SIGNS.length]).join("")
    return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`
  })
}
