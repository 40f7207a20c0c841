import { defaultLabels as labels } from "../../../../storefront/kit/src/react/labels"
import { shop } from "../../i18n/en-shop"

/** The sentence with its blanks filled in, as the translations do it. */
const filled = (text: string, values: Record<string, string | number>) =>
  text.replace(/{{(\w+)}}/g, (_, name: string) => String(values[name]))

it("speaks as the storefront does", () => {
  const { acceptWith, onlyLeft, perCustomerLimit, perTicketLimit, savePercent, ...plain } = shop.shop
  expect(labels).toMatchObject(plain)
  expect(filled(acceptWith, { total: "€25", method: "Visa" })).toBe(labels.acceptWith("€25", "Visa"))
  expect(filled(onlyLeft, { count: 3 })).toBe(labels.onlyLeft(3))
  expect(filled(perCustomerLimit, { count: 3 })).toBe(labels.perCustomerLimit(3))
  expect(filled(perTicketLimit, { count: 3 })).toBe(labels.perTicketLimit(3))
  expect(filled(savePercent, { percent: 30 })).toBe(labels.savePercent(30))
})

it("refuses and names offers as the storefront does", () => {
  expect(labels.refusal).toMatchObject(shop.shopRefusal)
  expect(labels.offerType).toEqual(shop.shopType)
})
