import { useSearchParams } from "react-router-dom"

/** What a dashboard DataTable keeps in the address (search, filters, order, offset), as a query of our list routes. */
export function useTableQuery<Filter extends string>(
  filters: Filter[],
  { pageSize, prefix }: { pageSize: number; prefix?: string }
): { limit: number; offset: number; q?: string; order?: string } & Partial<Record<Filter, string>> {
  const [params] = useSearchParams()
  const get = (key: string) => params.get(prefix ? `${prefix}_${key}` : key) ?? undefined

  const query: Record<string, string | number | undefined> = {
    limit: pageSize,
    offset: Number(get("offset")) || 0,
    q: get("q"),
    order: get("order"),
  }
  for (const filter of filters) {
    query[filter] = filterValue(get(filter))
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== "")) as never
}

/** The table writes a filter as JSON; an address typed by hand may hold the bare word. */
function filterValue(raw: string | undefined): string | undefined {
  if (raw === undefined) {
    return undefined
  }
  try {
    const value: unknown = JSON.parse(raw)
    return Array.isArray(value) ? value.map(String)[0] : String(value)
  } catch {
    return raw
  }
}
