/** What a storefront may know of a session. */
export const storeSessionFields = [
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
  "image_url",
]

/** What a storefront may know of an event. */
export const storeEventFields = [
  "id",
  "handle",
  "title",
  "description",
  "starts_at",
  "ends_at",
  "time_zone",
  "venue",
  "city",
  "image_url",
  ...storeSessionFields.map((field) => `sessions.${field}`),
  "ticket_types.id",
  "ticket_types.event_id",
  "ticket_types.name",
  "ticket_types.description",
  "ticket_types.tier",
  "ticket_types.position",
  "ticket_types.product_variant_id",
]

export const retrieveStoreEventConfig = { defaults: storeEventFields, isList: false, storeRelationsLimit: 10 }
export const listStoreEventsConfig = { defaults: storeEventFields, isList: true, storeRelationsLimit: 10 }
