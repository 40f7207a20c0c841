/** How a bank refuses: Stripe's `code`, `decline_code` and message. */
export interface Decline {
  code: string
  decline_code?: string
  message: string
}

export interface TestCard {
  number: string
  brand: string
  funding: "credit" | "debit"
  country: string
  /** Refused whenever it is checked or charged. */
  decline?: Decline
  /** Accepts being saved and refuses to be charged. */
  declinesOnlyCharges?: boolean
  /** 3-D Secure: on every payment, or until the cardholder authenticated once for off-session use. */
  authentication?: "always" | "until_set_up"
  /** Counts as authenticated for off-session payments from the start. */
  alreadySetUp?: boolean
  /** Refunds start pending, or fail after a moment. */
  refund?: "pending" | "fails"
}

const declined = (decline_code: string, message = "Your card was declined."): Decline => ({
  code: "card_declined",
  decline_code,
  message,
})

const GENERIC = declined("generic_decline")
const INSUFFICIENT = declined("insufficient_funds", "Your card has insufficient funds.")
const EXPIRED: Decline = { code: "expired_card", decline_code: "expired_card", message: "Your card has expired." }
const WRONG_CVC: Decline = {
  code: "incorrect_cvc",
  decline_code: "incorrect_cvc",
  message: "Your card's security code is incorrect.",
}
const PROCESSING: Decline = {
  code: "processing_error",
  decline_code: "processing_error",
  message: "An error occurred while processing your card. Try again in a little bit.",
}
const VELOCITY = declined(
  "card_velocity_exceeded",
  "Your card was declined for making repeated attempts too frequently or exceeding its amount limit."
)

const card = (number: string, rest: Partial<TestCard> = {}): TestCard => ({
  number,
  brand: "visa",
  funding: "credit",
  country: "US",
  ...rest,
})

/** Stripe's published test cards, with the names of their `pm_card_...` and `tok_...` shortcuts. */
const CARDS: [TestCard, string[]][] = [
  [card("4242424242424242"), ["visa", "us"]],
  [card("4000056655665556", { funding: "debit" }), ["visa_debit"]],
  [card("5555555555554444", { brand: "mastercard" }), ["mastercard"]],
  [card("2223003122003222", { brand: "mastercard" }), []],
  [card("5200828282828210", { brand: "mastercard", funding: "debit" }), ["mastercard_debit"]],
  [card("5105105105105100", { brand: "mastercard" }), ["mastercard_prepaid"]],
  [card("378282246310005", { brand: "amex" }), ["amex"]],
  [card("6011111111111117", { brand: "discover" }), ["discover"]],
  [card("3056930009020004", { brand: "diners" }), ["diners"]],
  [card("3566002020360505", { brand: "jcb" }), ["jcb"]],
  [card("6200000000000005", { brand: "unionpay" }), ["unionpay"]],
  [card("4000002760000016", { country: "DE" }), ["de"]],
  [card("4000008260000000", { country: "GB" }), ["gb"]],
  [card("4000000000000077"), ["bypassPending"]],
  [card("4000000000007726", { refund: "pending" }), ["pendingRefund"]],
  [card("4000000000005126", { refund: "fails" }), ["refundFail"]],
  [card("4000000000000002", { decline: GENERIC }), ["chargeDeclined", "visa_chargeDeclined"]],
  [
    card("4000000000009995", { decline: INSUFFICIENT }),
    ["chargeDeclinedInsufficientFunds", "visa_chargeDeclinedInsufficientFunds"],
  ],
  [
    card("4000000000009987", { decline: declined("lost_card") }),
    ["chargeDeclinedLostCard", "visa_chargeDeclinedLostCard"],
  ],
  [
    card("4000000000009979", { decline: declined("stolen_card") }),
    ["chargeDeclinedStolenCard", "visa_chargeDeclinedStolenCard"],
  ],
  [card("4000000000000069", { decline: EXPIRED }), ["chargeDeclinedExpiredCard"]],
  [card("4000000000000127", { decline: WRONG_CVC }), ["chargeDeclinedIncorrectCvc"]],
  [card("4000000000000119", { decline: PROCESSING }), ["chargeDeclinedProcessingError"]],
  [
    card("4000000000006975", { decline: VELOCITY }),
    ["chargeDeclinedVelocityLimitExceeded", "visa_chargeDeclinedVelocityLimitExceeded"],
  ],
  [card("4100000000000019", { decline: declined("fraudulent") }), ["radarBlock", "chargeDeclinedFraudulent"]],
  [card("4000000000000341", { decline: GENERIC, declinesOnlyCharges: true }), ["chargeCustomerFail"]],
  [card("4000002500003155", { authentication: "until_set_up" }), ["authenticationRequiredOnSetup"]],
  [card("4000002760003184", { authentication: "always" }), ["authenticationRequired"]],
  [
    card("4000003800000446", { authentication: "until_set_up", alreadySetUp: true }),
    ["authenticationRequiredSetupForOffSession"],
  ],
  [card("4000000000003220", { authentication: "always" }), ["threeDSecure2Required", "threeDSecureRequired"]],
  [card("4000000000003055"), ["threeDSecureOptional"]],
  [
    card("4000008260003178", { authentication: "always", decline: INSUFFICIENT }),
    ["authenticationRequiredChargeDeclinedInsufficientFunds"],
  ],
  [card("4000008400001629", { authentication: "always", decline: GENERIC }), ["threeDSecureRequiredChargeDeclined"]],
]

const BY_NUMBER = new Map(CARDS.map(([entry]) => [entry.number, entry]))
const BY_NAME = new Map(CARDS.flatMap(([entry, names]) => names.map((name) => [name, entry] as const)))

/** The card behind `pm_card_visa`, `tok_visa` and the like. */
export function cardByShortcut(id: string): TestCard | undefined {
  const name = /^(?:pm_card_|tok_)(.+)$/.exec(id)?.[1]
  return name === undefined ? undefined : BY_NAME.get(name)
}

/** The card with a number (spaces ignored); undefined for a number that is no test card. */
export function cardByNumber(number: string): TestCard | undefined {
  return BY_NUMBER.get(number.replace(/[\s-]/g, ""))
}

/** The check digit that every card number carries. */
export function passesLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) {
    return false
  }
  const sum = [...number].reverse().reduce((total, character, index) => {
    const digit = Number(character) * (index % 2 === 1 ? 2 : 1)
    return total + (digit > 9 ? digit - 9 : digit)
  }, 0)
  return sum % 10 === 0
}
