import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { api } from "../lib/api"
import { fetchAll } from "../lib/fetch-all"
import { eventKeys, offerKeys } from "../lib/query-keys"
import {
  AdminAttendee,
  AdminEvent,
  AdminEventSession,
  AdminTicketType,
  EventInput,
  EventStatus,
  Page,
  SessionInput,
  TicketTypeInput,
} from "../lib/types"

export type EventListQuery = { q?: string; status?: string; limit: number; offset: number; order?: string }

export const useEvents = (query: EventListQuery) =>
  useQuery({
    queryKey: eventKeys.list(query),
    queryFn: () => api<Page<"events", AdminEvent>>("/admin/events", { query }),
    placeholderData: keepPreviousData,
  })

/** Events that are neither over nor archived, the next first, and how many there are. */
export const useUpcomingEvents = (limit: number) =>
  useQuery({
    queryKey: eventKeys.list({ upcoming: true, limit }),
    queryFn: () =>
      api<Page<"events", AdminEvent>>("/admin/events", {
        query: { upcoming: true, status: ["draft", "published"], order: "starts_at", limit },
      }),
    refetchInterval: 60_000,
  })

/** The event that a newcomer is at work on: the latest that isn't archived, or null. */
export const useFirstEvent = () =>
  useQuery({
    queryKey: eventKeys.list({ first: true }),
    queryFn: () =>
      api<Page<"events", AdminEvent>>("/admin/events", {
        query: { status: ["draft", "published"], order: "-starts_at", limit: 1 },
      }).then(({ events }) => events[0] ?? null),
  })

/** All events, for pickers and filters. */
export const useAllEvents = () =>
  useQuery({
    queryKey: eventKeys.list({ all: true }),
    queryFn: () => fetchAll<AdminEvent>("/admin/events", "events", { order: "-starts_at" }),
  })

export const useEvent = (id: string | undefined) =>
  useQuery({
    queryKey: eventKeys.detail(id ?? ""),
    queryFn: () => api<{ event: AdminEvent }>(`/admin/events/${id}`).then(({ event }) => event),
    enabled: Boolean(id),
  })

export const useAttendees = (eventId: string, query: { q?: string; limit: number; offset: number }) =>
  useQuery({
    queryKey: eventKeys.attendees(eventId, query),
    queryFn: () =>
      api<Page<"attendees", AdminAttendee>>(`/admin/events/${eventId}/attendees`, { query }),
    placeholderData: keepPreviousData,
  })

/** A change to the programme refreshes events, and offers too: they show their event's title. */
function useEventMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: eventKeys.all }),
        client.invalidateQueries({ queryKey: offerKeys.all }),
      ]),
  })
}

const post = <T>(path: string, body: object) => api<T>(path, { method: "POST", body })
const remove = (path: string) => api<{ id: string; deleted: boolean }>(path, { method: "DELETE" })

export const useCreateEvent = () =>
  useEventMutation((body: EventInput) => post<{ event: AdminEvent }>("/admin/events", body))

export const useUpdateEvent = (id: string) =>
  useEventMutation((body: Partial<EventInput> & { status?: EventStatus }) =>
    post<{ event: AdminEvent }>(`/admin/events/${id}`, body)
  )

export const useDeleteEvent = (id: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => remove(`/admin/events/${id}`),
    onSuccess: () => {
      client.removeQueries({ queryKey: eventKeys.detail(id) })
      return client.invalidateQueries({ queryKey: eventKeys.all, refetchType: "none" })
    },
  })
}

export const useCreateSession = (eventId: string) =>
  useEventMutation((body: SessionInput) =>
    post<{ session: AdminEventSession }>(`/admin/events/${eventId}/sessions`, body)
  )

export const useUpdateSession = (id: string) =>
  useEventMutation((body: SessionInput) => post<{ session: AdminEventSession }>(`/admin/event-sessions/${id}`, body))

export const useDeleteSession = () => useEventMutation((id: string) => remove(`/admin/event-sessions/${id}`))

export const useCreateTicketType = (eventId: string) =>
  useEventMutation((body: TicketTypeInput) =>
    post<{ ticket_type: AdminTicketType }>(`/admin/events/${eventId}/ticket-types`, body)
  )

export const useUpdateTicketType = (id: string) =>
  useEventMutation((body: Omit<TicketTypeInput, "product_variant_id">) =>
    post<{ ticket_type: AdminTicketType }>(`/admin/ticket-types/${id}`, body)
  )

export const useDeleteTicketType = () => useEventMutation((id: string) => remove(`/admin/ticket-types/${id}`))
