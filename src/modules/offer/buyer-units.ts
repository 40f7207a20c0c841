import { BoundUnits } from "./eligibility"
import { LIVE } from "./live-hold"
import { Sql } from "../../utils/sql"

/** A person is a customer id or an e-mail address; without either nothing is known to be theirs. */
export type Person = { customer_id: string | null; email: string | null }

const isKnown = ({ customer_id, email }: Person) => Boolean(customer_id || email)

const OF_PERSON = "(customer_id = ? or lower(email) = lower(?))"
const ofPerson = ({ customer_id, email }: Person) => [customer_id, email]

/** Units of each offer that a person bought (and kept) or holds in other carts than this one. One statement for any number of offers. */
export async function ownedUnits(sql: Sql, offerIds: string[], cartId: string | null, person: Person): Promise<Map<string, number>> {
  if (!offerIds.length || !isKnown(person)) {
    return new Map()
  }
  const rows = await sql<{ offer_id: string; quantity: number }>(
    `select offer_id, sum(quantity)::int as quantity from (
       select offer_id, quantity - refunded_quantity as quantity from offer_purchase
        where offer_id = any(?) and deleted_at is null and ${OF_PERSON}
       union all
       select offer_id, quantity from offer_hold
        where offer_id = any(?) and cart_id is distinct from ? and ${LIVE} and ${OF_PERSON}) units
      group by offer_id`,
    [offerIds, ...ofPerson(person), offerIds, cartId, ...ofPerson(person)]
  )
  return new Map(rows.map((row) => [row.offer_id, row.quantity]))
}

/**
 * Units of each offer by the ticket they belong to: those of the given tickets, and the person's own that have none yet,
 * bought or held in other carts. One statement for any number of offers.
 */
export async function boundUnits(
  sql: Sql,
  offerIds: string[],
  cartId: string | null,
  person: Person,
  ticketIds: string[]
): Promise<Map<string, BoundUnits[]>> {
  if (!offerIds.length || !(isKnown(person) || ticketIds.length)) {
    return new Map()
  }
  const rows = await sql<{ offer_id: string } & BoundUnits>(
    `select offer_id, ticket_id, sum(quantity)::int as quantity from (
       select offer_id, attendee_id as ticket_id, 1 as quantity from offer_unit
        where offer_id = any(?) and status <> 'REVOKED' and deleted_at is null and attendee_id = any(?)
       union all
       select unit.offer_id, null, 1 from offer_unit unit
         join offer_purchase on offer_purchase.id = unit.purchase_id and offer_purchase.deleted_at is null and ${OF_PERSON}
        where unit.offer_id = any(?) and unit.status <> 'REVOKED' and unit.deleted_at is null and unit.attendee_id is null
       union all
       select offer_id, null, quantity from offer_hold
        where offer_id = any(?) and cart_id is distinct from ? and ${LIVE} and ${OF_PERSON}) units
      group by offer_id, ticket_id`,
    [offerIds, ticketIds, ...ofPerson(person), offerIds, offerIds, cartId, ...ofPerson(person)]
  )
  const units = new Map<string, BoundUnits[]>()
  for (const { offer_id, ticket_id, quantity } of rows) {
    units.set(offer_id, [...(units.get(offer_id) ?? []), { ticket_id, quantity }])
  }
  return units
}
