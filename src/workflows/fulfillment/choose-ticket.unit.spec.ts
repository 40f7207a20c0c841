import { chooseTicket, OwnTicket, TicketNeed } from "./choose-ticket"

const ticket = (id: string, order_id: string, tier: OwnTicket["tier"] = "STANDARD"): OwnTicket => ({ id, event_id: "evt_1", order_id, tier })
const need = (more: Partial<TicketNeed> = {}): TicketNeed => ({
  event_id: "evt_1",
  order_ids: ["order_1"],
  target_tiers: [],
  upgrade_tier: null,
  per_ticket_limit: null,
  ...more,
})

it("prefers a ticket bought together with it", () => {
  expect(chooseTicket([ticket("att_1", "order_0"), ticket("att_2", "order_1")], [], need())?.id).toBe("att_2")
  expect(chooseTicket([ticket("att_1", "order_9"), ticket("att_2", "order_0")], [], need({ order_ids: ["order_1", "order_0"] }))?.id).toBe("att_2")
})

it("spreads units over the tickets", () => {
  const tickets = [ticket("att_1", "order_1"), ticket("att_2", "order_1")]
  expect(chooseTicket(tickets, ["att_1"], need())?.id).toBe("att_2")
  expect(chooseTicket(tickets, ["att_1", "att_2"], need())?.id).toBe("att_1")
  expect(chooseTicket(tickets, ["att_1", "att_2"], need({ per_ticket_limit: 1 }))).toBeNull()
})

it("upgrades the ticket an upgrade is priced for, wherever that was bought", () => {
  const tickets = [ticket("att_1", "order_0"), ticket("att_2", "order_1", "PREMIUM"), ticket("att_3", "order_1")]
  expect(chooseTicket(tickets, [], need({ upgrade_tier: "VIP" }))?.id).toBe("att_1")
})

it("upgrades only what it raises, and serves only the tiers it is for", () => {
  const tickets = [ticket("att_1", "order_1", "VIP"), ticket("att_2", "order_1", "PREMIUM")]
  expect(chooseTicket(tickets, [], need({ upgrade_tier: "VIP" }))?.id).toBe("att_2")
  expect(chooseTicket(tickets, [], need({ upgrade_tier: "PREMIUM" }))).toBeNull()
  expect(chooseTicket(tickets, [], need({ target_tiers: ["VIP"] }))?.id).toBe("att_1")
  expect(chooseTicket([], [], need())).toBeNull()
})
