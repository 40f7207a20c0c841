import { HOLD_METADATA_KEY, matchOfferLines, matchOrderLines, quantitiesByOffer, stayingLines, unitsByOffer } from "./offer-lines"

const made = { id: "offer_made", variant_id: "variant_made", variant_linked: false }
const linked = { id: "offer_linked", variant_id: "variant_linked", variant_linked: true }
const offers = [made, linked]
const line = (id: string, variant_id: string, quantity = 1, holdId?: string) => ({
  id,
  variant_id,
  quantity,
  metadata: holdId ? { [HOLD_METADATA_KEY]: holdId } : null,
})
const sold = (items: ReturnType<typeof line>[], holds: { id: string; offer_id: string; line_item_id: string | null }[]) =>
  matchOfferLines(items, holds, offers).map(({ offer_id, hold_id, item }) => [item.id, offer_id, hold_id])

describe("matchOfferLines", () => {
  it("takes a variant made for an offer as the offer, with or without a hold", () => {
    expect(sold([line("l1", "variant_made")], [])).toEqual([["l1", "offer_made", null]])
    expect(sold([line("l1", "variant_made")], [{ id: "h1", offer_id: "offer_made", line_item_id: null }])).toEqual([["l1", "offer_made", "h1"]])
  })

  it("takes a linked variant as the offer only where a hold of the cart names it", () => {
    const hold = { id: "h1", offer_id: "offer_linked", line_item_id: "l1" }
    expect(sold([line("l1", "variant_linked"), line("l2", "variant_linked")], [hold])).toEqual([["l1", "offer_linked", "h1"]])
    expect(sold([line("l1", "variant_linked")], [])).toEqual([])
  })

  it("believes a new line's metadata until its hold knows the line, and then no other's", () => {
    const items = [line("l1", "variant_linked", 1, "h1"), line("l2", "variant_linked", 1, "h1")]
    const hold = { id: "h1", offer_id: "offer_linked", line_item_id: null }
    expect(sold(items.slice(0, 1), [hold])).toEqual([["l1", "offer_linked", "h1"]])
    expect(sold(items, [{ ...hold, line_item_id: "l2" }])).toEqual([["l2", "offer_linked", "h1"]])
    expect(sold(items, [{ ...hold, line_item_id: "l_gone" }])).toEqual([])
  })

  it("believes no metadata that names another cart's hold or another variant's", () => {
    expect(sold([line("l1", "variant_linked", 1, "h_foreign")], [])).toEqual([])
    expect(sold([line("l1", "variant_other", 1, "h1")], [{ id: "h1", offer_id: "offer_linked", line_item_id: null }])).toEqual([])
  })

  it("adds the units of all lines of an offer up", () => {
    const lines = matchOfferLines([line("l1", "variant_made", 2), line("l2", "variant_made", 3), line("l3", "variant_else")], [], offers)
    expect(quantitiesByOffer(lines)).toEqual([{ offer_id: "offer_made", quantity: 5, line_item_id: "l1" }])
  })

  it("adds no halves up to a whole, which nobody could deliver", () => {
    const lines = matchOfferLines([line("l1", "variant_made", 0.5), line("l2", "variant_made", 0.5)], [], offers)
    expect(() => quantitiesByOffer(lines)).toThrow(expect.objectContaining({ code: "quantity_invalid" }))
  })

  it("leaves lines out whose hold has run out", () => {
    const lines = matchOfferLines([line("l1", "variant_made", 2)], [], offers)
    const hold = (status: string, live: boolean) => [{ offer_id: "offer_made", status, live }]
    expect(unitsByOffer(stayingLines(lines, hold("active", true)))).toEqual(new Map([["offer_made", 2]]))
    expect(unitsByOffer(stayingLines(lines, hold("active", false)))).toEqual(new Map())
    expect(unitsByOffer(stayingLines(lines, []))).toEqual(new Map([["offer_made", 2]]))
  })
})

describe("matchOrderLines", () => {
  const hold = (id: string, status: string, quantity = 1) => ({ id, offer_id: "offer_linked", line_item_id: "l1", status, quantity })
  const ordered = (items: ReturnType<typeof line>[], holds: ReturnType<typeof hold>[]) =>
    matchOrderLines(items, holds, offers).map(({ offer_id, hold_id, item }) => [item.id, offer_id, hold_id])

  it("follows a line into the order, whose ids are new, by the hold in its metadata", () => {
    expect(ordered([line("ordli_1", "variant_linked", 1, "h1")], [hold("h1", "ordering")])).toEqual([["ordli_1", "offer_linked", "h1"]])
    const known = [{ ...hold("h1", "sold"), line_item_id: "ordli_2" }]
    expect(ordered([line("ordli_1", "variant_linked", 1, "h1"), line("ordli_2", "variant_linked")], known)).toEqual([["ordli_2", "offer_linked", "h1"]])
  })

  it("lets one line claim a hold that two name: the one it was taken for", () => {
    const items = [line("ordli_1", "variant_linked", 1, "h1"), line("ordli_2", "variant_linked", 2, "h1")]
    expect(ordered(items, [hold("h1", "ordering", 2)])).toEqual([["ordli_2", "offer_linked", "h1"]])
    const made = [line("ordli_1", "variant_made", 1), line("ordli_2", "variant_made", 2)]
    expect(matchOrderLines(made, [{ ...hold("h1", "ordering", 3), offer_id: "offer_made" }], offers)).toHaveLength(2)
  })

  it("finds the line of a hold that was ordered by its variant when no metadata name it", () => {
    expect(ordered([line("ordli_1", "variant_linked", 1, "x")], [hold("h1", "ordering")])).toEqual([["ordli_1", "offer_linked", "h1"]])
  })

  it("tells it from the same variant bought outside the offer by its quantity", () => {
    const items = [line("ordli_1", "variant_linked", 1), line("ordli_2", "variant_linked", 2)]
    expect(ordered(items, [hold("h1", "ordering", 2)])).toEqual([["ordli_2", "offer_linked", "h1"]])
  })

  it("leaves alone a hold whose line is named, one that was not ordered or is sold, and lines of other variants", () => {
    const items = [line("ordli_1", "variant_linked", 1, "h1"), line("ordli_2", "variant_linked", 1)]
    expect(ordered(items, [hold("h1", "ordering")])).toEqual([["ordli_1", "offer_linked", "h1"]])
    expect(ordered([line("ordli_1", "variant_linked")], [hold("h1", "active"), hold("h2", "sold")])).toEqual([])
    expect(ordered([line("ordli_1", "variant_other")], [hold("h1", "ordering")])).toEqual([])
  })
})
