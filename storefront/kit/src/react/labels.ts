import type { CartNotice, OfferType, StorePurchase } from "../client/types.ts"

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
  quantity: string
  quantityOf: (title: string) => string
  increase: (title: string) => string
  decrease: (title: string) => string
  remove: (title: string) => string
  removeShort: string
  perCustomerLimit: (limit: number) => string
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
  quantity: "Quantity",
  quantityOf: (title) => `Quantity of ${title}`,
  increase: (title) => `One more ${title}`,
  decrease: (title) => `One less ${title}`,
  remove: (title) => `Remove ${title}`,
  removeShort: "Remove",
  perCustomerLimit: (limit) => `${limit} per person`,
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
    offer_not_found: "This offer is no longer there.",
    offer_sold_out: "Somebody was faster: this is sold out.",
    hold_renewals_exhausted: "This reservation can't be extended again.",
    payment_in_progress: "A payment for this cart is under way. Finish or cancel it first.",
    email_required: "Enter your email address first.",
    shipping_required: "Choose how you want your order delivered first.",
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
  notice: (notice) => {
    switch (notice.code) {
      case "payment_refunded":
        return `${notice.title} could no longer be supplied, so your payment was refunded.`
      case "hold_released":
        return `${notice.title} was removed: it is no longer available to you.`
      default:
        return `${notice.title} was removed: its reservation ended.`
    }
  },
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
