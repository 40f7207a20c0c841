import type { CheckoutTokens } from "../checkout-tokens.ts"
import type { CallOptions, Send } from "../transport.ts"
import type { PostPurchase } from "../types.ts"
import { segment } from "./segment.ts"

/** The funnel of one-time offers after an order. `cartId` is the cart that became the order. */
export interface PostPurchaseCalls {
  get(cartId: string, options?: CallOptions): Promise<PostPurchase>
  /**
   * Buys the step's offer. Sent twice it answers the same and charges once.
   * @param total the step's `charge.total` as the buyer sees it: more is never charged, but refused with
   * `funnel_total_changed`. null when they see none: leads to a payment page.
   */
  accept(cartId: string, stepId: string, total: number | null, options?: CallOptions): Promise<PostPurchase>
  decline(cartId: string, stepId: string, options?: CallOptions): Promise<PostPurchase>
}

/** A card is charged while the buyer waits. */
const ACCEPT_TIMEOUT_MS = 45_000

export function postPurchaseCalls(send: Send, checkouts: CheckoutTokens): PostPurchaseCalls {
  const path = (cartId: string, rest = "") => `/store/carts/${segment(cartId)}/post-purchase${rest}`
  const answer = async (sent: Promise<{ postPurchase: PostPurchase }>) => {
    const { postPurchase } = await sent
    for (const { checkoutCart } of postPurchase.results) {
      if (checkoutCart) {
        checkouts.keep(checkoutCart.id, checkoutCart.token)
      }
    }
    return postPurchase
  }
  return {
    get: (cartId, options) => answer(send("GET", path(cartId), { ...options, headers: checkouts.headers(cartId) })),
    accept: (cartId, stepId, total, options) =>
      answer(
        send("POST", path(cartId, "/accept"), {
          ...options,
          headers: checkouts.headers(cartId),
          idempotent: true,
          timeoutMs: ACCEPT_TIMEOUT_MS,
          body: { stepId, total },
        })
      ),
    decline: (cartId, stepId, options) =>
      answer(
        send("POST", path(cartId, "/decline"), {
          ...options,
          headers: checkouts.headers(cartId),
          idempotent: true,
          body: { stepId },
        })
      ),
  }
}
