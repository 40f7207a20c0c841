import { Sql } from "../../utils/sql"
import { CodeStatus } from "./types"

export type CodeListFilter = { offer_id: string; q?: string; status?: CodeStatus }
export type CodeListRow = {
  id: string
  code: string
  status: CodeStatus
  purchase_id: string | null
  order_id: string | null
  assigned_at: Date | null
  created_at: Date
}
export type CodeList = { access_codes: CodeListRow[]; count: number; summary: Record<CodeStatus, number> }

/** An offer's access codes with whose they are, those in use first. */
export async function listCodes(sql: Sql, filter: CodeListFilter, limit: number, offset: number): Promise<CodeList> {
  const like = filter.q ? `%${filter.q.replace(/[\\%_]/g, "\\$&")}%` : null
  const status = filter.status ?? null
  const [{ matching, ...summary }] = await sql<Record<CodeStatus | "matching", number>>(
    `select count(*) filter (where status = 'available')::int as available, count(*) filter (where status = 'assigned')::int as assigned,
            count(*) filter (where status = 'retired')::int as retired,
            count(*) filter (where (?::text is null or status = ?) and (?::text is null or code ilike ?))::int as matching
       from offer_access_code where offer_id = ? and deleted_at is null`,
    [status, status, like, like, filter.offer_id]
  )
  const access_codes = await sql<CodeListRow>(
    `select c.id, c.code, c.status, u.purchase_id, u.order_id, c.assigned_at, c.created_at
       from offer_access_code c left join offer_unit u on u.id = c.unit_id
      where c.offer_id = ? and c.deleted_at is null and (?::text is null or c.status = ?) and (?::text is null or c.code ilike ?)
      order by c.assigned_at desc nulls last, c.created_at, c.id limit ? offset ?`,
    [filter.offer_id, status, status, like, like, limit, offset]
  )
  return { access_codes, count: matching, summary }
}
