import type { PaymentEntry } from "../../demo/stripe"

/** What an attendee types on the hosted payment page: Stripe's test card that is always accepted. */
export const CARD: PaymentEntry = {
  email: "attendee@example.com",
  name: "Ada Attendee",
  card: "4242424242424242",
  expMonth: 12,
  expYear: new Date().getFullYear() + 3,
  cvc: "123",
}
