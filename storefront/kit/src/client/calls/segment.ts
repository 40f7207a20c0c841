/** A path segment that can't climb out of its place, whatever an id or handle from a URL contains. */
export function segment(value: string): string {
  return value === "." || value === ".." ? `%2E${value.slice(1)}` : encodeURIComponent(value)
}
