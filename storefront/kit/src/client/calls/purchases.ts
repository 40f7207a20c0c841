import type { CallOptions, Send } from "../transport.ts"
import type { Page, SignedLink, StorePurchase } from "../types.ts"
import { segment } from "./segment.ts"

/** The signed-in customer's purchases are reached without a token, a guest's with the one from their link. */
export interface PurchaseCalls {
  /**
   * A guest's purchases, newest first.
   * @throws MonetizationError `purchases_token_invalid`, `purchases_token_expired`
   */
  listByToken(
    token: string,
    query?: { limit?: number; offset?: number },
    options?: CallOptions
  ): Promise<Page & { purchases: StorePurchase[] }>
  /** An address of the file that works for some minutes: ask when it is clicked. */
  downloadLink(id: string, request: { assetId: string; token?: string }, options?: CallOptions): Promise<SignedLink>
  /** An address of the unit's ticket as a PDF that works for some minutes: ask when it is clicked. */
  ticketLink(id: string, request: { unitId: string; token?: string }, options?: CallOptions): Promise<SignedLink>
}

export function purchaseCalls(send: Send): PurchaseCalls {
  const path = (id: string, rest: string) => `/store/offer-purchases/${segment(id)}/${rest}`
  return {
    listByToken: (token, query, options) =>
      send("POST", "/store/offer-purchases", { ...options, idempotent: true, body: { ...query, token } }),
    downloadLink: (id, request, options) =>
      send("POST", path(id, "download-link"), { ...options, idempotent: true, body: request }),
    ticketLink: (id, request, options) =>
      send("POST", path(id, "ticket-link"), { ...options, idempotent: true, body: request }),
  }
}
