import { refundableUnits, refundAmount, refundFormValues, refundInput, validateRefund } from "../refund-form"

const purchase = { quantity: 3, refunded_quantity: 0, total: 10, currency_code: "eur" }
const values = (quantity: string) => ({ quantity, restock: true, note: "", already_returned: false })
const returned = (amount: number) => ({ amount, text: `€${amount}` })
const problem = (quantity: string, over = {}) => validateRefund(values(quantity), { ...purchase, ...over }, returned(0)).quantity?.key

it("begins with everything that is left", () => {
  expect(refundFormValues({ ...purchase, refunded_quantity: 1 })).toEqual({
    quantity: "2",
    restock: true,
    note: "",
    already_returned: false,
  })
})

it("takes no more units than are left", () => {
  expect(["1", "3"].map((quantity) => problem(quantity))).toEqual([undefined, undefined])
  expect(["", "0", "4", "1.5", "-1", "x"].map((quantity) => problem(quantity))).toEqual(Array(6).fill("refundUnits"))
  expect(problem("2", { refunded_quantity: 2 })).toBe("refundUnits")
})

it("gives back exactly what was paid, in whatever steps", () => {
  const steps = [0, 1, 2].map((refunded_quantity) => refundAmount({ ...purchase, refunded_quantity }, 1))
  expect(steps).toEqual([3.33, 3.34, 3.33])
  expect(refundAmount(purchase, 3)).toBe(10)
  expect(refundAmount(purchase, 2)).toBe(6.67)
})

it("rounds to the currency", () => {
  expect(refundAmount({ ...purchase, total: 1000, currency_code: "jpy" }, 1)).toBe(333)
  expect(refundAmount({ ...purchase, total: 1, currency_code: "kwd" }, 1)).toBe(0.33)
  expect(refundAmount({ ...purchase, total: 1000, currency_code: "huf" }, 1)).toBe(333.33)
})

it("is nothing when nothing is left or asked for", () => {
  expect(refundAmount(purchase, 0)).toBe(0)
  expect(refundAmount({ ...purchase, refunded_quantity: 3 }, 1)).toBe(0)
  expect(refundAmount(purchase, 99)).toBe(10)
  expect(refundableUnits({ quantity: 2, refunded_quantity: 2 })).toBe(0)
})

it("makes the request, with what the organizer saw", () => {
  expect(refundInput({ ...values(" 2 "), restock: false, note: "  broken " }, { ...purchase, refunded_quantity: 1 })).toEqual({
    quantity: 2,
    restock: false,
    note: "broken",
    seen_refunded_quantity: 1,
  })
  expect(refundInput(values("1"), purchase)).not.toHaveProperty("note")
  expect(refundInput(values("1"), purchase)).not.toHaveProperty("already_returned")
  expect(refundInput({ ...values("1"), already_returned: true }, purchase)).toMatchObject({ already_returned: true })
})

it("takes no more units for returned money than that money is worth, but for a coin each", () => {
  const ask = (quantity: string, amount: number) =>
    validateRefund({ ...values(quantity), already_returned: true }, purchase, returned(amount)).quantity
  expect(ask("1", 3.33)).toBeUndefined()
  expect(ask("1", 3.32)).toBeUndefined()
  expect(ask("1", 3.31)).toEqual({ key: "refundReturned", values: { amount: "€3.31" } })
  expect(ask("2", 6.65)).toBeUndefined()
  expect(ask("2", 3.33)?.key).toBe("refundReturned")
  expect(ask("4", 100)?.key).toBe("refundUnits")
})
