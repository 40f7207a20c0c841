import { Sql } from "../../utils/sql"
import { UNIT_COLUMNS, UnitProblem, UnitRow } from "./unit-ledger"

/** Keeps why a delivery failed and plans the next attempt: a minute, doubling up to an hour. */
export async function failUnit(sql: Sql, id: string, problem: UnitProblem): Promise<void> {
  await sql(
    `update offer_unit set problem_code = ?, problem_message = ?, attempts = attempts + 1, updated_at = clock_timestamp(),
            next_attempt_at = clock_timestamp() + make_interval(secs => least(3600, 60 * power(2, least(attempts, 10))))
      where id = ? and next_attempt_at is not null`,
    [problem.code, problem.message.slice(0, 500), id]
  )
}

/** Nothing is left for the sweep to do with this unit. */
export async function settleUnit(sql: Sql, id: string): Promise<void> {
  await sql(`update offer_unit set next_attempt_at = null, problem_code = null, problem_message = null, updated_at = clock_timestamp() where id = ?`, [id])
}

/**
 * Units that are due, oldest first; taking pushes their next attempt ahead, so that two nodes share the work.
 * @param among takes none but these
 */
export async function takeDueUnits(sql: Sql, limit: number, among: string[] | null = null): Promise<UnitRow[]> {
  return await sql<UnitRow>(
    `update offer_unit set next_attempt_at = clock_timestamp() + interval '2 minutes'
      where id in (select id from offer_unit
                    where deleted_at is null and next_attempt_at <= clock_timestamp() and (?::text[] is null or id = any(?))
                    order by next_attempt_at limit ? for update skip locked)
     returning ${UNIT_COLUMNS}`,
    [among, among, limit]
  )
}

/** Lets units be tried at once, as an organizer asks for after mending the cause. */
export async function retryUnits(sql: Sql, ids: string[]): Promise<void> {
  await sql(`update offer_unit set next_attempt_at = clock_timestamp() where id = any(?) and next_attempt_at is not null and deleted_at is null`, [ids])
}
