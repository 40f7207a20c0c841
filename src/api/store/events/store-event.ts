import type { TicketTier } from "../../../modules/program"
import type { VariantPrice } from "../../../workflows/program/variant-prices"

export type StoreSession = {
  id: string
  eventId: string
  title: string
  description: string | null
  speaker: string | null
  startsAt: string
  endsAt: string
  room: string | null
  section: string | null
  capacity: number
  /** Never below 0, even when the capacity was lowered under the seats taken. */
  seatsLeft: number
  imageUrl: string | null
}

/** Prices are in the major unit of `currency`; null without a region, or when the variant has no price there. */
export type StoreTicketType = {
  id: string
  eventId: string
  name: string
  description: string | null
  tier: TicketTier
  variantId: string
  price: number | null
  originalPrice: number | null
  currency: string | null
}

export type StoreEvent = {
  id: string
  handle: string
  title: string
  description: string | null
  startsAt: string
  endsAt: string
  timeZone: string
  venue: string | null
  city: string | null
  imageUrl: string | null
  sessions: StoreSession[]
  ticketTypes: StoreTicketType[]
}

type DateLike = Date | string

export type SessionRow = {
  id: string
  event_id: string
  title: string
  description: string | null
  speaker: string | null
  starts_at: DateLike
  ends_at: DateLike
  room: string | null
  section: string | null
  capacity: number
  image_url: string | null
}

export type EventRow = {
  id: string
  handle: string
  title: string
  description: string | null
  starts_at: DateLike
  ends_at: DateLike
  time_zone: string
  venue: string | null
  city: string | null
  image_url: string | null
  sessions: SessionRow[]
  ticket_types: {
    id: string
    event_id: string
    name: string
    description: string | null
    tier: TicketTier
    position: number
    product_variant_id: string
  }[]
}

const iso = (date: DateLike) => new Date(date).toISOString()
const time = (date: DateLike) => new Date(date).getTime()

export function toStoreSession(session: SessionRow, taken: number): StoreSession {
  return {
    id: session.id,
    eventId: session.event_id,
    title: session.title,
    description: session.description,
    speaker: session.speaker,
    startsAt: iso(session.starts_at),
    endsAt: iso(session.ends_at),
    room: session.room,
    section: session.section,
    capacity: session.capacity,
    seatsLeft: Math.max(0, session.capacity - taken),
    imageUrl: session.image_url,
  }
}

/** An event for storefronts. A ticket type whose variant is not in `prices` (deleted, unpublished) is left out. */
export function toStoreEvent(
  event: EventRow,
  taken: ReadonlyMap<string, number>,
  prices: ReadonlyMap<string, VariantPrice>
): StoreEvent {
  return {
    id: event.id,
    handle: event.handle,
    title: event.title,
    description: event.description,
    startsAt: iso(event.starts_at),
    endsAt: iso(event.ends_at),
    timeZone: event.time_zone,
    venue: event.venue,
    city: event.city,
    imageUrl: event.image_url,
    sessions: [...event.sessions]
      .sort((a, b) => time(a.starts_at) - time(b.starts_at) || a.title.localeCompare(b.title))
      .map((session) => toStoreSession(session, taken.get(session.id) ?? 0)),
    ticketTypes: [...event.ticket_types]
      .sort((a, b) => a.position - b.position || a.id.localeCompare(b.id))
      .flatMap((ticketType) => {
        const price = prices.get(ticketType.product_variant_id)
        return price
          ? [
              {
                id: ticketType.id,
                eventId: ticketType.event_id,
                name: ticketType.name,
                description: ticketType.description,
                tier: ticketType.tier,
                variantId: ticketType.product_variant_id,
                ...price,
              },
            ]
          : []
      }),
  }
}
