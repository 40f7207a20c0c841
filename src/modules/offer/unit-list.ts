import { Sql } from "../../utils/sql"
import { DeliveryMethod, UnitStatus } from "./types"

export type UnitListFilter = {
  q?: string
  offer_id?: string
  order_id?: string
  customer_id?: string
  event_id?: string
  status?: UnitStatus
  has_problem?: boolean
}

export type UnitListRow = {
  id: string
  purchase_id: string
  offer_id: string
  event_id: string
  order_id: string
  position: number
  status: UnitStatus
  delivery_method: DeliveryMethod
  email: string | null
  title: string
  access_code: string | null
  attendee_id: string | null
  checked_in_at: Date | null
  fulfilled_at: Date | null
  problem_code: string | null
  problem_message: string | null
  attempts: number
  next_attempt_at: Date | null
  created_at: Date
}

export type UnitSummary = { pending: number; fulfilled: number; revoked: number; problems: number }

const COLUMNS = `u.id, u.purchase_id, u.offer_id, u.event_id, u.order_id, u.position, u.status, u.delivery_method, p.email, p.title, c.code as access_code,
            u.attendee_id, u.checked_in_at, u.fulfilled_at, u.problem_code, u.problem_message, u.attempts, u.next_attempt_at, u.created_at`

const UNITS = `from offer_unit u
       join offer_purchase p on p.id = u.purchase_id
       left join offer_access_code c on c.unit_id = u.id and c.deleted_at is null`

/** One unit with its purchase and code, or null: by its key, for the queue of people at the door. */
export async function findUnit(sql: Sql, id: string): Promise<UnitListRow | null> {
  const [row] = await sql<UnitListRow>(`select ${COLUMNS} ${UNITS} where u.id = ? and u.deleted_at is null`, [id])
  return row ?? null
}

/** Units with their purchase and code, the oldest that is still owed first; and how many there are in each state. Two statements. */
export async function listUnits(
  sql: Sql,
  filter: UnitListFilter,
  limit: number,
  offset: number
): Promise<{ rows: UnitListRow[]; count: number; summary: UnitSummary }> {
  const conditions = ["u.deleted_at is null"]
  const bindings: unknown[] = []
  const where = (condition: string, ...values: unknown[]) => {
    conditions.push(condition)
    bindings.push(...values)
  }
  if (filter.offer_id) where("u.offer_id = ?", filter.offer_id)
  if (filter.order_id) where("u.order_id = ?", filter.order_id)
  if (filter.event_id) where("u.event_id = ?", filter.event_id)
  if (filter.customer_id) where("p.customer_id = ?", filter.customer_id)
  if (filter.q) {
    const like = `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`
    where("(p.email ilike ? or p.title ilike ? or c.code ilike ? or u.id = ? or u.order_id = ?)", like, like, like, filter.q, filter.q)
  }
  const from = `${UNITS} where ${conditions.join(" and ")}`
  const [counts] = await sql<Record<keyof UnitSummary | "matching", number>>(
    `select count(*) filter (where u.status = 'PENDING')::int as pending, count(*) filter (where u.status = 'FULFILLED')::int as fulfilled,
            count(*) filter (where u.status = 'REVOKED')::int as revoked, count(*) filter (where u.problem_code is not null)::int as problems,
            count(*) filter (where (?::text is null or u.status = ?) and (?::boolean is null or (u.problem_code is not null) = ?))::int as matching
       ${from}`,
    [filter.status ?? null, filter.status ?? null, filter.has_problem ?? null, filter.has_problem ?? null, ...bindings]
  )
  const { matching, ...summary } = counts
  const narrow = [
    ...(filter.status ? ["u.status = ?"] : []),
    ...(filter.has_problem === undefined ? [] : [filter.has_problem ? "u.problem_code is not null" : "u.problem_code is null"]),
  ]
  const rows = await sql<UnitListRow>(
    `select ${COLUMNS}
       ${from}${narrow.map((condition) => ` and ${condition}`).join("")}
      order by u.status = 'PENDING' desc, u.problem_code is not null desc, u.created_at, u.id limit ? offset ?`,
    [...bindings, ...(filter.status ? [filter.status] : []), limit, offset]
  )
  return { rows, count: matching, summary }
}
