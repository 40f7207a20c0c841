import type { MedusaOrder, MedusaRegion } from "../medusa-types.ts"
import type { CallOptions, Send } from "../transport.ts"
import type { Page, SessionRegistration, StoreEvent, StoreSessionDetail } from "../types.ts"
import { segment } from "./segment.ts"

export interface CatalogueCalls {
  regions: {
    list(options?: CallOptions): Promise<MedusaRegion[]>
    /** With its countries. */
    retrieve(id: string, options?: CallOptions): Promise<MedusaRegion>
  }
  events: {
    list(
      query?: { limit?: number; offset?: number },
      options?: CallOptions
    ): Promise<Page & { events: StoreEvent[] }>
    /** With sessions and ticket types; prices need `regionId`. */
    retrieve(idOrHandle: string, query?: { regionId?: string }, options?: CallOptions): Promise<StoreEvent>
  }
  sessions: {
    retrieve(id: string, options?: CallOptions): Promise<StoreSessionDetail>
    /** Takes a seat; needs a signed-in customer with an active ticket of the event. */
    register(id: string, options?: CallOptions): Promise<SessionRegistration>
    unregister(id: string, options?: CallOptions): Promise<SessionRegistration>
  }
  orders: {
    retrieve(id: string, options?: CallOptions): Promise<MedusaOrder>
  }
}

export function catalogueCalls(send: Send): CatalogueCalls {
  return {
    regions: {
      list: async (options) => (await send<{ regions: MedusaRegion[] }>("GET", "/store/regions", options)).regions,
      retrieve: async (id, options) =>
        (await send<{ region: MedusaRegion }>("GET", `/store/regions/${segment(id)}`, options)).region,
    },
    events: {
      list: (query, options) => send("GET", "/store/events", { ...options, query }),
      retrieve: async (idOrHandle, query, options) =>
        (await send<{ event: StoreEvent }>("GET", `/store/events/${segment(idOrHandle)}`, { ...options, query })).event,
    },
    sessions: {
      retrieve: async (id, options) =>
        (await send<{ session: StoreSessionDetail }>("GET", `/store/event-sessions/${segment(id)}`, options)).session,
      register: async (id, options) =>
        (
          await send<{ registration: SessionRegistration }>(
            "POST",
            `/store/event-sessions/${segment(id)}/registration`,
            { ...options, body: {} }
          )
        ).registration,
      unregister: async (id, options) =>
        (
          await send<{ registration: SessionRegistration }>(
            "DELETE",
            `/store/event-sessions/${segment(id)}/registration`,
            options
          )
        ).registration,
    },
    orders: {
      retrieve: async (id, options) =>
        (await send<{ order: MedusaOrder }>("GET", `/store/orders/${segment(id)}`, options)).order,
    },
  }
}
