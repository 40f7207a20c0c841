import { paymentMethodName } from "./payment-method.ts"

describe("paymentMethodName", () => {
  it.each([
    ["visa", "Visa"],
    ["MasterCard", "Mastercard"],
    ["amex", "American Express"],
    ["sepa_debit", "SEPA Direct Debit"],
    ["some_new_wallet", "Some New Wallet"],
  ])("%s", (brand, name) => expect(paymentMethodName(brand)).toBe(name))
})
