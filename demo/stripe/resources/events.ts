import type { Context, Route } from "../context"
import { noSuch } from "../errors"
import { createdFilter, LIST_PARAMS, page } from "../lists"
import type { StripeEvent } from "../types"

const KEPT_SECONDS = 30 * 24 * 60 * 60

/** Stripe keeps events for 30 days. */
export function sweepEvents({ store, now }: Pick<Context, "store"> & { now: number }): void {
  for (const event of store.events.all()) {
    if (event.created > now - KEPT_SECONDS) {
      return
    }
    store.events.remove(event.id)
  }
}

function typeMatches(event: StripeEvent, types: string[] | null | undefined, type: string | undefined): boolean {
  const patterns = types ?? (type === undefined ? null : [type])
  return (
    patterns === null ||
    patterns.some(
      (pattern) =>
        pattern === "*" ||
        pattern === event.type ||
        (pattern.endsWith(".*") && event.type.startsWith(pattern.slice(0, -1)))
    )
  )
}

export const eventRoutes: Route[] = [
  {
    method: "GET",
    path: "/v1/events",
    handle: (context, { params }) => {
      params.allow([...LIST_PARAMS, "created", "delivery_success", "type", "types"])
      const types = params.texts("types")
      const type = params.filledText("type")
      const delivered = params.boolean("delivery_success")
      const items = context.store.events
        .newestFirst()
        .filter(createdFilter(params))
        .filter((event) => typeMatches(event, types, type))
        .filter((event) => delivered === undefined || delivered === (event.pending_webhooks === 0))
      return page(items, params, "/v1/events")
    },
  },
  {
    method: "GET",
    path: "/v1/events/:id",
    handle: ({ store }, { ids }) => {
      const event = store.events.get(ids.id)
      if (!event) {
        throw noSuch("event", ids.id)
      }
      return event
    },
  },
]
