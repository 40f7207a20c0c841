import { PricedTicketType, upgradeDifference } from "./upgrade-difference"

const types: PricedTicketType[] = [
  { id: "standard", tier: "STANDARD", price: 149 },
  { id: "premium", tier: "PREMIUM", price: 249.1 },
  { id: "vip", tier: "VIP", price: 449.3 },
  { id: "vip-plus", tier: "VIP", price: 600 },
  { id: "press", tier: "STANDARD", price: null },
]

it("charges what the cheapest better ticket costs more", () => {
  expect(upgradeDifference(types, "VIP", ["standard"])).toBe(300.3)
  expect(upgradeDifference(types, "VIP", ["premium"])).toBe(200.2)
})

it("takes the largest difference of several tickets", () => {
  expect(upgradeDifference(types, "VIP", ["premium", "standard"])).toBe(300.3)
})

it("never pays anybody for an upgrade", () => {
  expect(upgradeDifference(types, "PREMIUM", ["vip-plus"])).toBe(0)
})

it("knows nothing without prices", () => {
  expect(upgradeDifference(types, "VIP", ["press"])).toBeNull()
  expect(upgradeDifference(types, "VIP", [])).toBeNull()
  expect(upgradeDifference(types.slice(0, 2), "VIP", ["standard"])).toBeNull()
})
