import type Stripe from "stripe"
import type { JourneyCart, World } from "./journey-world"

const LIVE = `h.deleted_at is null and (h.status = 'ordering' or (h.status = 'active' and h.expires_at > clock_timestamp()))`

/** What must be true at every instant, whatever is going on: no more is sold and held than there is. */
export async function oversold({ database, offerIds }: World): Promise<string[]> {
  const { rows } = await database.query(
    `select o.title, o.inventory_total as total, o.sold,
            coalesce((select sum(h.quantity) from offer_hold h where h.offer_id = o.id and ${LIVE}), 0)::int as held
       from offer o where o.id = any($1) and o.inventory_total is not null`,
    [offerIds]
  )
  return rows
    .filter(({ total, sold, held }) => sold < 0 || sold + held > total)
    .map(({ title, total, sold, held }) => `${title}: ${sold} sold and ${held} held of ${total}`)
}

type Money = { captured: number; refunded: number }
type Order = { id: string; status: string; linked: boolean; sold_units: number; returned: number | null; attendees: number }
type Purchase = { id: string; order_id: string; quantity: number; refunded: number; total: number }

/** Payments of every page that was ever made for these carts, known to Medusa or not, in the minor unit. */
async function paymentsByCart({ stripeClient, carts }: World): Promise<Map<string, Money>> {
  const sums = new Map<string, Money>(carts.map(({ id }) => [id, { captured: 0, refunded: 0 }]))
  for await (const session of stripeClient.checkout.sessions.list({ limit: 100, expand: ["data.payment_intent.latest_charge"] })) {
    const intent = session.payment_intent as Stripe.PaymentIntent | null
    const sum = sums.get(session.metadata?.cart_id ?? "")
    if (sum && intent?.status === "succeeded") {
      sum.captured += intent.amount_received
      sum.refunded += (intent.latest_charge as Stripe.Charge).amount_refunded
    }
  }
  return sums
}

/** Orders of an attendee, with how many units of the journey's offers and how many tickets they came to. */
async function ordersOf({ database, offerIds }: World, { id, email }: JourneyCart): Promise<Order[]> {
  const { rows } = await database.query(
    `select o.id, o.status,
            exists (select 1 from order_cart c where c.order_id = o.id and c.cart_id = $1 and c.deleted_at is null) as linked,
            (select coalesce(sum(i.quantity), 0)::int from order_item i join order_line_item l on l.id = i.item_id
              where i.order_id = o.id and i.version = o.version and i.deleted_at is null
                and l.variant_id in (select variant_id from offer where id = any($3))) as sold_units,
            (select round(sum(r.amount) * 100)::int from order_payment_collection c join payment p on p.payment_collection_id = c.payment_collection_id
               join refund r on r.payment_id = p.id and r.deleted_at is null where c.order_id = o.id and c.deleted_at is null) as returned,
            (select count(*)::int from program_attendee a where a.order_id = o.id and a.status = 'active' and a.deleted_at is null) as attendees
       from "order" o where o.email = $2 and o.deleted_at is null`,
    [id, email, offerIds]
  )
  return rows
}

async function purchasesOf({ database, offerIds }: World): Promise<Purchase[]> {
  const { rows } = await database.query(
    `select id, order_id, quantity, refunded_quantity as refunded, round(total * 100)::int as total
       from offer_purchase where offer_id = any($1) and deleted_at is null`,
    [offerIds]
  )
  return rows
}

/** One cart, its payments, its order and what was bought with it. */
function judgeCart(cart: JourneyCart, money: Money, orders: Order[], purchases: Purchase[]): string[] {
  const [order, ...more] = orders
  if (more.length) {
    return [`${orders.length} orders`]
  }
  if (!order) {
    return money.refunded === money.captured ? [] : [`no order, and only ${money.refunded} of ${money.captured} given back`]
  }
  const own = purchases.filter((purchase) => purchase.order_id === order.id)
  const canceled = order.status === "canceled"
  const given = own.reduce((sum, { total, refunded, quantity }) => sum + Math.round((total * refunded) / quantity), 0)
  // A cancellation cut short after the money went back has taken everything back, though Medusa's order doesn't say so.
  const everything = canceled || (cart.canceling && money.refunded === money.captured)
  const owed = everything ? money.captured : given
  const units = own.reduce((sum, { quantity }) => sum + quantity, 0)
  const returned = own.reduce((sum, { refunded }) => sum + refunded, 0)
  const tickets = everything ? 0 : cart.tickets
  return [
    order.linked ? "" : "its order is not linked to it",
    money.captured ? "" : "an order that nobody paid",
    money.refunded === owed ? "" : `${money.refunded} given back of ${money.captured}, ${owed} were due (order ${order.status})`,
    (order.returned ?? 0) === money.refunded ? "" : `${money.refunded} given back, and Medusa's books say ${order.returned}`,
    units === order.sold_units ? "" : `${order.sold_units} units ordered, ${units} written down as bought`,
    everything && returned !== units ? `all the money was given back and only ${returned} of ${units} units` : "",
    order.attendees === tickets ? "" : `${order.attendees} valid attendees for ${tickets} tickets`,
  ].filter(Boolean)
}

/** Rows that should not be there once everything has come to its end: each statement says which. */
const REMAINS: Record<string, string> = {
  "stock differs from the purchases": `
    select o.title, o.sold, coalesce(sum(p.quantity - p.restocked_quantity), 0)::int as kept
      from offer o left join offer_purchase p on p.offer_id = o.id and p.deleted_at is null
     where o.id = any($1) group by o.id having o.sold <> coalesce(sum(p.quantity - p.restocked_quantity), 0)`,
  "an order in the making that nobody finished": `select id, cart_id from offer_hold where offer_id = any($1) and status = 'ordering'`,
  "a hold past its clock": `
    select id, cart_id from offer_hold where offer_id = any($1) and status = 'active' and expires_at <= clock_timestamp()`,
  "a line that nothing is held for": `
    select c.id, l.title, l.quantity from cart c join cart_line_item l on l.cart_id = c.id and l.deleted_at is null
      join offer o on o.variant_id = l.variant_id and o.id = any($1)
     where c.completed_at is null and not exists (select 1 from offer_hold h where h.cart_id = c.id and h.offer_id = o.id
             and h.status = 'active' and h.quantity >= l.quantity)`,
  "a sold hold without its purchase": `
    select h.id, h.cart_id from offer_hold h where h.offer_id = any($1) and h.status = 'sold'
       and not exists (select 1 from offer_purchase p where p.hold_id = h.id and p.deleted_at is null)`,
  "a refund whose money was not sent": `
    select r.id, r.status, r.amount, r.error from offer_refund r join offer_purchase p on p.id = r.purchase_id
     where p.offer_id = any($1) and r.status <> 'done'`,
  "units that don't add up": `
    select p.id, p.quantity, p.refunded_quantity, count(u.*)::int as units, count(*) filter (where u.status = 'REVOKED')::int as revoked
      from offer_purchase p left join offer_unit u on u.purchase_id = p.id and u.deleted_at is null
     where p.offer_id = any($1) and p.deleted_at is null group by p.id
    having count(u.*) <> p.quantity or count(*) filter (where u.status = 'REVOKED') <> p.refunded_quantity`,
  "a unit without its own code": `
    select u.id, u.status, count(c.*)::int as codes from offer_unit u
      left join offer_access_code c on c.unit_id = u.id and c.offer_id = u.offer_id and c.status = 'assigned' and c.deleted_at is null
     where u.offer_id = any($1) and u.delivery_method = 'ACCESS_CODE' and u.deleted_at is null
     group by u.id having u.status = 'PENDING' or (count(c.*) <> case when u.status = 'FULFILLED' then 1 else 0 end)`,
  "a code given away that no unit has": `
    select c.code, c.status from offer_access_code c left join offer_unit u on u.id = c.unit_id
     where c.offer_id = any($1) and c.deleted_at is null and (c.status <> 'available') <> (u.id is not null)`,
  "a unit that belongs to no ticket of its order": `
    select u.id from offer_unit u join offer o on o.id = u.offer_id and o.requires_ticket
      left join program_attendee a on a.id = u.attendee_id and a.order_id = u.order_id
     where u.offer_id = any($1) and u.status <> 'REVOKED' and u.deleted_at is null and a.id is null`,
}

/**
 * What must be true once everything has come to its end: all that was paid is bought or given back, what is bought is
 * counted, has its units, codes and tickets, and nothing is left half done.
 * @returns what is wrong, in words; none when all is well
 */
export async function leftUndone(world: World): Promise<string[]> {
  const found = [...world.faults, ...(await oversold(world))]
  for (const [what, statement] of Object.entries(REMAINS)) {
    const { rows } = await world.database.query(statement, [world.offerIds])
    found.push(...rows.map((row) => `${what}: ${JSON.stringify(row)}`))
  }
  const payments = await paymentsByCart(world)
  const purchases = await purchasesOf(world)
  for (const [index, cart] of world.carts.entries()) {
    const faults = judgeCart(cart, payments.get(cart.id) as Money, await ordersOf(world, cart), purchases)
    found.push(...faults.map((fault) => `cart ${index} (${cart.id}): ${fault}`))
  }
  return found
}

/** What a journey came to, for whoever explores: a property that holds of carts nobody paid says little. */
export async function summary(world: World): Promise<string> {
  const payments = [...(await paymentsByCart(world)).values()]
  const orders = (await Promise.all(world.carts.map((cart) => ordersOf(world, cart)))).flat()
  const purchases = await purchasesOf(world)
  return [
    `${world.carts.length} carts`,
    `${world.unanswered} calls unanswered`,
    `${payments.filter(({ captured }) => captured).length} paid`,
    `${orders.length} ordered`,
    `${orders.filter(({ status }) => status === "canceled").length} canceled`,
    `${purchases.filter(({ refunded }) => refunded).length} of ${purchases.length} purchases refunded`,
  ].join(", ")
}
