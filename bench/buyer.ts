import type { AxiosInstance, AxiosResponse } from "axios"
import type { Shop } from "../integration-tests/support/shop"

export const STEPS = ["create", "add", "collection", "session", "complete"] as const
export type Step = (typeof STEPS)[number]

/** What a buyer puts into the cart. */
export type Wish = { offerId: string } | { variantId: string }

export type Visit = {
  outcome: "ordered" | "sold out" | "failed"
  /** Milliseconds of each request. */
  steps: Partial<Record<Step, number>>
  /** Milliseconds in all. */
  total: number
  /** What was answered when it failed, for the report. */
  answer?: string
}

/** The clean answers to a buyer who comes too late. */
const SOLD_OUT = ["offer_sold_out", "insufficient_stock"]

/** One buyer from an empty cart to the placed order, over the same five requests whatever they buy. */
export async function visit(api: AxiosInstance, shop: Shop, wish: Wish, email: string): Promise<Visit> {
  const steps: Visit["steps"] = {}
  const began = performance.now()
  const done = (outcome: Visit["outcome"], answer?: string): Visit => ({ outcome, steps, total: performance.now() - began, answer })
  const post = async (step: Step, path: string, body: unknown): Promise<AxiosResponse> => {
    const start = performance.now()
    // Refusals are answers here, not exceptions.
    const response = await api.post(path, body, { ...shop.store, validateStatus: () => true })
    steps[step] = performance.now() - start
    return response
  }
  const failed = (step: Step, { status, data }: AxiosResponse) => done("failed", `${step}: ${status} ${JSON.stringify(data).slice(0, 300)}`)

  const created = await post("create", "/store/carts", { region_id: shop.regionId, email })
  if (created.status !== 200) {
    return failed("create", created)
  }
  const cart = `/store/carts/${created.data.cart.id}`
  const added =
    "offerId" in wish
      ? await post("add", `${cart}/offers`, { offerId: wish.offerId, quantity: 1 })
      : await post("add", `${cart}/line-items`, { variant_id: wish.variantId, quantity: 1 })
  if (added.status === 400 && SOLD_OUT.includes(added.data.code)) {
    return done("sold out")
  }
  if (added.status !== 200) {
    return failed("add", added)
  }
  const collection = await post("collection", "/store/payment-collections", { cart_id: created.data.cart.id })
  if (collection.status !== 200) {
    return failed("collection", collection)
  }
  const sessions = `/store/payment-collections/${collection.data.payment_collection.id}/payment-sessions`
  const session = await post("session", sessions, { provider_id: "pp_system_default" })
  if (session.status !== 200) {
    return failed("session", session)
  }
  const completed = await post("complete", `${cart}/complete`, {})
  return completed.status === 200 && completed.data.type === "order" ? done("ordered") : failed("complete", completed)
}
