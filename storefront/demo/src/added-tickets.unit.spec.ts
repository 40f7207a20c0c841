import { partlyAddedText, stillToAdd } from "./added-tickets.ts"

const types = ["Standard", "Premium", "VIP"].map((name) => ({ id: `type_${name}`, variantId: `variant_${name}`, name }))
const quantities = { type_Standard: 2, type_Premium: 1, type_VIP: 3 }
const line = (name: string, quantity: number) => ({ variantId: `variant_${name}`, quantity })

it("leaves to add what isn't in the cart yet", () => {
  expect(stillToAdd(quantities, types, [line("Standard", 2)])).toEqual({ type_Standard: 0, type_Premium: 1, type_VIP: 3 })
  expect(stillToAdd({ type_VIP: 3 }, types, [])).toEqual({ type_Standard: 0, type_Premium: 0, type_VIP: 3 })
})

it.each([
  [[], "Too few left."],
  [[line("Premium", 1)], "1 × Premium is in your cart. The rest could not be added: Too few left."],
  [[line("Standard", 2)], "2 × Standard are in your cart. The rest could not be added: Too few left."],
  [[line("Standard", 2), line("Premium", 1)], "2 × Standard and 1 × Premium are in your cart. The rest could not be added: Too few left."],
])("says what is", (added, text) => expect(partlyAddedText(types, added, "Too few left.")).toBe(text))
