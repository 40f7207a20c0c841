import { defaultDeliveryMethod, deliveryFault, DeliveryTerms, deliveryMethodsOf } from "./delivery-methods"
import { OFFER_TYPES } from "./types"

const terms = (more: Partial<DeliveryTerms>): DeliveryTerms => ({
  type: "SERVICE",
  requires_shipping: false,
  delivery_method: "MANUAL",
  upgrade_tier: null,
  code_source: null,
  per_ticket_limit: null,
  ...more,
})
const upgrade = (more: Partial<DeliveryTerms> = {}) =>
  terms({ type: "TICKET_UPGRADE", delivery_method: "TICKET_UPGRADE", upgrade_tier: "VIP", per_ticket_limit: 1, ...more })

it.each(OFFER_TYPES)("has a default for %s that is allowed", (type) => {
  expect(deliveryMethodsOf(type)).toContain(defaultDeliveryMethod(type, false))
  expect(deliveryMethodsOf(type)).toContain(defaultDeliveryMethod(type, true))
})

it("ships merchandise that needs an address", () => {
  expect(defaultDeliveryMethod("MERCHANDISE", true)).toBe("SHIPMENT")
  expect(defaultDeliveryMethod("MERCHANDISE", false)).toBe("MANUAL")
})

it.each([
  ["a method of another type", terms({ delivery_method: "SHIPMENT" }), "delivery_method_not_for_type"],
  ["an upgrade to nothing", upgrade({ upgrade_tier: null }), "upgrade_tier_required"],
  ["an upgrade to the lowest tier", upgrade({ upgrade_tier: "STANDARD" }), "upgrade_tier_required"],
  ["an upgrade twice a ticket", upgrade({ per_ticket_limit: 2 }), "upgrade_once_a_ticket"],
  ["a tier without an upgrade", terms({ upgrade_tier: "VIP" }), "upgrade_tier_not_for_type"],
  ["a difference without an upgrade", terms({ charges_difference: true }), "charges_difference_not_for_type"],
  ["codes from nowhere", terms({ delivery_method: "ACCESS_CODE" }), "code_source_required"],
  ["a source without codes", terms({ code_source: "generated" }), "code_source_not_for_method"],
  ["a shipment to nowhere", terms({ type: "MERCHANDISE", delivery_method: "SHIPMENT" }), "shipping_required_for_shipment"],
])("refuses %s", (_title, given, code) => {
  expect(deliveryFault(given)?.code).toBe(code)
})

it.each([
  ["an upgrade", upgrade()],
  ["uploaded codes", terms({ delivery_method: "ACCESS_CODE", code_source: "uploaded" })],
  ["a shipment", terms({ type: "MERCHANDISE", delivery_method: "SHIPMENT", requires_shipping: true })],
])("takes %s", (_title, given) => {
  expect(deliveryFault(given)).toBeNull()
})
