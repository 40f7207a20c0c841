import { authCalls, type AuthCalls } from "./calls/auth.ts"
import { cartCalls, type CartCalls } from "./calls/carts.ts"
import { catalogueCalls, type CatalogueCalls } from "./calls/catalogue.ts"
import { customerCalls, type CustomerCalls } from "./calls/customers.ts"
import { offerCalls, type OfferCalls } from "./calls/offers.ts"
import { postPurchaseCalls, type PostPurchaseCalls } from "./calls/post-purchase.ts"
import { purchaseCalls, type PurchaseCalls } from "./calls/purchases.ts"
import { checkoutTokens } from "./checkout-tokens.ts"
import { browserTokenStorage, memoryTokenStorage, type TokenStorage } from "./token-storage.ts"
import { createTransport, type TransportOptions } from "./transport.ts"

export interface MonetizationClientOptions extends Omit<TransportOptions, "getAuthToken"> {
  /** Overrides `tokenStorage`: for shops that already sign customers in their own way. */
  getAuthToken?: TransportOptions["getAuthToken"]
  /** Where `auth.login` keeps the token (default: memory; in a browser use `browserTokenStorage()`). */
  tokenStorage?: TokenStorage
  /**
   * Where the client keeps what shows that a cart was this buyer's before it was ordered (default: the browser's
   * localStorage, so that it survives the way to the payment page and back; memory on a server).
   */
  checkoutTokenStorage?: TokenStorage
}

export interface MonetizationClient extends CatalogueCalls {
  offers: OfferCalls
  carts: CartCalls
  customers: CustomerCalls
  purchases: PurchaseCalls
  postPurchase: PostPurchaseCalls
  auth: AuthCalls
}

/**
 * A typed client of the monetization store API and of the Medusa store routes a ticket shop needs.
 * Needs no React and no browser; one instance per customer on a server, one per page in a browser.
 * Every call may throw `MonetizationError`; GETs and idempotent calls are retried.
 */
export function createMonetizationClient(options: MonetizationClientOptions): MonetizationClient {
  const tokens = options.tokenStorage ?? memoryTokenStorage()
  const send = createTransport({ ...options, getAuthToken: options.getAuthToken ?? (() => tokens.get()) })
  const checkouts = checkoutTokens(options.checkoutTokenStorage ?? browserTokenStorage("em_checkout_tokens"))
  return {
    ...catalogueCalls(send),
    offers: offerCalls(send, checkouts),
    carts: cartCalls(send, checkouts),
    customers: customerCalls(send),
    purchases: purchaseCalls(send),
    postPurchase: postPurchaseCalls(send, checkouts),
    auth: authCalls(send, tokens, checkouts),
  }
}
