export { createMonetizationClient } from "./client/create-client.ts"
export type { MonetizationClient, MonetizationClientOptions } from "./client/create-client.ts"
export { MonetizationError, isMonetizationError } from "./client/monetization-error.ts"
export { browserTokenStorage, memoryTokenStorage } from "./client/token-storage.ts"
export type { TokenStorage } from "./client/token-storage.ts"
export { fromMedusaAddress } from "./client/calls/address.ts"
export type { CallOptions } from "./client/transport.ts"
export type { AuthCalls, Credentials, Registration } from "./client/calls/auth.ts"
export type { CartCalls, CartUpdate, CheckoutRequest } from "./client/calls/carts.ts"
export type { CatalogueCalls } from "./client/calls/catalogue.ts"
export type { CustomerCalls } from "./client/calls/customers.ts"
export type { DirectPurchase, OfferCalls, OfferListQuery, OfferPage, PriceContext } from "./client/calls/offers.ts"
export type { PostPurchaseCalls } from "./client/calls/post-purchase.ts"
export type { PurchaseCalls } from "./client/calls/purchases.ts"
export type * from "./client/types.ts"
export type * from "./client/medusa-types.ts"
export { CartStore } from "./cart/cart-store.ts"
export type { AddedTickets, CartState, TicketLine } from "./cart/cart-store.ts"
export { browserCartIdStorage, memoryCartIdStorage } from "./cart/cart-id-storage.ts"
export type { CartIdStorage } from "./cart/cart-id-storage.ts"
export { PostPurchaseStore } from "./post-purchase/post-purchase-store.ts"
export type { PostPurchaseState } from "./post-purchase/post-purchase-store.ts"
export { startPolling } from "./time/polling.ts"
export type { Pace, PollingOptions, Visibility } from "./time/polling.ts"
export { timeLeft } from "./time/time-left.ts"
export { formatFileSize } from "./format/file-size.ts"
export { clockSkewMs, earliestExpiry, formatRemaining, reachedWarning, remainingMs } from "./time/hold-clock.ts"
export { formatMoney, savedPercent } from "./format/money.ts"
export type { MoneyFormat } from "./format/money.ts"
export {
  dayKey,
  formatDate,
  formatDateRange,
  formatDateTime,
  formatDay,
  formatTime,
  formatTimeRange,
  groupByDay,
  zoneName,
} from "./format/dates.ts"
export type { DateFormat } from "./format/dates.ts"
