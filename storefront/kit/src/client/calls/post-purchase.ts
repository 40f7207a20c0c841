import type { CallOptions, Send } from "../transport.ts"
import type { PostPurchase } from "../types.ts"
import { segment } from "./segment.ts"

/** The funnel of one-time offers after an order. `cartId` is the cart that became the order. */
export interface PostPurchaseCalls {
  get(cartId: string, options?: CallOptions): Promise<PostPurchase>
  /** Buys the step's offer. Sent twice it answers the same and charges once. */
  accept(cartId: string, stepId: string, options?: CallOptions): Promise<PostPurchase>
  decline(cartId: string, stepId: string, options?: CallOptions): Promise<PostPurchase>
}

/** A card is charged while the buyer waits. */
const ACCEPT_TIMEOUT_MS = 45_000

export function postPurchaseCalls(send: Send): PostPurchaseCalls {
  const path = (cartId: string, rest = "") => `/store/carts/${segment(cartId)}/post-purchase${rest}`
  const answer = async (sent: Promise<{ postPurchase: PostPurchase }>) => (await sent).postPurchase
  return {
    get: (cartId, options) => answer(send("GET", path(cartId), options)),
    accept: (cartId, stepId, options) =>
      answer(
        send("POST", path(cartId, "/accept"), {
          ...options,
          idempotent: true,
          timeoutMs: ACCEPT_TIMEOUT_MS,
          body: { stepId },
        })
      ),
    decline: (cartId, stepId, options) =>
      answer(send("POST", path(cartId, "/decline"), { ...options, idempotent: true, body: { stepId } })),
  }
}
