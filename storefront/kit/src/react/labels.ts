import type { CartNotice, DeliveryMethod, OfferType, StorePurchase, TicketTier } from "../client/types.ts"

/** Amounts as text, in the shop's locale; null for what there is none of. */
export interface ChargeParts {
  price: string
  delivery: string | null
  deliveryName: string | null
  /** On top of the prices. */
  tax: string | null
  /** In the prices already. */
  taxIncluded: string | null
  total: string
}

/** Every word the components show. Override any of them through the provider or a component's `labels`. */
export interface Labels {
  offerType: Record<OfferType, string>
  addToCart: string
  addAnother: string
  adding: string
  buyNow: string
  startingPayment: string
  quickView: (title: string) => string
  close: string
  soldOut: string
  onlyLeft: (count: number) => string
  inCart: (quantity: number) => string
  savePercent: (percent: number) => string
  originalPrice: string
  currentPrice: string
  availableUntil: (date: string) => string
  endsIn: string
  /** Time left of an hour and more, after `endsIn`. */
  hoursLeft: (hours: number, minutes: number) => string
  /** Time left of two days and more, where a countdown stands. */
  daysLeft: (days: number, hours: number) => string
  offerEnded: string
  previousOffer: string
  nextOffer: string
  /** Where a row of offers stands, such as "2 of 6". */
  offerPosition: (position: number, count: number) => string
  quantity: string
  quantityOf: (title: string) => string
  increase: (title: string) => string
  decrease: (title: string) => string
  remove: (title: string) => string
  removeShort: string
  perCustomerLimit: (limit: number) => string
  perOrderLimit: (limit: number) => string
  perTicketLimit: (limit: number) => string
  needsTicket: string
  shipped: string
  emailForReceipt: string
  emailInvalid: string
  /** Why an offer can't be bought, by refusal code; the server's message is shown for codes not listed. */
  refusal: Record<string, string>
  /** What went wrong, by error code; the server's message is shown for codes not listed. */
  error: Record<string, string>
  offers: string
  noOffers: string
  tryAgain: string
  cart: string
  tickets: string
  extras: string
  otherItems: string
  emptyCart: string
  heldFor: string
  holdPaying: string
  holdEnded: string
  extend: string
  extending: string
  renewalsLeft: (count: number) => string
  holdWarning: (seconds: number) => string
  holdOver: string
  notice: (notice: CartNotice) => string
  dismiss: string
  each: string
  subtotal: string
  discount: string
  shipping: string
  shippingLater: string
  tax: string
  taxIncluded: string
  total: string
  purchases: string
  noPurchases: string
  purchaseStatus: Record<StorePurchase["status"], string>
  partlyRefunded: (refunded: number, quantity: number) => string
  purchasedOn: (date: string) => string
  orderNumber: (number: number | string) => string
  /** What a purchase that isn't delivered yet waits for. */
  deliveryPending: Record<DeliveryMethod, string>
  /** What a delivered purchase says where there is nothing to open; empty says nothing. */
  deliveryDone: Record<DeliveryMethod, string>
  /** What a refund took away; empty says nothing. */
  deliveryRevoked: Record<DeliveryMethod, string>
  download: string
  downloadOf: (name: string) => string
  openingLink: string
  accessCode: string
  accessCodeRevoked: string
  showCode: string
  hideCode: string
  codeHidden: string
  copy: string
  copied: string
  copyFailed: string
  /** What is copied, for screen readers. */
  copyOf: (what: string) => string
  qrTicket: string
  /** Which of several tickets, such as "Ticket 1 of 2". */
  qrTicketNumber: (position: number, count: number) => string
  ticketPdf: string
  ticketPdfOf: (what: string) => string
  ticketUsed: (date: string) => string
  ticketRevoked: string
  tier: Record<TicketTier, string>
  ticketUpgraded: (name: string | null, tier: string) => string
  ticketDowngraded: (name: string | null) => string
  postPurchase: string
  postPurchaseTime: string
  postPurchaseWarning: (seconds: number) => string
  /** The one-click button; `method` such as "Visa" stands before the dots and last digits of the card. */
  acceptWith: (total: string, method: string) => string
  acceptFree: string
  /** `total` is null where only the payment page knows it. */
  acceptOnPaymentPage: (total: string | null) => string
  /** What accepting charges, where it isn't the price alone. */
  chargeSum: (parts: ChargeParts) => string
  /** After `chargeSum`; `method` stands before the dots and last digits of the card. */
  chargedTo: (method: string) => string
  /** Where only the payment page can tell what it comes to. */
  chargeUnknown: string
  accepting: string
  cardEnding: string
  savedMethod: string
  decline: string
  declining: string
  postPurchaseUnavailable: string
  postPurchasePending: string
  postPurchasePendingText: string
  postPurchaseFinished: string
  postPurchaseFinishedText: string
  postPurchaseNothingAdded: string
  postPurchaseNothingAddedText: string
  postPurchaseExpired: string
  postPurchaseExpiredText: string
  addedSoFar: string
  added: string
  resultPending: string
  resultPaymentPage: string
  resultFailed: string
  paymentFailed: (title: string) => string
  paymentPageNeeded: (title: string) => string
  payOnSecurePage: (total: string | null) => string
  continueToPayment: string
  announceAdded: (title: string) => string
  loading: string
}

export const defaultLabels: Labels = {
  offerType: {
    TICKET_UPGRADE: "Upgrade",
    MERCHANDISE: "Merchandise",
    EXCLUSIVE_CONTENT: "Exclusive content",
    SERVICE: "Experience",
  },
  addToCart: "Add to cart",
  addAnother: "Add another",
  adding: "Adding…",
  buyNow: "Buy now",
  startingPayment: "Opening payment…",
  quickView: (title) => `Quick view: ${title}`,
  close: "Close",
  soldOut: "Sold out",
  onlyLeft: (count) => `Only ${count} left`,
  inCart: (quantity) => (quantity > 1 ? `${quantity} in your cart` : "In your cart"),
  savePercent: (percent) => `Save ${percent}%`,
  originalPrice: "Original price",
  currentPrice: "Price",
  availableUntil: (date) => `Until ${date}`,
  endsIn: "Ends in",
  hoursLeft: (hours, minutes) => (minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`),
  daysLeft: (days, hours) => (hours > 0 ? `${days} d ${hours} h` : `${days} d`),
  offerEnded: "This offer has ended",
  previousOffer: "Previous offer",
  nextOffer: "Next offer",
  offerPosition: (position, count) => `${position} of ${count}`,
  quantity: "Quantity",
  quantityOf: (title) => `Quantity of ${title}`,
  increase: (title) => `One more ${title}`,
  decrease: (title) => `One less ${title}`,
  remove: (title) => `Remove ${title}`,
  removeShort: "Remove",
  perCustomerLimit: (limit) => `${limit} per person`,
  perOrderLimit: (limit) => `${limit} per order`,
  perTicketLimit: (limit) => `${limit} per ticket`,
  needsTicket: "For ticket holders",
  shipped: "Delivered to you",
  emailForReceipt: "Email for your receipt",
  emailInvalid: "Enter an email address such as name@example.com",
  refusal: {
    offer_sold_out: "Sold out",
    insufficient_stock: "Not enough left",
    offer_not_published: "No longer offered",
    offer_archived: "No longer offered",
    offer_not_started: "Not on sale yet",
    offer_expired: "This offer has ended",
    limit_per_customer: "You already have the most one person can buy",
    limit_per_ticket: "You already have as many as your tickets allow",
    tier_already_reached: "Your ticket has this already",
    upgrade_prices_differ: "Order the one in your cart first: your next ticket costs something else to upgrade",
    limit_per_order: "You already have the most one order can hold",
    ticket_required: "Add a ticket first",
    tier_required: "Not available with your ticket type",
    session_required: "Belongs to another session",
    wrong_event: "Your cart holds tickets for another event",
    currency_not_priced: "Not sold in this currency",
  },
  error: {
    network_error: "We couldn't reach the shop. Check your connection and try again.",
    unknown_error: "Something went wrong on our side. Try again in a moment.",
    timeout: "The shop took too long to answer. Try again.",
    account_incomplete: "This account was never finished. Create it again with the same email and password.",
    cart_completed: "You have ordered this already. The confirmation is in your inbox.",
    offer_not_found: "This offer is no longer there.",
    offer_sold_out: "Somebody was faster: this is sold out.",
    hold_renewals_exhausted: "This reservation can't be extended again.",
    payment_in_progress: "A payment for this cart is under way. Finish or cancel it first.",
    email_required: "Enter your email address first.",
    shipping_required: "Choose how you want your order delivered first.",
    funnel_expired: "The time for this offer is over.",
    funnel_step_not_current: "You have answered this already.",
    funnel_payment_in_progress: "Your payment is still being worked on. One moment.",
    funnel_total_changed: "The amount has changed since you looked. You have not been charged: here is what it costs now.",
    funnel_accept_limit: "You have taken as many of these offers as there are.",
    purchases_token_invalid: "This link doesn't work. Open the one we sent you, or the one from your order's page.",
    purchases_token_expired: "This link is too old. Open your order again for a new one.",
    purchase_not_found: "We can't find this purchase. Reload the page.",
    asset_not_found: "This file is no longer there. Reload the page.",
    not_delivered_yet: "This isn't ready yet. Try again in a moment.",
    download_link_expired: "This link is too old. Click again for a new one.",
    download_link_invalid: "This link doesn't work. Click again for a new one.",
    purchase_refunded: "This purchase was refunded, so it can't be opened any more.",
    file_unavailable: "The file can't be fetched right now. Try again in a minute; nothing is lost.",
    stripe_unavailable: "Payments are not available right now. Nothing was charged; try again in a minute.",
  },
  offers: "Offers",
  noOffers: "No offers right now.",
  tryAgain: "Try again",
  cart: "Your cart",
  tickets: "Tickets",
  extras: "Extras",
  otherItems: "Other items",
  emptyCart: "Your cart is empty.",
  heldFor: "Held for",
  holdPaying: "Held while you pay",
  holdEnded: "Reservation ended",
  extend: "Extend",
  extending: "Extending…",
  renewalsLeft: (count) => (count === 1 ? "You can extend once more" : `You can extend ${count} more times`),
  holdWarning: (seconds) =>
    seconds >= 60
      ? `Your extras are held for ${seconds / 60} more ${seconds === 60 ? "minute" : "minutes"}.`
      : `Your extras are held for ${seconds} more seconds.`,
  holdOver: "The reservation of your extras has ended.",
  notice: (notice) => `${notice.title} was removed: its reservation ended.`,
  dismiss: "Dismiss",
  each: "each",
  subtotal: "Subtotal",
  discount: "Discount",
  shipping: "Delivery",
  shippingLater: "Not chosen yet",
  tax: "Tax",
  taxIncluded: "Includes tax of",
  total: "Total",
  purchases: "Purchases",
  noPurchases: "Nothing bought yet.",
  purchaseStatus: { PENDING: "Confirmed", FULFILLED: "Ready", REFUNDED: "Refunded" },
  partlyRefunded: (refunded, quantity) => `${refunded} of ${quantity} refunded`,
  purchasedOn: (date) => `Bought ${date}`,
  orderNumber: (number) => `Order #${number}`,
  deliveryPending: {
    DOWNLOAD: "Your files appear here in a moment.",
    ACCESS_CODE: "Your code appears here in a moment.",
    QR_TICKET: "Show it at the entrance, on your phone or printed.",
    TICKET_UPGRADE: "Your ticket is being upgraded.",
    SHIPMENT: "We are getting it ready for you.",
    MANUAL: "The organizer takes care of it and gets in touch.",
  },
  deliveryDone: {
    DOWNLOAD: "",
    ACCESS_CODE: "",
    QR_TICKET: "",
    TICKET_UPGRADE: "",
    SHIPMENT: "On its way, or ready for you to collect.",
    MANUAL: "Done.",
  },
  deliveryRevoked: {
    DOWNLOAD: "The files can't be opened any more.",
    ACCESS_CODE: "The code doesn't work any more.",
    QR_TICKET: "The ticket isn't valid any more.",
    TICKET_UPGRADE: "Your ticket is back at what it was before.",
    SHIPMENT: "",
    MANUAL: "",
  },
  download: "Download",
  downloadOf: (name) => `Download ${name}`,
  openingLink: "Opening…",
  accessCode: "Access code",
  accessCodeRevoked: "This code doesn't work any more.",
  showCode: "Show",
  hideCode: "Hide",
  codeHidden: "Hidden",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Copying didn't work. Select it and copy it yourself.",
  copyOf: (what) => `Copy: ${what}`,
  qrTicket: "Ticket",
  qrTicketNumber: (position, count) => `Ticket ${position} of ${count}`,
  ticketPdf: "Ticket as PDF",
  ticketPdfOf: (what) => `Ticket as PDF: ${what}`,
  ticketUsed: (date) => `Used ${date}`,
  ticketRevoked: "No longer valid",
  tier: { STANDARD: "Standard", PREMIUM: "Premium", VIP: "VIP" },
  ticketUpgraded: (name, tier) => (name ? `The ticket of ${name} is now ${tier}.` : `Your ticket is now ${tier}.`),
  ticketDowngraded: (name) =>
    name ? `The ticket of ${name} is back at what it was before.` : "Your ticket is back at what it was before.",
  postPurchase: "One-time offer",
  postPurchaseTime: "Open for",
  postPurchaseWarning: (seconds) =>
    seconds > 60
      ? `This offer is open for ${seconds / 60} more minutes.`
      : seconds === 60
        ? "This offer is open for one more minute."
        : seconds > 0
          ? `This offer is open for ${seconds} more seconds.`
          : "This offer has ended.",
  acceptWith: (total, method) => `Yes, add it — pay ${total} with ${method}`,
  acceptFree: "Yes, add it for free",
  acceptOnPaymentPage: (total) => (total ? `Yes, continue to payment of ${total}` : "Yes, continue to payment"),
  chargeSum: ({ price, delivery, deliveryName, tax, taxIncluded, total }) => {
    const parts = [
      `Price ${price}`,
      delivery && `delivery${deliveryName ? ` (${deliveryName})` : ""} ${delivery}`,
      tax && `tax ${tax}`,
    ]
    const included = taxIncluded ? ` (includes tax of ${taxIncluded})` : ""
    return `${parts.filter(Boolean).join(" + ")} = ${total}${included}`
  },
  chargedTo: (method) => `charged to ${method}`,
  chargeUnknown: "The payment page shows what it comes to with tax and delivery, before you pay.",
  accepting: "Paying…",
  cardEnding: "ending in",
  savedMethod: "your saved method",
  decline: "No thanks",
  declining: "One moment…",
  postPurchaseUnavailable: "This is no longer available.",
  postPurchasePending: "Confirming your payment",
  postPurchasePendingText: "This takes a few seconds. Please keep this page open.",
  postPurchaseFinished: "Added to your order",
  postPurchaseFinishedText: "You'll get a receipt by email, as for your order.",
  postPurchaseNothingAdded: "That's everything",
  postPurchaseNothingAddedText: "Your order stays as it is.",
  postPurchaseExpired: "This offer has ended",
  postPurchaseExpiredText: "Its time ran out. Your order is safe.",
  addedSoFar: "Added so far",
  added: "Added",
  resultPending: "Being confirmed",
  resultPaymentPage: "Not paid yet",
  resultFailed: "Not added: the payment failed",
  paymentFailed: (title) => `The payment for ${title} didn't go through. Nothing was charged.`,
  paymentPageNeeded: (title) => `${title} has to be paid on a secure page: your bank wants to be asked, or this payment method can't be charged again.`,
  payOnSecurePage: (total) => (total ? `Pay ${total} on a secure page instead` : "Pay on a secure page instead"),
  continueToPayment: "Continue to the secure page",
  announceAdded: (title) => `${title} was added to your order.`,
  loading: "Loading",
}

/** Overrides: any label, and inside the records any entry. */
export type LabelOverrides = { [K in keyof Labels]?: Labels[K] extends Record<string, string> ? Partial<Labels[K]> : Labels[K] }

/** `base` with `overrides` on top; records such as `refusal` are merged entry by entry. */
export function mergeLabels(base: Labels, overrides: LabelOverrides | undefined): Labels {
  if (!overrides) {
    return base
  }
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(overrides)) {
    if (value !== undefined) {
      const existing = merged[key]
      merged[key] = typeof value === "object" && typeof existing === "object" ? { ...existing, ...value } : value
    }
  }
  return merged as unknown as Labels
}
