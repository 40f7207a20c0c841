const MAX_LENGTH = 80

/** What a handle may look like. It has no underscore, so it is never mistaken for an id. */
export const HANDLE_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** A URL part from a title: `Café & Code, 2027!` becomes `cafe-code-2027`. A title without Latin letters becomes `event`. */
export function handleFromTitle(title: string): string {
  const handle = title
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/ß/g, "ss")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, "")
  return handle || "event"
}

/** The first of `base`, `base-2`, `base-3`, ... that is not taken. */
export function freeHandle(base: string, taken: Iterable<string>): string {
  const used = new Set(taken)
  if (!used.has(base)) {
    return base
  }
  let number = 2
  while (used.has(`${base}-${number}`)) {
    number += 1
  }
  return `${base}-${number}`
}
