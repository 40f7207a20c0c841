import { API_VERSION } from "./api-version"
import type { Clock } from "./clock"
import { newId } from "./ids"
import type { Params } from "./params"
import type { Store } from "./store"
import type { ListObject, StripeEvent, StripeObject } from "./types"

/** One API call, decoded. */
export interface ApiRequest {
  method: string
  path: string
  /** Ids taken from the path, by the names in the route's pattern. */
  ids: Record<string, string>
  params: Params
  apiVersion: string
  requestId: string
  idempotencyKey: string | null
}

export type Handler = (context: Context, request: ApiRequest) => StripeObject | ListObject | Record<string, unknown>

export interface Route {
  method: "GET" | "POST" | "DELETE"
  /** `/v1/products/:id` */
  path: string
  handle: Handler
}

/** What the resources work with: memory, time and the event log. */
export class Context {
  /** The API call being executed; handlers run to their end without waiting, so there is at most one. */
  origin: Pick<ApiRequest, "requestId" | "idempotencyKey"> | null = null
  private listener: (event: StripeEvent) => void = () => undefined

  constructor(
    readonly store: Store,
    readonly clock: Clock,
    /** Where browsers reach the stand-in; no slash at the end. */
    readonly publicUrl: () => string
  ) {}

  now(): number {
    return this.clock.now()
  }

  onEvent(listener: (event: StripeEvent) => void): void {
    this.listener = listener
  }

  /** Writes an event with a snapshot of the object and hands it to the webhooks. */
  emit(type: string, object: StripeObject, previous?: Record<string, unknown>): StripeEvent {
    const event: StripeEvent = {
      id: newId("evt"),
      object: "event",
      api_version: API_VERSION,
      created: this.now(),
      data: {
        object: structuredClone(object),
        ...(previous ? { previous_attributes: structuredClone(previous) } : {}),
      },
      livemode: false,
      pending_webhooks: 0,
      request: { id: this.origin?.requestId ?? null, idempotency_key: this.origin?.idempotencyKey ?? null },
      type,
    }
    this.store.events.add(event)
    this.listener(event)
    return event
  }
}

/** The values that `changes` is about to replace, as events report them. */
export function previousValues<T extends StripeObject>(object: T, changes: Partial<T>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(changes)
      .filter((key) => JSON.stringify(object[key]) !== JSON.stringify(changes[key]))
      .map((key) => [key, object[key]])
  )
}
