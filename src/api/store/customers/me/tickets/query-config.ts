export const listTicketsConfig = {
  defaults: [
    "id",
    "event_id",
    "event.title",
    "event.starts_at",
    "event.time_zone",
    "ticket_type.name",
    "tier",
    "bought_tier",
    "order_id",
    "status",
    "registrations.session_id",
    "registrations.status",
  ],
  isList: true,
}
