import type { VariantPrice } from "../../../workflows/program/variant-prices"
import { toStoreEvent, type EventRow } from "./store-event"

const session = {
  id: "evses_1",
  event_id: "evt_1",
  title: "Keynote",
  description: null,
  speaker: "Ada",
  starts_at: "2027-05-01T09:00:00.000Z",
  ends_at: "2027-05-01T10:00:00.000Z",
  room: "A",
  section: null,
  capacity: 5,
  image_url: null,
}
const ticketType = {
  id: "tictype_1",
  event_id: "evt_1",
  name: "Day",
  description: null,
  tier: "STANDARD" as const,
  position: 1,
  product_variant_id: "variant_1",
}
const event: EventRow & { metadata: unknown } = {
  id: "evt_1",
  handle: "summit",
  title: "Summit",
  description: null,
  starts_at: new Date("2027-05-01T08:00:00Z"),
  ends_at: new Date("2027-05-02T18:00:00Z"),
  time_zone: "Europe/Berlin",
  venue: null,
  city: "Berlin",
  image_url: null,
  sessions: [{ ...session, id: "evses_2", starts_at: "2027-05-01T11:00:00.000Z", ends_at: "2027-05-01T12:00:00.000Z" }, session],
  ticket_types: [
    ticketType,
    { ...ticketType, id: "tictype_2", position: 0, product_variant_id: "variant_2" },
    { ...ticketType, id: "tictype_3", product_variant_id: "variant_gone" },
  ],
  metadata: { secret: true },
}
const price = { price: 90, originalPrice: 100, currency: "eur" }

describe("toStoreEvent", () => {
  const prices = new Map<string, VariantPrice>([
    ["variant_1", price],
    ["variant_2", { price: null, originalPrice: null, currency: null }],
  ])

  it("sorts the programme and counts the seats left, never below zero", () => {
    const { sessions } = toStoreEvent(event, new Map([["evses_1", 2], ["evses_2", 9]]), prices)
    expect(sessions.map(({ id, seatsLeft }) => [id, seatsLeft])).toEqual([["evses_1", 3], ["evses_2", 0]])
  })

  it("leaves out tickets that nobody can buy and sorts the others", () => {
    const { ticketTypes } = toStoreEvent(event, new Map(), prices)
    expect(ticketTypes.map(({ id, price }) => [id, price])).toEqual([["tictype_2", null], ["tictype_1", 90]])
  })

  it("tells nothing that only organizers may know", () => {
    const answer = toStoreEvent(event, new Map(), prices)
    expect(JSON.stringify(answer)).not.toContain("secret")
    expect(answer.startsAt).toBe("2027-05-01T08:00:00.000Z")
    expect(Object.keys(answer).sort()).toEqual(
      ["city", "description", "endsAt", "handle", "id", "imageUrl", "sessions", "startsAt", "ticketTypes", "timeZone", "title", "venue"].sort()
    )
  })
})
