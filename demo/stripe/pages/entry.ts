import type { PaymentEntry } from "../checkout/pay"
import type { FormTree } from "../form-encoding"
import { passesLuhn } from "../payments/test-cards"
import type { CheckoutSession } from "../types"

export type FieldName = "email" | "card" | "expiry" | "cvc" | "name"

/** The form as the buyer left it. */
export type FormValues = Record<FieldName, string>
export type FormErrors = Partial<Record<FieldName, string>>

export function emptyForm(email: string | null): FormValues {
  return { email: email ?? "", card: "", expiry: "", cvc: "", name: "" }
}

/** Reads the posted form; what is fixed by the session isn't taken from it. */
export function readForm(tree: FormTree, fixedEmail: string | null): FormValues {
  const text = (key: string) => (typeof tree[key] === "string" ? (tree[key] as string).trim().slice(0, 200) : "")
  return {
    email: fixedEmail ?? text("email"),
    card: text("card"),
    expiry: text("expiry"),
    cvc: text("cvc"),
    name: text("name"),
  }
}

/** The checks that a payment page makes before it asks the bank. */
export function checkForm(values: FormValues, session: CheckoutSession): FormErrors {
  const errors: FormErrors = {}
  if (!/^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/.test(values.email)) {
    errors.email = values.email ? "Your email is incomplete or not valid." : "Enter your email."
  }
  if (session.amount_total === 0) {
    return errors
  }
  const number = values.card.replace(/[\s-]/g, "")
  if (!number) {
    errors.card = "Enter your card number."
  } else if (!passesLuhn(number)) {
    errors.card = "Your card number is invalid."
  }
  const expiry = parseExpiry(values.expiry)
  if (!expiry) {
    errors.expiry = values.expiry ? "Use the form MM / YY." : "Enter the expiry date."
  }
  if (!/^\d{3,4}$/.test(values.cvc)) {
    errors.cvc = values.cvc ? "Your security code is incomplete." : "Enter the security code."
  }
  if (!values.name) {
    errors.name = "Enter the name on the card."
  }
  return errors
}

/** `12 / 34`, `12/2034` or `1234` as month and year. */
export function parseExpiry(text: string): { month: number; year: number } | null {
  const match = /^(\d{1,2})\s*[/\-. ]\s*(\d{2}|\d{4})$|^(\d{2})(\d{2})$/.exec(text.trim())
  if (!match) {
    return null
  }
  const month = Number(match[1] ?? match[3])
  const year = Number(match[2] ?? match[4])
  return month >= 1 && month <= 12 ? { month, year: year < 100 ? 2000 + year : year } : null
}

export function toEntry(values: FormValues): PaymentEntry {
  const expiry = parseExpiry(values.expiry)
  return {
    email: values.email,
    name: values.name,
    card: values.card,
    cvc: values.cvc,
    expMonth: expiry?.month ?? 0,
    expYear: expiry?.year ?? 0,
  }
}
