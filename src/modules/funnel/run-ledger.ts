import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import { AcceptVerdict, judgeAccept, judgeDecline, Refusal } from "./judge-answer"
import { isBeingBought, nextStep, stepAfter } from "./next-step"
import { Sql } from "../../utils/sql"
import { DecisionRow, Outcome, PlanStep, RunRow, SavedMethod } from "./types"

/**
 * A run moves in transactions that first lock its row. Nothing outside is called under the lock: an acceptance is written
 * down as `pending`, and whoever wrote it has a lease on the work that follows. The unique index on run and step is the
 * last word against two acceptances of one step.
 */

/** Longer than the payment of an acceptance can take, Stripe's time-outs and repetitions included. */
const LEASE_SECONDS = 180

const RUN_COLUMNS = `id, funnel_id, event_id, cart_id, order_id, status, plan, accept_limit, hold_fulfillment, current_step_id,
  expires_at, saved_method, method_checked_at, clock_timestamp() as at, (status = 'open' and expires_at > clock_timestamp()) as live`

const DECISION_COLUMNS = `id, run_id, step_id, offer_id, decision, outcome, cart_id, order_id, checkout_url, checkout_expires_at,
  message, leased_until`

export type NewRun = {
  funnel_id: string
  event_id: string
  cart_id: string
  order_id: string
  order_placed_at: Date | string
  plan: PlanStep[]
  accept_limit: number
  hold_fulfillment: boolean
  window_minutes: number
}

export type EndedRun = Pick<RunRow, "id" | "order_id">

/** What an acceptance came to. */
export type Resolution = {
  outcome: Exclude<Outcome, "pending">
  order_id?: string | null
  checkout_url?: string | null
  checkout_expires_at?: Date | string | null
  message?: string | null
  /** Major units, as a decimal string. */
  total?: string | null
  currency_code?: string | null
}

const refused = ({ code, message }: Refusal) => new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)

/** Locks a run against every other answer. @throws MedusaError NOT_FOUND `funnel_run_not_found` */
export async function lockRun(sql: Sql, id: string): Promise<RunRow> {
  const [locked] = await sql(`select id from offer_funnel_run where id = ? and deleted_at is null for update`, [id])
  // Read again: a statement sees the clock and the row as of when it began, which may be before the lock was waited for.
  const [run] = locked ? await sql<RunRow>(`select ${RUN_COLUMNS} from offer_funnel_run where id = ?`, [id]) : []
  if (!run) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such funnel run.", "funnel_run_not_found")
  }
  return run
}

/** Locks the run a decision belongs to. */
async function lockRunOf(sql: Sql, decisionId: string): Promise<RunRow> {
  const [decision] = await sql<{ run_id: string }>(`select run_id from offer_funnel_decision where id = ?`, [decisionId])
  return await lockRun(sql, decision?.run_id ?? "")
}

export async function readRun(sql: Sql, by: "id" | "cart_id" | "order_id", value: string): Promise<RunRow | null> {
  const [run] = await sql<RunRow>(`select ${RUN_COLUMNS} from offer_funnel_run where ${by} = ? and deleted_at is null`, [value])
  return run ?? null
}

/** The acceptance a cart was made for. */
export async function readDecisionOfCart(sql: Sql, cartId: string): Promise<DecisionRow | null> {
  const [decision] = await sql<DecisionRow>(
    `select ${DECISION_COLUMNS} from offer_funnel_decision where cart_id = ? and deleted_at is null`,
    [cartId]
  )
  return decision ?? null
}

export async function readFirstOrder(sql: Sql, cartId: string): Promise<string | null> {
  const [run] = await sql<{ order_id: string }>(
    `select order_id from offer_funnel_run where cart_id = ? and deleted_at is null
     union all
     select run.order_id from offer_funnel_decision decision join offer_funnel_run run on run.id = decision.run_id
      where decision.cart_id = ? and decision.deleted_at is null
     limit 1`,
    [cartId, cartId]
  )
  return run?.order_id ?? null
}

export async function readDecisions(sql: Sql, runId: string): Promise<DecisionRow[]> {
  return await sql<DecisionRow>(
    `select ${DECISION_COLUMNS} from offer_funnel_decision where run_id = ? and deleted_at is null order by created_at, id`,
    [runId]
  )
}

/**
 * Begins an order's run, once: the second to ask gets nothing here and reads the first one's. Nor does a run begin whose
 * window would be over already, such as that of an order from before the funnel was made.
 */
export async function insertRun(sql: Sql, run: NewRun): Promise<void> {
  await sql(
    `insert into offer_funnel_run (id, funnel_id, event_id, cart_id, order_id, status, plan, accept_limit, hold_fulfillment,
                                   current_step_id, started_at, expires_at)
     select ?, ?, ?, ?, ?, 'open', ?::jsonb, ?, ?, ?, clock_timestamp(), clock_timestamp() + make_interval(mins => ?)
      where ?::timestamptz + make_interval(mins => ?) > clock_timestamp()
     on conflict do nothing`,
    [
      generateEntityId(undefined, "offrun"),
      run.funnel_id,
      run.event_id,
      run.cart_id,
      run.order_id,
      JSON.stringify(run.plan),
      run.accept_limit,
      run.hold_fulfillment,
      run.plan[0].id,
      run.window_minutes,
      new Date(run.order_placed_at).toISOString(),
      run.window_minutes,
    ]
  )
}

export async function keepMethod(sql: Sql, runId: string, method: SavedMethod | null): Promise<void> {
  await sql(`update offer_funnel_run set saved_method = ?::jsonb, method_checked_at = clock_timestamp() where id = ?`, [
    method && JSON.stringify(method),
    runId,
  ])
}

/** @returns whether the run ended by it */
async function moveTo(sql: Sql, run: RunRow, stepId: string | null): Promise<boolean> {
  await sql(
    `update offer_funnel_run
        set current_step_id = ?, updated_at = clock_timestamp(),
            status = case when ?::text is null and status = 'open' then 'finished' else status end,
            ended_at = case when ?::text is null then coalesce(ended_at, clock_timestamp()) else ended_at end
      where id = ?`,
    [stepId, stepId, stepId, run.id]
  )
  return stepId === null && run.status === "open"
}

/**
 * A step whose offer can't be had is passed by as if it were declined, without an answer being written down. Not one that
 * somebody is buying: it may look sold out because the last unit is theirs.
 * @param lock replaced only by the test that shows what happens without it
 * @returns whether the run ended by it
 */
export async function skipStep(sql: Sql, runId: string, stepId: string, lock: typeof lockRun = lockRun): Promise<boolean> {
  const run = await lock(sql, runId)
  const decisions = await readDecisions(sql, runId)
  const isThere = run.current_step_id === stepId && run.status === "open" && !isBeingBought(decisions, stepId)
  return isThere && (await moveTo(sql, run, nextStep(run.plan, stepId, "declined")))
}

export type Claim = {
  run: RunRow
  decision: DecisionRow
  /** What the caller has to do; `answered` is somebody else's work or done. */
  verdict: Exclude<AcceptVerdict, Refusal>
}

/**
 * Writes an acceptance down and gives the caller the work, if it is anybody's to do: of any number of requests for the
 * same step at once one gets it.
 * @param lock replaced only by the test that shows what happens without it
 * @throws MedusaError `funnel_step_not_current`, `funnel_expired`, `funnel_accept_limit`
 */
export async function claimAccept(sql: Sql, runId: string, stepId: string, lock: typeof lockRun = lockRun): Promise<Claim> {
  const run = await lock(sql, runId)
  const decisions = await readDecisions(sql, runId)
  const verdict = judgeAccept(run, decisions, stepId)
  if (typeof verdict === "object") {
    throw refused(verdict)
  }
  const existing = decisions.find((decision) => decision.step_id === stepId)
  if (verdict === "answered") {
    return { run, verdict, decision: existing as DecisionRow }
  }
  if (existing) {
    const [decision] = await sql<DecisionRow>(
      `update offer_funnel_decision
          set outcome = 'pending', message = null, leased_until = clock_timestamp() + make_interval(secs => ?), updated_at = clock_timestamp()
        where id = ? returning ${DECISION_COLUMNS}`,
      [LEASE_SECONDS, existing.id]
    )
    return { run, verdict, decision }
  }
  const step = run.plan.find(({ id }) => id === stepId) as PlanStep
  const [inserted] = await sql<DecisionRow>(
    `insert into offer_funnel_decision (id, run_id, step_id, offer_id, decision, outcome, leased_until)
     values (?, ?, ?, ?, 'accepted', 'pending', clock_timestamp() + make_interval(secs => ?))
     on conflict do nothing returning ${DECISION_COLUMNS}`,
    [generateEntityId(undefined, "offdec"), runId, stepId, step.offer_id, LEASE_SECONDS]
  )
  if (inserted) {
    return { run, verdict, decision: inserted }
  }
  const rival = (await readDecisions(sql, runId)).find((decision) => decision.step_id === stepId) as DecisionRow
  return { run, verdict: "answered", decision: rival }
}

/**
 * Writes a refusal of the attendee down and moves on; sent twice it changes nothing.
 * @returns whether the run ended by it
 * @throws MedusaError `funnel_step_not_current`, `funnel_expired`, `funnel_payment_in_progress`
 */
export async function declineStep(sql: Sql, runId: string, stepId: string): Promise<boolean> {
  const run = await lockRun(sql, runId)
  const decisions = await readDecisions(sql, runId)
  const verdict = judgeDecline(run, decisions, stepId)
  if (typeof verdict === "object") {
    throw refused(verdict)
  }
  if (verdict === "answered") {
    return false
  }
  const step = run.plan.find(({ id }) => id === stepId) as PlanStep
  await sql(
    `insert into offer_funnel_decision (id, run_id, step_id, offer_id, decision) values (?, ?, ?, ?, 'declined')
     on conflict (run_id, step_id) where deleted_at is null
     do update set decision = 'declined', outcome = null, message = null, checkout_url = null, updated_at = clock_timestamp()`,
    [generateEntityId(undefined, "offdec"), runId, stepId, step.offer_id]
  )
  return await moveTo(sql, run, stepAfter(run, decisions, stepId, "declined"))
}

/** Remembers the cart before anything is paid with it: from then on its order is found whoever dies. */
export async function attachCart(sql: Sql, decisionId: string, cartId: string): Promise<void> {
  await sql(`update offer_funnel_decision set cart_id = ?, updated_at = clock_timestamp() where id = ?`, [cartId, decisionId])
}

/** Outcomes that another may follow; an order is the end, and nothing that is not one undoes it. */
const MAY_FOLLOW: Record<Resolution["outcome"], Outcome[]> = {
  ordered: ["pending", "payment_page", "payment_failed"],
  payment_page: ["pending"],
  payment_failed: ["pending", "payment_page"],
}

/**
 * Writes down what an acceptance came to and moves the run on if it stands there. Told twice or late, it changes nothing.
 * @returns whether the run ended by it
 */
export async function resolveDecision(sql: Sql, decisionId: string, resolution: Resolution): Promise<boolean> {
  const run = await lockRunOf(sql, decisionId)
  const [changed] = await sql<DecisionRow>(
    `update offer_funnel_decision
        set decision = 'accepted', outcome = ?, order_id = coalesce(?, order_id), checkout_url = ?, checkout_expires_at = ?, message = ?,
            total = coalesce(?::numeric, total),
            raw_total = case when ?::text is null then raw_total else jsonb_build_object('value', ?::text, 'precision', 20) end,
            currency_code = coalesce(?, currency_code), leased_until = null, updated_at = clock_timestamp()
      where id = ? and (outcome = any(?) or (outcome is null and ? = 'ordered')) returning ${DECISION_COLUMNS}`,
    [
      resolution.outcome,
      resolution.order_id ?? null,
      resolution.checkout_url ?? null,
      resolution.checkout_expires_at ?? null,
      resolution.message ?? null,
      resolution.total ?? null,
      resolution.total ?? null,
      resolution.total ?? null,
      resolution.currency_code ?? null,
      decisionId,
      MAY_FOLLOW[resolution.outcome],
      resolution.outcome,
    ]
  )
  if (!changed || resolution.outcome === "payment_failed" || run.current_step_id !== changed.step_id) {
    return false
  }
  return await moveTo(sql, run, stepAfter(run, await readDecisions(sql, run.id), changed.step_id, "accepted"))
}

/**
 * Takes an acceptance back of which nothing was charged. `pass_by`: its offer could not be had any more, so the step is
 * over; `offer_again`: the step is the attendee's to answer as if they hadn't yet.
 * @returns whether the run ended by it
 */
export async function withdrawAccept(sql: Sql, decisionId: string, then: "pass_by" | "offer_again"): Promise<boolean> {
  const run = await lockRunOf(sql, decisionId)
  const [gone] = await sql<{ step_id: string }>(
    `delete from offer_funnel_decision where id = ? and outcome = 'pending' returning step_id`,
    [decisionId]
  )
  const isThere = gone && run.current_step_id === gone.step_id
  return isThere && then === "pass_by" ? await moveTo(sql, run, nextStep(run.plan, gone.step_id, "declined")) : false
}

/** Ends the lease of work that can't go on now, so that the sweep or the next request takes it up. */
export async function endLease(sql: Sql, decisionId: string): Promise<void> {
  await sql(`update offer_funnel_decision set leased_until = null where id = ? and outcome = 'pending'`, [decisionId])
}

/**
 * Ends the run of an order whatever was answered: there is nothing left to go with.
 * @returns the run, if it ended by it
 */
export async function finishRunOf(sql: Sql, orderId: string): Promise<EndedRun | null> {
  const [run] = await sql<EndedRun>(
    `update offer_funnel_run set status = 'finished', current_step_id = null, ended_at = clock_timestamp(), updated_at = clock_timestamp()
      where order_id = ? and status = 'open' and deleted_at is null returning id, order_id`,
    [orderId]
  )
  return run ?? null
}

/** Runs whose window's time is up, ended now. */
export async function expireRuns(sql: Sql, limit: number): Promise<EndedRun[]> {
  return await sql(
    `update offer_funnel_run set status = 'expired', ended_at = clock_timestamp(), updated_at = clock_timestamp()
      where id in (select id from offer_funnel_run where status = 'open' and expires_at <= clock_timestamp() and deleted_at is null
                    order by expires_at limit ? for update skip locked)
      returning id, order_id`,
    [limit]
  )
}

/** Whether the end of a run has been told. */
export async function isEndAnnounced(sql: Sql, runId: string): Promise<boolean> {
  const [told] = await sql(`select 1 from offer_funnel_run where id = ? and end_announced_at is not null`, [runId])
  return Boolean(told)
}

export async function noteEndAnnounced(sql: Sql, runId: string): Promise<void> {
  await sql(`update offer_funnel_run set end_announced_at = clock_timestamp() where id = ?`, [runId])
}

/** Longer than whoever ends a run takes to tell of it. */
const ANNOUNCE_SECONDS = 60

/** Runs that ended, and whose server died before it told. */
export async function readUnannounced(sql: Sql, limit: number): Promise<EndedRun[]> {
  return await sql(
    `select id, order_id from offer_funnel_run
      where status <> 'open' and end_announced_at is null and deleted_at is null
        and ended_at < clock_timestamp() - make_interval(secs => ?) order by ended_at limit ?`,
    [ANNOUNCE_SECONDS, limit]
  )
}

/** A page's last payment may still be on its way when it closes. */
const PAGE_MARGIN_SECONDS = 5 * 60

/**
 * Takes acceptances that nobody is at work on and that have come to an end: their worker died, or the time of their payment
 * page is over. Taking notes the look, so two nodes share the work, and leases what is pending, so that an attendee who
 * tries again doesn't work on it at the same time.
 * @param before by PostgreSQL's clock: what a sweep has looked at since it began, it doesn't take again
 */
export async function takeUnsettled(sql: Sql, limit: number, before: Date): Promise<DecisionRow[]> {
  return await sql<DecisionRow>(
    `update offer_funnel_decision
        set leased_until = case when outcome = 'pending' then clock_timestamp() + make_interval(secs => ?) end, updated_at = clock_timestamp()
      where id in (select id from offer_funnel_decision
                    where deleted_at is null and updated_at < ?::timestamptz
                      and ((outcome = 'payment_page'
                            and coalesce(checkout_expires_at + make_interval(secs => ?) < clock_timestamp(), true))
                           or (outcome = 'pending' and (leased_until is null or leased_until <= clock_timestamp())))
                    order by outcome = 'pending' desc, updated_at limit ? for update skip locked)
      returning ${DECISION_COLUMNS}`,
    [LEASE_SECONDS, before.toISOString(), PAGE_MARGIN_SECONDS, limit]
  )
}

/** Acceptances whose payment page can be paid or may have been: all of them, in the order of their ids. */
export async function readOpenPages(sql: Sql, after: string, limit: number): Promise<DecisionRow[]> {
  return await sql<DecisionRow>(
    `select ${DECISION_COLUMNS} from offer_funnel_decision
      where outcome = 'payment_page' and deleted_at is null and id > ? order by id limit ?`,
    [after, limit]
  )
}

/** PostgreSQL's clock, rounded up to what a Date can tell apart. */
export async function readClock(sql: Sql): Promise<Date> {
  const [{ at }] = await sql<{ at: Date }>(`select clock_timestamp() + interval '1 millisecond' as at`)
  return at
}

export type FunnelStats = {
  funnel_id: string
  started: number
  accepted: number
  declined: number
  revenue: { currency_code: string; amount: number }[]
}

/** What came of funnels: runs, answers, and what was ordered (major units, refunds not taken off). */
export async function readStats(sql: Sql, funnelIds: string[]): Promise<Map<string, FunnelStats>> {
  const counts = await sql<{ funnel_id: string; started: number; accepted: number; declined: number }>(
    `select r.funnel_id, count(distinct r.id)::int as started,
            count(d.id) filter (where d.decision = 'accepted' and d.outcome <> 'payment_failed')::int as accepted,
            count(d.id) filter (where d.decision = 'declined')::int as declined
       from offer_funnel_run r left join offer_funnel_decision d on d.run_id = r.id and d.deleted_at is null
      where r.funnel_id = any(?) and r.deleted_at is null group by r.funnel_id`,
    [funnelIds]
  )
  const sums = await sql<{ funnel_id: string; currency_code: string; amount: string }>(
    `select r.funnel_id, d.currency_code, sum(d.total) as amount
       from offer_funnel_decision d join offer_funnel_run r on r.id = d.run_id
      where r.funnel_id = any(?) and d.outcome = 'ordered' and d.total is not null and d.deleted_at is null
      group by r.funnel_id, d.currency_code order by d.currency_code`,
    [funnelIds]
  )
  return new Map(
    counts.map((row) => [
      row.funnel_id,
      {
        ...row,
        revenue: sums
          .filter((sum) => sum.funnel_id === row.funnel_id)
          .map(({ currency_code, amount }) => ({ currency_code, amount: Number(amount) })),
      },
    ])
  )
}
