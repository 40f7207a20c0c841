import { useMutation } from "@tanstack/react-query"
import { api } from "../lib/api"
import { AdminUnit } from "../lib/fulfilment-types"

/** Lets a ticket's holder in, once. */
export const useCheckIn = (eventId: string) =>
  useMutation({
    mutationFn: (token: string) =>
      api<{ unit: AdminUnit }>(`/admin/events/${eventId}/check-in`, { method: "POST", body: { token } })
        .then(({ unit }) => unit),
  })

/** Takes a check-in back: the ticket can be used again. */
export const useUndoCheckIn = (eventId: string) =>
  useMutation({
    mutationFn: (unitId: string) =>
      api<{ unit: AdminUnit }>(`/admin/events/${eventId}/check-in/undo`, { method: "POST", body: { unit_id: unitId } })
        .then(({ unit }) => unit),
  })
