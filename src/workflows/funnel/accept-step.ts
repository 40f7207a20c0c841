import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, MedusaError } from "@medusajs/framework/utils"
import { FUNNEL_MODULE } from "../../modules/funnel"
import { Claim } from "../../modules/funnel/run-ledger"
import type FunnelModuleService from "../../modules/funnel/service"
import { DecisionRow, Outcome, RunRow } from "../../modules/funnel/types"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { loadCart } from "../cart/load-cart"
import { startCheckoutWorkflow } from "../checkout/workflows/start-checkout"
import { announceEnd } from "./announce-end"
import { withSavedMethod } from "./begin-run"
import { Charge, chargeSavedMethod, completeCart } from "./charge-saved-method"
import { emptyDecisionCart, fillDecisionCart, hasForeseeableShipping, openDecisionCart } from "./decision-cart"
import { FirstOrder } from "./first-order"
import { loadRun } from "./load-run"
import { recordFunnelOrder } from "./record-order"
import { assertSeenTotal, isTotalChanged, SeenTotal, TOTAL_CHANGED_MESSAGE } from "./seen-total"
import { failDecision, NOT_CHARGED, settleDecision } from "./settle-decision"

/** As long as a storefront waits for an answer; afterwards it is told that the payment is `pending`. */
const PATIENCE_MS = 20_000

const notCurrent = () =>
  new MedusaError(MedusaError.Types.NOT_ALLOWED, "This is not the offer you are being made right now.", "funnel_step_not_current")

/**
 * The run of a cart's order, with the order.
 * @throws MedusaError `funnel_step_not_current` when the order has no funnel, `funnel_expired` when it was called off
 */
export async function requireRun(container: MedusaContainer, cartId: string): Promise<{ run: RunRow; order: FirstOrder }> {
  const begun = await loadRun(container, cartId)
  if (!begun) {
    throw notCurrent()
  }
  if (begun.order.status === "canceled") {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The order this would go with was called off.", "funnel_expired")
  }
  return begun
}

/**
 * Buys a step's offer: with the first order's payment method, or, where that can't be charged without its owner, with a
 * payment page. Of any number of requests for one step one does the work; the others wait for what comes of it.
 *
 * Not a workflow: what it has done by the time something fails (a card that may have been charged) must not be
 * compensated but found out.
 * @param seen what the attendee was shown, which is the most that is charged
 * @throws MedusaError `funnel_step_not_current`, `funnel_expired`, `funnel_accept_limit`, `funnel_total_changed`, or a
 * rule's code when the offer can't be had any more
 */
export async function acceptStep(container: MedusaContainer, cartId: string, stepId: string, seen: SeenTotal): Promise<void> {
  const funnel = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  const { run, order } = await requireRun(container, cartId)
  const claim = await funnel.claimAccept(run.id, stepId)
  if (claim.verdict !== "answered") {
    await work(container, claim, order, seen)
    return
  }
  const left = await whilePending(container, claim.decision)
  if (left === "withdrawn" && (await funnel.findRun("id", run.id))?.current_step_id === stepId) {
    // Refused for what another request had seen; this one is asked for what it has seen itself.
    await acceptStep(container, cartId, stepId, seen)
  }
}

/** Waits, as long as a storefront does, for what becomes of an acceptance that another request works on. */
async function whilePending(container: MedusaContainer, { id, run_id, outcome }: DecisionRow): Promise<Outcome | "withdrawn" | null> {
  const until = Date.now() + PATIENCE_MS
  let current: Outcome | "withdrawn" | null = outcome
  while (current === "pending" && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const decisions = await container.resolve<FunnelModuleService>(FUNNEL_MODULE).decisionsOf(run_id)
    const decision = decisions.find((candidate) => candidate.id === id)
    current = decision ? decision.outcome : "withdrawn"
  }
  return current
}

/** The part under the lease: ends with an outcome, or leaves the decision to the sweep. */
async function work(container: MedusaContainer, { run, decision, verdict }: Claim, order: FirstOrder, seen: SeenTotal): Promise<void> {
  // A payment that was tried before may have gone through since.
  const isRetry = verdict === "retry"
  if (verdict !== "begin" && (await settleOrLeave(container, decision, { isRetry })) !== "open") {
    return
  }
  const filled = await fill(container, run, decision, order)
  try {
    await pay(container, run, filled, order, { seen, mayCharge: verdict === "begin" && seen !== null })
  } catch (error) {
    if (isTotalChanged(error)) {
      await withdraw(container, filled, verdict)
      throw error
    }
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`The payment of funnel decision ${decision.id} was interrupted: ${error}`)
    await settleOrLeave(container, filled, { isRetry, failure: isRefusal(error) ? error.message : NOT_CHARGED })
  }
}

/**
 * Gives back what was not bought for its new total, and makes the step the attendee's again: as it was, or where one click
 * has been tried already, with the payment page that is left.
 */
async function withdraw(container: MedusaContainer, decision: DecisionRow & { cart_id: string }, verdict: Claim["verdict"]): Promise<void> {
  if (verdict !== "begin") {
    await settleOrLeave(container, decision, { isRetry: verdict === "retry", failure: TOTAL_CHANGED_MESSAGE })
    return
  }
  await emptyDecisionCart(container, decision.cart_id, decision.offer_id, "the total had changed")
  await container.resolve<OfferModuleService>(OFFER_MODULE).closeAttempt(decision.cart_id)
  await container.resolve<FunnelModuleService>(FUNNEL_MODULE).withdrawAccept(decision.id, "offer_again")
}

/**
 * Finds out what became of the payment. If that can't be known now, or the order is still on its way, the sweep asks again.
 * @param failure given, an acceptance that was not paid is ended with these words
 * @param isRetry see `settleDecision`
 */
async function settleOrLeave(
  container: MedusaContainer,
  decision: DecisionRow,
  { failure, isRetry }: { failure?: string; isRetry: boolean }
): Promise<"open" | "other"> {
  let settled: Awaited<ReturnType<typeof settleDecision>> = "processing"
  try {
    settled = await settleDecision(container, decision, isRetry)
    if (settled === "open" && failure) {
      await failDecision(container, decision, failure)
    }
  } catch (error) {
    settled = "processing"
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`Funnel decision ${decision.id} is left to the sweep: ${error}`)
  }
  if (settled === "processing") {
    await container.resolve<FunnelModuleService>(FUNNEL_MODULE).endLease(decision.id)
  }
  return settled === "open" ? "open" : "other"
}

/** A rule said no. That the cart is being or has been paid is none: the sweep finds its order. */
function isRefusal(error: unknown): error is MedusaError {
  return (
    MedusaError.isMedusaError(error) &&
    (error.type === MedusaError.Types.NOT_ALLOWED || error.code === "offer_not_found") &&
    !["cart_completed", "payment_in_progress", "payment_already_made"].includes(error.code ?? "")
  )
}

/** The cart with the offer in it. An offer that can't be had is passed by, and the attendee told why. */
async function fill(container: MedusaContainer, run: RunRow, decision: DecisionRow, order: FirstOrder): Promise<DecisionRow & { cart_id: string }> {
  const funnel = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  let cart_id = decision.cart_id
  try {
    cart_id = await openDecisionCart(container, run, decision, order)
    await fillDecisionCart(container, cart_id, decision.offer_id, order)
    return { ...decision, cart_id }
  } catch (error) {
    if (cart_id) {
      await emptyDecisionCart(container, cart_id, decision.offer_id, "the offer can't be had").catch(() => undefined)
    }
    if (isRefusal(error)) {
      await passBy(container, run, decision)
    } else {
      await funnel.resolveDecision(decision.id, { outcome: "payment_failed", message: NOT_CHARGED })
    }
    throw error
  }
}

/** The offer is gone: the step is over without it. */
async function passBy(container: MedusaContainer, run: RunRow, decision: DecisionRow): Promise<void> {
  if (await container.resolve<FunnelModuleService>(FUNNEL_MODULE).withdrawAccept(decision.id, "pass_by")) {
    await announceEnd(container, run)
  }
}

async function pay(
  container: MedusaContainer,
  run: RunRow,
  decision: DecisionRow & { cart_id: string },
  order: FirstOrder,
  { mayCharge, seen }: { mayCharge: boolean; seen: SeenTotal }
): Promise<void> {
  const { saved_method: method } = await withSavedMethod(container, run, order)
  const cart = await loadCart(container, decision.cart_id)
  assertSeenTotal(cart, seen)
  const charge: Charge = MathBN.lte(cart.total, 0)
    ? await completeCart(container, cart.id)
    : mayCharge && method && (await hasForeseeableShipping(container, cart))
      ? await chargeSavedMethod(container, { cartId: cart.id, grantId: decision.id, method, seen })
      : { result: "needs_page" }

  if (charge.result === "placed") {
    await recordFunnelOrder(container, decision, charge.order_id)
  } else if (charge.result === "declined") {
    await failDecision(container, decision, charge.message)
  } else {
    const { result: page } = await startCheckoutWorkflow(container).run({ input: { cart_id: cart.id } })
    const ended = await container.resolve<FunnelModuleService>(FUNNEL_MODULE).resolveDecision(decision.id, {
      outcome: "payment_page",
      checkout_url: page.checkoutUrl,
      checkout_expires_at: page.expiresAt,
    })
    if (ended) {
      await announceEnd(container, run)
    }
  }
}
