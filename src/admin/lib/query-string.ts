/** A query for an address, as Medusa's routes read it: lists as `key[]=`, nothing for what isn't set. */
export function queryString(query: object): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query) as [string, unknown][]) {
    if (Array.isArray(value)) {
      value.forEach((entry) => params.append(`${key}[]`, String(entry)))
    } else if (value !== undefined && value !== null) {
      params.append(key, String(value))
    }
  }
  const text = params.toString()
  return text && `?${text}`
}
