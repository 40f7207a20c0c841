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
  overview: () => [root, "offers", "overview"] as const,
  detail: (id: string) => [root, "offers", "detail", id] as const,
  holds: (id: string, query: object) => [root, "offers", "detail", id, "holds", query] as const,
  assets: (id: string) => [root, "offers", "detail", id, "assets"] as const,
  codes: (id: string) => [root, "offers", "detail", id, "codes"] as const,
  codeList: (id: string, query: object) => [root, "offers", "detail", id, "codes", query] as const,
  activity: (id: string, query: object) => [root, "offers", "detail", id, "activity", query] as const,
}

/** What was bought: changed by fulfilment, refunds and check-in alike. */
export const salesKeys = {
  all: [root, "sales"] as const,
  units: (query: object) => [root, "sales", "units", query] as const,
  purchases: (query: object) => [root, "sales", "purchases", query] as const,
  unexplained: (orderId: string) => [root, "sales", "unexplained", orderId] as const,
}

export const funnelKeys = {
  all: [root, "funnels"] as const,
  list: (query: object) => [root, "funnels", "list", query] as const,
  detail: (id: string) => [root, "funnels", "detail", id] as const,
}

export const referenceKeys = {
  currencies: () => [root, "currencies"] as const,
  orderNumbers: (ids: string[]) => [root, "order-numbers", ids] as const,
  variants: (q: string) => [root, "variants", q] as const,
  variant: (id: string) => [root, "variant", id] as const,
}
