import { deliveryMethodFor, deliveryMethodsOf, isDoneByHand, stockIsCodes, typesDeliveredBy } from "../delivery"
import { DELIVERY_METHODS, OFFER_TYPES } from "../types"

it("has a way to deliver every type, and a type for every way", () => {
  const reached = new Set(OFFER_TYPES.flatMap(deliveryMethodsOf))
  expect([...reached].sort()).toEqual([...DELIVERY_METHODS].sort())
  expect(OFFER_TYPES.every((type) => deliveryMethodsOf(type).length > 0)).toBe(true)
})

it("keeps the chosen way while the type has it", () => {
  expect(deliveryMethodFor("SERVICE", "ACCESS_CODE")).toBe("ACCESS_CODE")
  expect(deliveryMethodFor("MERCHANDISE", "ACCESS_CODE")).toBe("MANUAL")
  expect(deliveryMethodFor("TICKET_UPGRADE", "")).toBe("TICKET_UPGRADE")
  expect(deliveryMethodFor("", "MANUAL")).toBe("")
})

it("knows which types are delivered in a way", () => {
  expect(typesDeliveredBy("ACCESS_CODE")).toEqual(["EXCLUSIVE_CONTENT", "SERVICE"])
  expect(typesDeliveredBy("TICKET_UPGRADE")).toEqual(["TICKET_UPGRADE"])
})

it("knows what a person does", () => {
  expect(DELIVERY_METHODS.filter(isDoneByHand).sort()).toEqual(["MANUAL", "QR_TICKET", "SHIPMENT"])
})

it("takes uploaded codes for the stock, and nothing else", () => {
  expect(stockIsCodes({ delivery_method: "ACCESS_CODE", code_source: "uploaded" })).toBe(true)
  expect(stockIsCodes({ delivery_method: "ACCESS_CODE", code_source: "generated" })).toBe(false)
  expect(stockIsCodes({ delivery_method: "MANUAL", code_source: "uploaded" })).toBe(false)
})
