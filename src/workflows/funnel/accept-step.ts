import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, MedusaError } from "@medusajs/framework/utils"
import { FUNNEL_MODULE } from "../../modules/funnel"
import { Claim } from "../../modules/funnel/run-ledger"
import type FunnelModuleService from "../../modules/funnel/service"
import { DecisionRow, RunRow } from "../../modules/funnel/types"
import { loadCart } from "../cart/load-cart"
import { startCheckoutWorkflow } from "../checkout/workflows/start-checkout"
import { announceEnd } from "./announce-end"
import { beginRun, withSavedMethod } from "./begin-run"
import { Charge, chargeSavedMethod, completeCart } from "./charge-saved-method"
import { emptyDecisionCart, fillDecisionCart, openDecisionCart } from "./decision-cart"
import { FirstOrder, loadFirstOrder } from "./first-order"
import { recordFunnelOrder } from "./record-order"
import { failDecision, NOT_CHARGED, settleDecision } from "./settle-decision"

/** As long as a storefront waits for an answer; afterwards it is told that the payment is `pending`. */
const PATIENCE_MS = 20_000

const notCurrent = () =>
  new MedusaError(MedusaError.Types.NOT_ALLOWED, "This is not the offer you are being made right now.", "funnel_step_not_current")

/** The run of a cart's order, with the order. @throws MedusaError `funnel_step_not_current` when the order has no funnel */
export async function requireRun(container: MedusaContainer, cartId: string): Promise<{ run: RunRow; order: FirstOrder }> {
  const run = await beginRun(container, cartId)
  const order = run && (await loadFirstOrder(container, run.order_id))
  if (!run || !order) {
    throw notCurrent()
  }
  return { run, order }
}

/**
 * Buys a step's offer: with the first order's payment method, or, where that can't be charged without its owner, with a
 * payment page. Of any number of requests for one step one does the work; the others wait for what comes of it.
 *
 * Not a workflow: what it has done by the time something fails (a card that may have been charged) must not be
 * compensated but found out.
 * @throws MedusaError `funnel_step_not_current`, `funnel_expired`, `funnel_accept_limit`, or a rule's code when the offer
 * can't be had any more
 */
export async function acceptStep(container: MedusaContainer, cartId: string, stepId: string): Promise<void> {
  const funnel = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  const { run, order } = await requireRun(container, cartId)
  const claim = await funnel.claimAccept(run.id, stepId)
  if (claim.verdict === "answered") {
    await whilePending(container, claim.decision)
    return
  }
  await work(container, claim, order)
  await announceEnd(container, run, (await funnel.findRun("id", run.id)) as RunRow)
}

async function whilePending(container: MedusaContainer, { id, run_id, outcome }: DecisionRow): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  let pending = outcome === "pending"
  while (pending && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const decisions = await container.resolve<FunnelModuleService>(FUNNEL_MODULE).decisionsOf(run_id)
    pending = decisions.some((decision) => decision.id === id && decision.outcome === "pending")
  }
}

/** The part under the lease: ends with an outcome, or leaves the decision to the sweep. */
async function work(container: MedusaContainer, { run, decision, verdict }: Claim, order: FirstOrder): Promise<void> {
  // A payment that was tried before may have gone through since.
  if (verdict !== "begin" && (await settleOrLeave(container, decision)) !== "open") {
    return
  }
  const filled = await fill(container, run, decision, order)
  try {
    await pay(container, run, filled, order, verdict === "begin")
  } catch (error) {
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`The payment of funnel decision ${decision.id} was interrupted: ${error}`)
    await settleOrLeave(container, filled, isRefusal(error) ? error.message : NOT_CHARGED)
  }
}

/**
 * Finds out what became of the payment. If that can't be known now, or the order is still on its way, the sweep asks again.
 * @param failure given, an acceptance that was not paid is ended with these words
 */
async function settleOrLeave(container: MedusaContainer, decision: DecisionRow, failure?: string): Promise<"open" | "other"> {
  let settled: Awaited<ReturnType<typeof settleDecision>> = "processing"
  try {
    settled = await settleDecision(container, decision)
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
      await funnel.withdrawAccept(decision.id)
    } else {
      await funnel.resolveDecision(decision.id, { outcome: "payment_failed", message: NOT_CHARGED })
    }
    throw error
  }
}

async function pay(
  container: MedusaContainer,
  run: RunRow,
  decision: DecisionRow & { cart_id: string },
  order: FirstOrder,
  mayCharge: boolean
): Promise<void> {
  const { saved_method: method } = await withSavedMethod(container, run, order)
  const cart = await loadCart(container, decision.cart_id)
  const charge: Charge = MathBN.lte(cart.total, 0)
    ? await completeCart(container, cart.id)
    : mayCharge && method
      ? await chargeSavedMethod(container, { cartId: cart.id, grantId: decision.id, method })
      : { result: "needs_page" }

  if (charge.result === "placed") {
    await recordFunnelOrder(container, decision, charge.order_id)
  } else if (charge.result === "declined") {
    await failDecision(container, decision, charge.message)
  } else {
    const { result: page } = await startCheckoutWorkflow(container).run({ input: { cart_id: cart.id } })
    await container.resolve<FunnelModuleService>(FUNNEL_MODULE).resolveDecision(decision.id, {
      outcome: "payment_page",
      checkout_url: page.checkoutUrl,
      checkout_expires_at: page.expiresAt,
    })
  }
}
