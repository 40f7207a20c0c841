/** Stripe's names of brands and methods that aren't written as their words with a capital. */
const NAMES: Record<string, string> = {
  amex: "American Express",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
  eftpos_au: "eftpos",
  cartes_bancaires: "Cartes Bancaires",
  paypal: "PayPal",
  sepa_debit: "SEPA Direct Debit",
  us_bank_account: "US bank account",
}

/** "Visa": a card brand or payment method as its owner knows it. */
export function paymentMethodName(brand: string): string {
  const key = brand.trim().toLowerCase()
  const words = key.split(/[\s_-]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return NAMES[key] ?? words.join(" ")
}
