import { Api } from "./api"
import { eventDays, zonedTime } from "./event-dates"
import { EventContent } from "./types"

interface AdminEvent {
  id: string
  handle: string
  title: string
  sessions?: { id: string; title: string; starts_at: string }[]
  ticket_types?: { id: string; product_variant_id: string }[]
}

export interface SeededEvent {
  eventId: string
  title: string
  /** Session ids by the content's key, in the order of the programme. */
  sessionIds: Map<string, string>
}


/** The event itself. Its dates count from the first seed and then stay. */
export async function seedEvent(api: Api, content: EventContent, image: (file: string) => string): Promise<AdminEvent> {
  const known = await findEvent(api, content)
  if (known) {
    return known
  }
  const days = eventDays(new Date(), content.startsInDays, content.days)
  const { event } = await api.post<{ event: AdminEvent }>("/admin/events", {
    title: content.title.replace("{year}", days[0].slice(0, 4)),
    handle: content.handle,
    description: content.description,
    starts_at: zonedTime(days[0], content.doorsOpen, content.timeZone),
    ends_at: zonedTime(days[days.length - 1], content.doorsClose, content.timeZone),
    time_zone: content.timeZone,
    venue: content.venue,
    city: content.city,
    image_url: image(content.image),
    status: "published",
  })
  return event
}

async function findEvent(api: Api, content: EventContent): Promise<AdminEvent | undefined> {
  const words = content.title.replace("{year}", "").trim()
  const { events } = await api.get<{ events: AdminEvent[] }>(`/admin/events?${new URLSearchParams({ q: words, limit: "100" })}`)
  return events.find((event) => event.handle === content.handle)
}

/** Sessions and ticket types of an event, those that are missing. */
export async function seedProgramme(
  api: Api,
  eventId: string,
  content: EventContent,
  variantIds: Map<string, string>,
  image: (file: string) => string
): Promise<SeededEvent> {
  const { event } = await api.get<{ event: AdminEvent & { starts_at: string } }>(`/admin/events/${eventId}`)
  const days = daysFrom(event.starts_at, content)
  const sessionIds = new Map<string, string>()
  for (const session of content.sessions) {
    const known = event.sessions?.find((item) => item.title === session.title)
    const { day, from, to, overflow, key, image: file, ...fields } = session
    const id =
      known?.id ??
      (
        await api.post<{ session: { id: string } }>(`/admin/events/${eventId}/sessions`, {
          ...fields,
          starts_at: zonedTime(days[day], from, content.timeZone),
          ends_at: zonedTime(days[day], to, content.timeZone),
          overflow_limit: overflow,
          image_url: image(file),
        })
      ).session.id
    sessionIds.set(key, id)
  }
  for (const [position, ticket] of content.tickets.entries()) {
    const variantId = variantIds.get(ticket.sku)
    if (!variantId || event.ticket_types?.some((known) => known.product_variant_id === variantId)) {
      continue
    }
    await api.post(`/admin/events/${eventId}/ticket-types`, {
      product_variant_id: variantId,
      name: ticket.name,
      description: ticket.description,
      tier: ticket.tier,
      position,
    })
  }
  return { eventId, title: event.title, sessionIds }
}

/** Local dates of an event that exists. */
function daysFrom(startsAt: string, content: EventContent): string[] {
  const local = new Intl.DateTimeFormat("en-CA", { timeZone: content.timeZone }).format(new Date(startsAt))
  const first = new Date(`${local}T00:00:00Z`).getTime()
  return Array.from({ length: content.days }, (_, index) => new Date(first + index * 86_400_000).toISOString().slice(0, 10))
}
