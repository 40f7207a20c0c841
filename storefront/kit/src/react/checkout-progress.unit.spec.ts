import { MonetizationError } from "../client/monetization-error.ts"
import { begin, busyOffers, clear, end, IDLE } from "./checkout-progress.ts"

const refusal = (code: string) => new MonetizationError({ status: 400, code, type: "not_allowed", message: code })
const soldOut = refusal("offer_sold_out")
const noTicket = refusal("ticket_required")
const add = (offerId: string) => ({ action: "add" as const, offerId })

it("keeps what is under way and what was refused for each offer", () => {
  const both = begin(begin(IDLE, 1, add("tour")), 2, add("party"))
  expect(busyOffers(both)).toEqual({ tour: "add", party: "add" })
  const one = end(both, 1, soldOut)
  expect(busyOffers(one)).toEqual({ party: "add" })
  const done = end(one, 2, null)
  expect(done).toEqual({ running: [], error: soldOut, offerErrors: { tour: soldOut } })
  expect(end(one, 2, noTicket)).toMatchObject({ error: noTicket, offerErrors: { tour: soldOut, party: noTicket } })
})

it("takes a refusal back when the same is tried again, and the latest with any action", () => {
  const refused = end(begin(IDLE, 1, add("tour")), 1, soldOut)
  expect(begin(refused, 2, add("party"))).toMatchObject({ error: null, offerErrors: { tour: soldOut } })
  expect(begin(refused, 2, { action: "renew", offerId: null })).toMatchObject({ error: null, offerErrors: { tour: soldOut } })
  expect(begin(refused, 2, add("tour"))).toMatchObject({ error: null, offerErrors: {} })
})

it("knows actions with the whole cart, which have no offer to be told at", () => {
  const paying = begin(IDLE, 1, { action: "pay", offerId: null })
  expect(busyOffers(paying)).toEqual({})
  expect(end(paying, 1, soldOut)).toEqual({ running: [], error: soldOut, offerErrors: {} })
})

it("clears one offer's refusal or all of them", () => {
  const refused = end(begin(end(begin(IDLE, 1, add("tour")), 1, soldOut), 2, add("party")), 2, noTicket)
  expect(clear(refused, "tour")).toMatchObject({ error: null, offerErrors: { party: noTicket } })
  expect(clear(refused)).toEqual(IDLE)
})
