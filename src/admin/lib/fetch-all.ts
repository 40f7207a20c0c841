import { api } from "./api"

const PAGE = 100

type Limits = {
  /** Rows after which it is enough. */
  most?: number
  onProgress?: (rows: number) => void
}

/** Every row of a list route, page after page, up to `most` rows. */
export async function fetchAll<T>(
  path: string,
  key: string,
  query: object = {},
  { most = 1000, onProgress }: Limits = {}
): Promise<T[]> {
  const rows: T[] = []
  while (rows.length < most) {
    const page = await api<Record<string, unknown> & { count: number }>(path, {
      query: { ...query, limit: PAGE, offset: rows.length },
    })
    const found = page[key] as T[]
    rows.push(...found)
    onProgress?.(rows.length)
    if (found.length === 0 || rows.length >= page.count) {
      break
    }
  }
  return rows
}
