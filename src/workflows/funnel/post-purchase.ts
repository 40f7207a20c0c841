import { MedusaContainer } from "@medusajs/framework/types"
import { countAccepted } from "../../modules/funnel/next-step"
import { DecisionKind, DecisionRow, Outcome, RunRow } from "../../modules/funnel/types"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { signCheckoutToken } from "../checkout/checkout-token"
import { StoreOffer } from "../offer/list-store-offers"
import { withSavedMethod } from "./begin-run"
import { CurrentStep, findCurrentStep } from "./current-step"
import { placedOrderOf } from "./first-order"
import { loadRun } from "./load-run"
import { StepCharge } from "./step-charge"

/** The funnel of one-time offers after an order, as its owner sees it. Times are ISO, UTC. */
export type PostPurchase = {
  /** `none`: the order has no funnel, or there is no order yet. */
  status: "open" | "finished" | "expired" | "none"
  /** The first order. */
  orderId: string | null
  expiresAt: string | null
  /** PostgreSQL's clock, to count down by whatever the browser's clock says. */
  serverTime: string
  acceptedCount: number
  acceptLimit: number
  /** Null when the funnel is over, and while a payment is being worked on (a result's outcome is `pending` then). */
  step: {
    id: string
    headline: string
    message: string | null
    offer: StoreOffer
    /**
     * What accepting charges, tax and delivery included; send its `total` along. Null where that can't be told before
     * the payment page, as with a carrier that calculates its price.
     */
    charge: StepCharge | null
    /** Whether accepting buys at once, charging `paymentMethod` if there is anything to pay; otherwise it leads to a payment page. */
    oneClick: boolean
    paymentMethod: { brand: string | null; last4: string | null } | null
  } | null
  /** What was answered so far, the oldest first. */
  results: {
    stepId: string
    offerTitle: string
    decision: DecisionKind
    outcome: Outcome | null
    /** The order that came of it, linked to the first. */
    orderId: string | null
    /** Where to pay, while that is open. */
    checkoutUrl: string | null
    /** The cart that is paid there, and what its buyer shows afterwards: see `signCheckoutToken`. */
    checkoutCart: { id: string; token: string } | null
    message: string | null
  }[]
}

const none = (orderId: string | null): PostPurchase => ({
  status: "none",
  orderId,
  expiresAt: null,
  serverTime: new Date().toISOString(),
  acceptedCount: 0,
  acceptLimit: 0,
  step: null,
  results: [],
})

/** The funnel of the order that a cart became, begun by the first look at it. */
export async function readPostPurchase(container: MedusaContainer, cartId: string): Promise<PostPurchase> {
  const loaded = await loadRun(container, cartId)
  if (!loaded) {
    return none(await placedOrderOf(container, cartId))
  }
  const { order } = loaded
  const known = await withSavedMethod(container, loaded.run, order)
  const { run, decisions, current } = await findCurrentStep(container, known, order)
  return {
    status: run.live ? "open" : run.status === "open" ? "expired" : run.status,
    orderId: run.order_id,
    expiresAt: new Date(run.expires_at).toISOString(),
    serverTime: new Date(run.at).toISOString(),
    acceptedCount: countAccepted(decisions),
    acceptLimit: run.accept_limit,
    step: current && stepOf(run, decisions, current),
    results: await resultsOf(container, run, decisions),
  }
}

/** One click is offered once a step, and only for an amount that is shown: otherwise the attendee pays on a page. */
function stepOf(run: RunRow, decisions: DecisionRow[], { step, offer, charge }: NonNullable<CurrentStep["current"]>): PostPurchase["step"] {
  const tried = decisions.some(({ step_id }) => step_id === step.id)
  const isFree = charge?.total === 0
  const method = tried || isFree || !charge ? null : run.saved_method
  return {
    id: step.id,
    headline: step.headline,
    message: step.message,
    offer,
    charge,
    oneClick: isFree || Boolean(method),
    paymentMethod: method && { brand: method.brand, last4: method.last4 },
  }
}

async function resultsOf(container: MedusaContainer, run: RunRow, decisions: DecisionRow[]): Promise<PostPurchase["results"]> {
  const offers = decisions.length
    ? await container
        .resolve<OfferModuleService>(OFFER_MODULE)
        .listOffers({ id: decisions.map(({ offer_id }) => offer_id) }, { select: ["id", "title"] })
    : []
  const titleOf = new Map(offers.map(({ id, title }) => [id, title]))
  const resultOf = async (decision: DecisionRow) => {
    const payable = decision.outcome === "payment_page" && decision.checkout_expires_at && new Date(decision.checkout_expires_at) > run.at
    return {
      stepId: decision.step_id,
      offerTitle: titleOf.get(decision.offer_id) ?? "",
      decision: decision.decision,
      outcome: decision.outcome,
      orderId: decision.order_id,
      checkoutUrl: payable ? decision.checkout_url : null,
      checkoutCart:
        payable && decision.cart_id ? { id: decision.cart_id, token: await signCheckoutToken(container, decision.cart_id) } : null,
      message: decision.message,
    }
  }
  return await Promise.all(decisions.map(resultOf))
}
