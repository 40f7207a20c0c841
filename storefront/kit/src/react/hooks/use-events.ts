import type { StoreEvent, StoreSessionDetail } from "../../client/types.ts"
import { useMonetization } from "../monetization-provider.tsx"
import { useQuery, type QueryResult } from "./use-query.ts"

const NONE: StoreEvent[] = []

/** Published events. */
export function useEvents({ limit = 20, offset = 0 }: { limit?: number; offset?: number } = {}): Omit<
  QueryResult<unknown>,
  "data"
> & { events: StoreEvent[]; count: number } {
  const { client } = useMonetization()
  // those on screen stay while there are more of them to read
  const { data, ...rest } = useQuery(`events:${limit}:${offset}`, (signal) => client.events.list({ limit, offset }, { signal }), {
    family: "events",
  })
  return { ...rest, events: data?.events ?? NONE, count: data?.count ?? 0 }
}

/** One event with sessions and priced ticket types; null asks nothing. */
export function useEvent(
  idOrHandle: string | null
): Omit<QueryResult<StoreEvent>, "data"> & { event: StoreEvent | null } {
  const { client, regionId } = useMonetization()
  const { data, ...rest } = useQuery(idOrHandle === null ? null : `event:${idOrHandle}:${regionId}`, (signal) =>
    client.events.retrieve(idOrHandle ?? "", regionId ? { regionId } : {}, { signal })
  )
  return { ...rest, event: data }
}

/** One session with its event; null asks nothing. */
export function useSession(
  id: string | null
): Omit<QueryResult<StoreSessionDetail>, "data"> & { session: StoreSessionDetail | null } {
  const { client } = useMonetization()
  const { data, ...rest } = useQuery(id === null ? null : `session:${id}`, (signal) =>
    client.sessions.retrieve(id ?? "", { signal })
  )
  return { ...rest, session: data }
}
