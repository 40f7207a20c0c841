import { Context } from "@medusajs/framework/types"
import { InjectManager, InjectTransactionManager, MedusaContext, MedusaError, MedusaService } from "@medusajs/framework/utils"
import { OfferFunnel } from "./models/offer-funnel"
import { OfferFunnelDecision } from "./models/offer-funnel-decision"
import { OfferFunnelRun } from "./models/offer-funnel-run"
import { OfferFunnelStep } from "./models/offer-funnel-step"
import {
  attachCart,
  Claim,
  claimAccept,
  declineStep,
  EndedRun,
  endLease,
  expireRuns,
  finishRunOf,
  FunnelStats,
  insertRun,
  isEndAnnounced,
  keepMethod,
  NewRun,
  noteEndAnnounced,
  readClock,
  readDecisionOfCart,
  readDecisions,
  readFirstOrder,
  readOpenPages,
  readRun,
  readStats,
  readUnannounced,
  Resolution,
  resolveDecision,
  skipStep,
  takeUnsettled,
  withdrawAccept,
} from "./run-ledger"
import { readSql, transactionSql } from "../../utils/sql"
import { DecisionRow, FunnelStatus, RunRow, SavedMethod, StepDefinition } from "./types"

export type FunnelData = {
  event_id: string
  name: string
  status: FunnelStatus
  window_minutes: number
  hold_fulfillment: boolean
  accept_limit: number
}

const ACTIVE_INDEX = "IDX_offer_funnel_active_unique"

/** Funnels and the attendees' way through them. Who may be offered what, and how it is paid, is the workflows' matter. */
class FunnelModuleService extends MedusaService({ OfferFunnel, OfferFunnelStep, OfferFunnelRun, OfferFunnelDecision }) {
  // Funnels

  /**
   * Makes or changes a funnel together with its steps. A step keeps its id as long as it keeps its key.
   * @throws MedusaError NOT_ALLOWED `funnel_already_active` when another one of the event is active
   */
  async saveFunnel(data: Partial<FunnelData> & { id?: string }, steps?: StepDefinition[]): Promise<string> {
    try {
      return await this.saveFunnel_(data, steps)
    } catch (error) {
      // The unique index has the last word over two organizers who activate at once.
      if (error instanceof Error && error.message.includes(ACTIVE_INDEX)) {
        throw alreadyActive()
      }
      const [rival] =
        data.status === "active" && data.event_id
          ? await this.listOfferFunnels({ event_id: data.event_id, status: "active", id: { $ne: data.id ?? "" } }, { select: ["id"] })
          : []
      throw rival ? alreadyActive() : error
    }
  }

  @InjectTransactionManager()
  protected async saveFunnel_(
    data: Partial<FunnelData> & { id?: string },
    steps: StepDefinition[] | undefined,
    @MedusaContext() context: Context = {}
  ): Promise<string> {
    const funnel = data.id
      ? await this.updateOfferFunnels({ ...data, id: data.id }, context)
      : await this.createOfferFunnels(data as FunnelData, context)
    if (steps) {
      const before = await this.listOfferFunnelSteps({ funnel_id: funnel.id }, { select: ["id", "key"] }, context)
      const idOf = new Map(before.map((step) => [step.key, step.id]))
      const rows = steps.map((step, position) => ({ ...step, position }))
      const keys = new Set(steps.map((step) => step.key))
      await this.deleteOfferFunnelSteps(before.filter((step) => !keys.has(step.key)).map((step) => step.id), context)
      for (const row of rows) {
        const id = idOf.get(row.key)
        await (id ? this.updateOfferFunnelSteps({ id, ...row }, context) : this.createOfferFunnelSteps({ ...row, funnel_id: funnel.id }, context))
      }
    }
    return funnel.id
  }

  /** What came of each funnel; one without any run is missing. */
  @InjectManager()
  async statsOf(funnelIds: string[], @MedusaContext() context: Context = {}): Promise<Map<string, FunnelStats>> {
    return await readStats(readSql(context), funnelIds)
  }

  // Runs

  @InjectManager()
  async findRun(
    by: "id" | "cart_id" | "order_id",
    value: string,
    @MedusaContext() context: Context = {}
  ): Promise<RunRow | null> {
    return await readRun(readSql(context), by, value)
  }

  /** Begins an order's run unless it has one: see `insertRun`. */
  @InjectTransactionManager()
  async beginRun(run: NewRun, @MedusaContext() context: Context = {}): Promise<void> {
    await insertRun(transactionSql(context), run)
  }

  @InjectTransactionManager()
  async keepMethod(runId: string, method: SavedMethod | null, @MedusaContext() context: Context = {}): Promise<void> {
    await keepMethod(transactionSql(context), runId, method)
  }

  /** Passes a step by whose offer can't be had: see `skipStep`. */
  @InjectTransactionManager()
  async skipStep(runId: string, stepId: string, @MedusaContext() context: Context = {}): Promise<boolean> {
    return await skipStep(transactionSql(context), runId, stepId)
  }

  /** Ends runs whose time is up. */
  @InjectTransactionManager()
  async expireRuns(limit: number, @MedusaContext() context: Context = {}): Promise<EndedRun[]> {
    return await expireRuns(transactionSql(context), limit)
  }

  @InjectTransactionManager()
  async finishRunOf(orderId: string, @MedusaContext() context: Context = {}): Promise<EndedRun | null> {
    return await finishRunOf(transactionSql(context), orderId)
  }

  @InjectManager()
  async isEndAnnounced(runId: string, @MedusaContext() context: Context = {}): Promise<boolean> {
    return await isEndAnnounced(readSql(context), runId)
  }

  @InjectTransactionManager()
  async noteEndAnnounced(runId: string, @MedusaContext() context: Context = {}): Promise<void> {
    await noteEndAnnounced(transactionSql(context), runId)
  }

  /** Runs whose end is still to be told: see `readUnannounced`. */
  @InjectManager()
  async listUnannounced(limit: number, @MedusaContext() context: Context = {}): Promise<EndedRun[]> {
    return await readUnannounced(readSql(context), limit)
  }

  // Decisions

  @InjectManager()
  async findDecisionOfCart(cartId: string, @MedusaContext() context: Context = {}): Promise<DecisionRow | null> {
    return await readDecisionOfCart(readSql(context), cartId)
  }

  @InjectManager()
  async decisionsOf(runId: string, @MedusaContext() context: Context = {}): Promise<DecisionRow[]> {
    return await readDecisions(readSql(context), runId)
  }

  /**
   * The order whose tickets count in a cart: the first order, for a cart made for an offer accepted after it and for the
   * cart it came of. Null for any other cart.
   */
  @InjectManager()
  async firstOrderOf(cartId: string, @MedusaContext() context: Context = {}): Promise<string | null> {
    return await readFirstOrder(readSql(context), cartId)
  }

  /** Claims the work of an acceptance: see `claimAccept`. */
  @InjectTransactionManager()
  async claimAccept(runId: string, stepId: string, @MedusaContext() context: Context = {}): Promise<Claim> {
    return await claimAccept(transactionSql(context), runId, stepId)
  }

  @InjectTransactionManager()
  async declineStep(runId: string, stepId: string, @MedusaContext() context: Context = {}): Promise<boolean> {
    return await declineStep(transactionSql(context), runId, stepId)
  }

  @InjectTransactionManager()
  async attachCart(decisionId: string, cartId: string, @MedusaContext() context: Context = {}): Promise<void> {
    await attachCart(transactionSql(context), decisionId, cartId)
  }

  /** Writes down what an acceptance came to: see `resolveDecision`. */
  @InjectTransactionManager()
  async resolveDecision(decisionId: string, resolution: Resolution, @MedusaContext() context: Context = {}): Promise<boolean> {
    return await resolveDecision(transactionSql(context), decisionId, resolution)
  }

  /** Takes an acceptance back of which nothing was charged: see `withdrawAccept`. */
  @InjectTransactionManager()
  async withdrawAccept(decisionId: string, then: "pass_by" | "offer_again", @MedusaContext() context: Context = {}): Promise<boolean> {
    return await withdrawAccept(transactionSql(context), decisionId, then)
  }

  @InjectTransactionManager()
  async endLease(decisionId: string, @MedusaContext() context: Context = {}): Promise<void> {
    await endLease(transactionSql(context), decisionId)
  }

  /** Work for the sweep: see `takeUnsettled`. */
  @InjectTransactionManager()
  async takeUnsettled(limit: number, before: Date, @MedusaContext() context: Context = {}): Promise<DecisionRow[]> {
    return await takeUnsettled(transactionSql(context), limit, before)
  }

  /** Acceptances that wait for a payment page: see `readOpenPages`. */
  @InjectManager()
  async listOpenPages(after: string, limit: number, @MedusaContext() context: Context = {}): Promise<DecisionRow[]> {
    return await readOpenPages(readSql(context), after, limit)
  }

  /** PostgreSQL's clock. */
  @InjectManager()
  async clock(@MedusaContext() context: Context = {}): Promise<Date> {
    return await readClock(readSql(context))
  }
}

const alreadyActive = () =>
  new MedusaError(MedusaError.Types.NOT_ALLOWED, "Another funnel of this event is active: archive it first.", "funnel_already_active")

export default FunnelModuleService
