import { isAxiosError } from "axios"
import fc from "fast-check"
import { CARD } from "./cards"
import { confirm, openPaymentPage } from "./checkout"
import type { World } from "./journey-world"

const DECLINED = { ...CARD, card: "4000000000000002" }

/** What buyers, organizers and the clock may do, in any order. */
export function journeyAction(carts: number, offers: number) {
  const cart = fc.nat(carts - 1)
  const offer = fc.nat(offers - 1)
  const quantity = fc.integer({ min: 1, max: 3 })
  const of = <Name extends string>(...names: Name[]) => fc.constantFrom(...names)
  return fc.oneof(
    { arbitrary: fc.record({ kind: of("add", "set"), cart, offer, quantity }), weight: 3 },
    { arbitrary: fc.record({ kind: of("remove"), cart, offer }), weight: 1 },
    { arbitrary: fc.record({ kind: of("renew", "runOut"), cart }), weight: 2 },
    { arbitrary: fc.record({ kind: of("openPage", "confirm"), cart }), weight: 2 },
    { arbitrary: payment(carts), weight: 2 },
    // The whole way to a payment: few sequences would come as far by themselves. `late`: the hold has run out by then.
    { arbitrary: fc.record({ kind: of("buy"), cart, offer, quantity: fc.integer({ min: 1, max: 2 }), lost: fc.boolean(), late: fc.boolean() }), weight: 7 },
    // Of those there are, counted round and round.
    { arbitrary: fc.record({ kind: of("cancelOrder"), order: fc.nat(11) }), weight: 2 },
    { arbitrary: fc.record({ kind: of("refund"), purchase: fc.nat(11), quantity: fc.integer({ min: 1, max: 2 }), restock: fc.boolean() }), weight: 3 }
  )
}

/** What happens on Stripe's page alone. `lost`: the webhook never arrives; `page`: 0 is the newest the buyer was given. */
export function payment(carts: number) {
  return fc.record({
    kind: fc.constantFrom("pay" as const, "fail" as const),
    cart: fc.nat(carts - 1),
    page: fc.nat(1),
    lost: fc.boolean(),
  })
}

export type JourneyAction = ReturnType<typeof journeyAction> extends fc.Arbitrary<infer Value> ? Value : never
type Kind = JourneyAction["kind"]
/** The action of that name, also where several names share one shape. */
type Named<Name extends Kind, Action = JourneyAction> = Action extends { kind: infer Names } ? (Name extends Names ? Action : never) : never

/** Medusa's own refusals have no code. */
const isMedusas = (url = "") => url.startsWith("/admin/orders/")

/** Refusals with a code are part of the game; a server error is not, nor is silence unless the server is being killed. */
async function attempt(world: World, what: string, call: () => Promise<unknown>): Promise<void> {
  try {
    await call()
  } catch (error) {
    if (!isAxiosError(error)) {
      throw error
    }
    const { response } = error
    if (!response && world.mayDie) {
      world.unanswered += 1
    } else if (!response || response.status >= 500 || (typeof response.data.code !== "string" && !isMedusas(error.config?.url))) {
      world.faults.push(`${what}: ${error.message}`)
    }
  }
}

/** Lets the holds of a cart run out now, as if their minutes had passed. */
export async function runOutHolds(world: World, cartId: string): Promise<void> {
  const past = `update offer_hold set expires_at = clock_timestamp() - interval '1 second' where cart_id = $1 and status = 'active'`
  await world.database.query(past, [cartId])
}

/** The minutes pass that the sweeps leave to whoever may still be at work, and those after which they try again. */
export async function letMinutesPass({ database, carts, offerIds }: World): Promise<void> {
  const [cartIds, emails] = [carts.map(({ id }) => id), carts.map(({ email }) => email)]
  const past = "clock_timestamp() - interval '5 minutes'"
  // Not longer ago than need be: the pause before the next look grows with it, and one look may come too early for what it finds.
  const justDue = "clock_timestamp() - interval '90 seconds'"
  await database.query(`update offer_checkout_attempt set checked_at = null, opened_at = ${justDue} where is_open and cart_id = any($1)`, [cartIds])
  await database.query(`update offer_hold set updated_at = ${past} where status = 'ordering' and cart_id = any($1)`, [cartIds])
  await database.query(`update "order" set updated_at = ${past} where email = any($1)`, [emails])
  await database.query(`update offer_unit set next_attempt_at = ${past} where next_attempt_at is not null and offer_id = any($1)`, [offerIds])
  await database.query(
    `update offer_refund set next_attempt_at = ${past} where status <> 'done'
        and purchase_id in (select id from offer_purchase where offer_id = any($1))`,
    [offerIds]
  )
}

function payPage(world: World, sessionId: string | undefined, { lost, card = CARD }: { lost: boolean; card?: typeof CARD }): void {
  if (!sessionId) {
    return
  }
  const losing = lost ? world.stripe.faults.add({ drop_webhooks: 10 }) : null
  const { outcome } = world.stripe.payCheckoutSession(sessionId, card)
  if (card === DECLINED && outcome === "complete") {
    world.faults.push(`${sessionId} was paid with a card that is declined`)
  }
  if (losing) {
    world.stripe.faults.clear(losing.id)
  }
}

/** Does one thing. @throws only what is no answer of the server's */
export async function perform(world: World, action: JourneyAction): Promise<void> {
  const { shop } = world
  const cartOf = (index: number) => world.carts[index]
  const path = (cart: number, rest: string) => `/store/carts/${cartOf(cart).id}/${rest}`
  const offers = (cart: number, offer?: number) => path(cart, offer === undefined ? "offers" : `offers/${world.offerIds[offer]}`)
  const what = JSON.stringify(action)
  const asking = (call: () => Promise<unknown>) => attempt(world, what, call)
  const add = (cart: number, offer: number, quantity: number) =>
    asking(() => world.api().post(offers(cart), { offerId: world.offerIds[offer], quantity }, shop.store))
  const open = (cart: number) =>
    asking(async () => {
      const sessionId = await openPaymentPage(world.api(), shop, cartOf(cart).id)
      cartOf(cart).pages = [...cartOf(cart).pages.filter((page) => page !== sessionId), sessionId]
    })
  const asked = (cart: number) => asking(() => confirm(world.api(), shop, cartOf(cart).id))

  const does: { [Name in Kind]: (step: Named<Name>) => Promise<void> } = {
    add: ({ cart, offer, quantity }) => add(cart, offer, quantity),
    set: ({ cart, offer, quantity }) => asking(() => world.api().post(offers(cart, offer), { quantity }, shop.store)),
    remove: ({ cart, offer }) => asking(() => world.api().delete(offers(cart, offer), shop.store)),
    renew: ({ cart }) => asking(() => world.api().post(path(cart, "offer-holds/renew"), {}, shop.store)),
    runOut: ({ cart }) => runOutHolds(world, cartOf(cart).id),
    openPage: ({ cart }) => open(cart),
    pay: async ({ cart, page, lost }) => payPage(world, cartOf(cart).pages.at(-1 - page), { lost }),
    fail: async ({ cart, page }) => payPage(world, cartOf(cart).pages.at(-1 - page), { lost: false, card: DECLINED }),
    confirm: ({ cart }) => asked(cart),
    buy: async ({ cart, offer, quantity, lost, late }) => {
      await add(cart, offer, quantity)
      const before = cartOf(cart).pages
      await open(cart)
      if (cartOf(cart).pages === before) {
        return
      }
      if (late) {
        await runOutHolds(world, cartOf(cart).id)
      }
      payPage(world, cartOf(cart).pages.at(-1), { lost })
      if (!lost) {
        await asked(cart)
      }
    },
    cancelOrder: async ({ order }) => {
      const { rows } = await world.database.query(
        "select cart_id, order_id from order_cart where cart_id = any($1) and deleted_at is null order by created_at",
        [world.carts.map(({ id }) => id)]
      )
      const link = rows[order % Math.max(1, rows.length)]
      const cart = world.carts.find(({ id }) => id === link?.cart_id)
      if (cart) {
        cart.canceling = true
        await asking(() => world.api().post(`/admin/orders/${link.order_id}/cancel`, {}, shop.admin))
      }
    },
    refund: async ({ purchase, quantity, restock }) => {
      const { rows } = await world.database.query("select id, refunded_quantity from offer_purchase where offer_id = any($1) order by created_at, id", [world.offerIds])
      const one = rows[purchase % Math.max(1, rows.length)]
      if (one) {
        const body = { quantity, restock, seen_refunded_quantity: one.refunded_quantity }
        await asking(() => world.api().post(`/admin/offer-purchases/${one.id}/refund`, body, shop.admin))
      }
    },
  }
  await does[action.kind](action as never)
}
