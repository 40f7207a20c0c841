import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { AttendeeStatus, TicketTier } from "../../../../../modules/program"
import type { StoreGetTicketsParamsType } from "./validators"

type TicketRow = {
  id: string
  event_id: string
  event: { title: string; starts_at: Date | string; time_zone: string }
  ticket_type: { name: string }
  tier: TicketTier
  bought_tier: TicketTier | null
  order_id: string
  status: AttendeeStatus
  registrations: { session_id: string; status: string }[]
}

/**
 * The customer's tickets, the latest first, also of events that are over or archived. `boughtTier` is what `ticketName`
 * names; `tier` is higher once an upgrade raised the ticket.
 */
export const GET = async (req: AuthenticatedMedusaRequest<unknown, StoreGetTicketsParamsType>, res: MedusaResponse) => {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data, metadata } = await query.graph({
    entity: "program_attendee",
    fields: req.queryConfig.fields,
    filters: { customer_id: req.auth_context.actor_id },
    pagination: { ...req.queryConfig.pagination, order: { created_at: "DESC", order_line_item_id: "ASC", unit: "ASC" } },
  })
  const tickets = (data as unknown as TicketRow[]).map((ticket) => ({
    attendeeId: ticket.id,
    eventId: ticket.event_id,
    eventTitle: ticket.event.title,
    eventStartsAt: new Date(ticket.event.starts_at).toISOString(),
    timeZone: ticket.event.time_zone,
    ticketName: ticket.ticket_type.name,
    tier: ticket.tier,
    boughtTier: ticket.bought_tier ?? ticket.tier,
    orderId: ticket.order_id,
    status: ticket.status,
    registeredSessionIds: ticket.registrations
      .filter((registration) => registration.status === "registered")
      .map((registration) => registration.session_id),
  }))
  res.json({ tickets, count: metadata?.count ?? 0, offset: metadata?.skip ?? 0, limit: metadata?.take ?? 0 })
}
