import { readPdf } from "../../../integration-tests/support/pdf"
import { renderTicket, TicketFacts } from "./ticket-pdf"

const facts = (more: Partial<TicketFacts> = {}): TicketFacts => ({
  event: {
    title: "Nordlicht Festival",
    starts_at: new Date("2027-05-01T09:00:00Z"),
    ends_at: new Date("2027-05-03T16:00:00Z"),
    time_zone: "Europe/Berlin",
    venue: "Große Halle",
    city: "Kraków",
  },
  title: "Backstage tour",
  position: 2,
  quantity: 3,
  holder: { name: "Łukasz Żak-Đặng", email: "lukasz@example.com" },
  order_number: "1042",
  unit_id: "offunit_01K5ZQ3V8M4N7P2R6S9T0WXYZA_1",
  token: "eyJhbGciOiJIUzI1NiJ9.eyJ1bml0X2lkIjoib2ZmdW5pdF8wMUs1WlEzVjhNNE43UDJSNlM5VDBXWFlaQV8xIn0.rtVb5kC5zTgJ1mGm8S8o2dQKv2q4sYx3Vw6eXo0aB1c",
  ...more,
})

it("says what a person at the entrance reads, in any Latin letters", async () => {
  const { text, pages } = readPdf(await renderTicket(facts()))
  for (const expected of [
    "Nordlicht Festival",
    "Sat, 1 May 2027, 11:00 – Mon, 3 May 2027, 18:00 (CEST)",
    "Backstage tour (2 of 3)",
    "Łukasz Żak-Đặng",
    "lukasz@example.com",
    "Große Halle, Kraków",
    "#1042",
    "P2R6S9T0WXYZA-1".slice(-12),
  ]) {
    expect(text).toContain(expected)
  }
  expect(pages).toBe(1)
})

it("has a code that scans to the token", async () => {
  const { token } = facts()
  expect(readPdf(await renderTicket(facts())).qr).toBe(token)
})

it("stays on one page with everything as long as it may be, and with nothing", async () => {
  const long = "Ein sehr langer Titel mit vielen Wörtern, ".repeat(5).slice(0, 200)
  const full = facts({
    event: { ...facts().event, title: long, venue: long, city: long },
    title: long,
    holder: { name: long, email: `${"a".repeat(64)}@${"b".repeat(180)}.com` },
  })
  const bare = facts({ event: { ...facts().event, venue: null, city: null }, quantity: 1, position: 1, holder: { name: null, email: null } })
  for (const ticket of [full, bare]) {
    const { pages, qr } = readPdf(await renderTicket(ticket))
    expect(pages).toBe(1)
    expect(qr).toBe(ticket.token)
  }
  expect(readPdf(await renderTicket(bare)).text).toContain("Backstage tour\n")
})
