import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import { Sql } from "../../utils/sql"
import { accessCode } from "./access-code"
import { lockOffers } from "./hold-ledger"
import { CodeSource, CodeStatus } from "./types"
import { deliver, deliverable, lockUnits, refuse, UnitProblem } from "./unit-ledger"

/** Access codes: uploaded ones are an offer's stock, one for each unit; generated ones are made as they are delivered. */

/**
 * Gives a pending unit its code and delivers it: an uploaded code that nobody has, or a new one. The offer's lock makes
 * sure that no two units get the same.
 * @returns the problem when the uploaded codes have run out
 * @throws MedusaError `unit_not_found`, `purchase_refunded`
 */
export async function assignCode(sql: Sql, id: string): Promise<UnitProblem | null> {
  const unit = deliverable((await lockUnits(sql, [id])).get(id))
  if (unit.status === "FULFILLED") {
    return null
  }
  const [{ code_source }] = await sql<{ code_source: CodeSource | null }>(`select code_source from offer where id = ?`, [unit.offer_id])
  if (code_source === "uploaded") {
    const [taken] = await sql(
      `update offer_access_code set status = 'assigned', unit_id = ?, assigned_at = clock_timestamp(), updated_at = clock_timestamp()
        where id = (select id from offer_access_code
                     where offer_id = ? and status = 'available' and deleted_at is null order by created_at, id limit 1)
       returning id`,
      [unit.id, unit.offer_id]
    )
    if (!taken) {
      return { code: "codes_exhausted", message: "No access code is left. Upload more, then try again." }
    }
  } else {
    await sql(
      `insert into offer_access_code (id, offer_id, code, status, unit_id, assigned_at) values (?, ?, ?, 'assigned', ?, clock_timestamp())`,
      [generateEntityId(undefined, "offcode"), unit.offer_id, accessCode(), unit.id]
    )
  }
  await deliver(sql, unit, null)
  return null
}

export type UploadedCodes = { added: number; duplicates: number }

/**
 * Adds codes to an offer that sells uploaded ones, and with them units to its stock: a code more is a unit more.
 * @throws MedusaError `offer_not_found`, `codes_not_uploaded`
 */
export async function addCodes(sql: Sql, offerId: string, codes: string[]): Promise<UploadedCodes> {
  await assertUploads(sql, offerId)
  const fresh = [...new Set(codes)]
  const ids = fresh.map(() => generateEntityId(undefined, "offcode"))
  const added = await sql(
    `insert into offer_access_code (id, offer_id, code, status)
     select id, ?, code, 'available' from unnest(?::text[], ?::text[]) as given (id, code)
     on conflict (offer_id, code) where deleted_at is null do nothing returning id`,
    [offerId, ids, fresh]
  )
  await countCodes(sql, offerId)
  return { added: added.length, duplicates: codes.length - added.length }
}

/**
 * Takes an unused code away.
 * @throws MedusaError `offer_not_found`, `codes_not_uploaded`, `code_not_found`, `code_in_use`, `codes_promised`
 */
export async function removeCode(sql: Sql, offerId: string, codeId: string): Promise<void> {
  await assertUploads(sql, offerId)
  const [code] = await sql<{ status: CodeStatus }>(`select status from offer_access_code where id = ? and offer_id = ? and deleted_at is null`, [
    codeId,
    offerId,
  ])
  if (!code) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such code.", "code_not_found")
  }
  if (code.status !== "available") {
    throw refuse("code_in_use", "Only a code that nobody has can be removed.")
  }
  const [{ left }] = await sql<{ left: number }>(
    `select (o.inventory_total - o.sold - coalesce((select sum(quantity) from offer_hold
               where offer_id = o.id and status in ('active', 'ordering') and deleted_at is null), 0))::int as left
       from offer o where o.id = ?`,
    [offerId]
  )
  if (left < 1) {
    throw refuse("codes_promised", "Every code that is left is promised to somebody who is buying right now.")
  }
  await sql(`update offer_access_code set deleted_at = clock_timestamp() where id = ?`, [codeId])
  await countCodes(sql, offerId)
}

async function assertUploads(sql: Sql, offerId: string): Promise<void> {
  const locked = await lockOffers(sql, [offerId])
  if (!locked.has(offerId)) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such offer.", "offer_not_found")
  }
  const [{ code_source }] = await sql<{ code_source: CodeSource | null }>(`select code_source from offer where id = ?`, [offerId])
  if (code_source !== "uploaded") {
    throw refuse("codes_not_uploaded", "This offer has no list of access codes.")
  }
}

/** One code is one unit, those already given included: `sold` counts what a retired code was given for. */
export async function countCodes(sql: Sql, offerId: string): Promise<void> {
  await sql(
    `update offer set inventory_total = (select count(*) from offer_access_code where offer_id = ? and deleted_at is null), updated_at = clock_timestamp()
      where id = ? and code_source = 'uploaded'`,
    [offerId, offerId]
  )
}
