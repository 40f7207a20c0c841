import { Sql } from "../../utils/sql"

/** Lets purchases follow their order to a new owner: an order can be transferred. Again changes nothing. */
export async function followOwner(sql: Sql, order: { id: string; customer_id: string | null; email: string | null }): Promise<void> {
  await sql(
    `update offer_purchase set customer_id = ?, email = ?, updated_at = clock_timestamp()
      where order_id = ? and deleted_at is null and (customer_id is distinct from ? or email is distinct from ?)`,
    [order.customer_id, order.email, order.id, order.customer_id, order.email]
  )
}
