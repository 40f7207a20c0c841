/** Cache keys. Everything of the plugin hangs under one root, so that no other extension's cache is touched. */
const root = "monetization"

export const eventKeys = {
  all: [root, "events"] as const,
  list: (query: object) => [root, "events", "list", query] as const,
  detail: (id: string) => [root, "events", "detail", id] as const,
  attendees: (id: string, query: object) => [root, "events", "attendees", id, query] as const,
}

export const offerKeys = {
  all: [root, "offers"] as const,
  list: (query: object) => [root, "offers", "list", query] as const,
  everything: () => [root, "offers", "everything"] as const,
  detail: (id: string) => [root, "offers", "detail", id] as const,
  holds: (id: string, query: object) => [root, "offers", "detail", id, "holds", query] as const,
  purchases: (id: string, query: object) => [root, "offers", "detail", id, "purchases", query] as const,
  activity: (id: string, query: object) => [root, "offers", "detail", id, "activity", query] as const,
}

export const referenceKeys = {
  currencies: () => [root, "currencies"] as const,
  variants: (q: string) => [root, "variants", q] as const,
  variant: (id: string) => [root, "variant", id] as const,
}
