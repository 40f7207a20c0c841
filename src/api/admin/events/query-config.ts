export const adminEventFields = [
  "id",
  "title",
  "handle",
  "description",
  "starts_at",
  "ends_at",
  "time_zone",
  "venue",
  "city",
  "image_url",
  "status",
  "metadata",
  "created_at",
  "updated_at",
]

export const adminSessionFields = [
  "id",
  "event_id",
  "title",
  "description",
  "speaker",
  "starts_at",
  "ends_at",
  "room",
  "section",
  "capacity",
  "overflow_limit",
  "image_url",
  "metadata",
  "created_at",
  "updated_at",
]

export const adminTicketTypeFields = [
  "id",
  "event_id",
  "product_variant_id",
  "name",
  "description",
  "tier",
  "position",
  "created_at",
  "updated_at",
  "product_variant.id",
  "product_variant.title",
  "product_variant.sku",
  "product_variant.product.id",
  "product_variant.product.title",
  "product_variant.product.thumbnail",
  "product_variant.prices.amount",
  "product_variant.prices.currency_code",
  "product_variant.prices.price_list_id",
  "product_variant.prices.rules_count",
]

export const adminAttendeeFields = [
  "id",
  "event_id",
  "ticket_type_id",
  "ticket_type.id",
  "ticket_type.name",
  "order_id",
  "order.id",
  "order.display_id",
  "order_line_item_id",
  "unit",
  "customer_id",
  "email",
  "name",
  "tier",
  "bought_tier",
  "status",
  "canceled_at",
  "cancel_cause",
  "created_at",
  "updated_at",
]

const under = (relation: string, fields: string[]) => fields.map((field) => `${relation}.${field}`)

export const retrieveEventConfig = {
  defaults: [...adminEventFields, ...under("sessions", adminSessionFields), ...under("ticket_types", adminTicketTypeFields)],
  isList: false,
}

export const listEventsConfig = { defaults: adminEventFields, isList: true }

export const listEventAttendeesConfig = { defaults: adminAttendeeFields, isList: true }
