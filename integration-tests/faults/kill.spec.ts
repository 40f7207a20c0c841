import { isDeepStrictEqual } from "node:util"
import type { Client } from "pg"
import Stripe from "stripe"
import { startStripeStandIn, StripeStandIn } from "../../demo/stripe"
import { confirm, eventually, openPaymentPage, pay } from "../support/checkout"
import { connect, postgresFromEnv, TestDatabase, TestDatabases } from "../support/database"
import { Outcome, outcomeOf, Purchase } from "../support/outcome"
import { endConnectionsOfTheDead, Roadblock } from "../support/roadblock"
import { ROOT, startServer, TestServer } from "../support/server"
import { addOffer, createOffer, Shop } from "../support/shop"
import { seedShopOverHttp } from "../support/shop-over-http"

/**
 * The server is killed while carts stand at every point between hold, session, payment, order and purchase record.
 * After a restart the sweep alone has to bring each of them to its end: one order with one purchase and one attendee,
 * or the money back.
 */
jest.setTimeout(600_000)

const SECRET = "whsec_faults"
const PROVIDERS = ["pp_system_default", "pp_stripe-checkout_stripe-checkout", "pp_stripe_stripe"]
const SESSIONS = { method: "POST", path: "^/v1/checkout/sessions$" }
const EXPIRES = { method: "POST", path: "^/v1/checkout/sessions/[^/]+/expire$" }
const REFUNDS = { method: "POST", path: "^/v1/refunds$" }
/** A request that never gets to Stripe: the client waits for the answer, and Stripe knows nothing of it. */
const LOST_ON_THE_WAY = { delay_ms: 10_000, drop_connection: true }
const NEVER_MS = 600_000
/** One ticket at 100 and, with an offer, one hoodie at 45, with 19 % VAT, in cents. */
const TICKET = 11_900
const TICKET_AND_OFFER = 17_255
/** The sweep runs every 15 s, the programme's once a minute. */
const REPAIR_SECONDS = 100

/** The server that is going to be killed repairs nothing. */
const BEFORE = { SWEEP_PATIENCE_SECONDS: "3600" }
const AFTER = { SWEEP_PATIENCE_SECONDS: "1" }

const databases = new TestDatabases(postgresFromEnv(), ROOT)
let db: TestDatabase
let database: Client
let stripe: StripeStandIn
let stripeClient: Stripe
let server: TestServer
let shop: Shop
let roadblocks: Roadblock[] = []

type Buyer = Purchase & { sessionId: string }

const start = async (env: Record<string, string>) => {
  server = await startServer({
    databaseUrl: db.url,
    port: server?.port,
    env: { STRIPE_API_KEY: "sk_test_faults", STRIPE_WEBHOOK_SECRET: SECRET, STRIPE_API_BASE: stripe.url, ...env },
  })
}

beforeAll(async () => {
  db = await databases.create()
  database = await connect(db.url, "kill-spec")
  stripe = await startStripeStandIn({ port: 0 })
  stripeClient = new Stripe("sk_test_faults", { host: "localhost", port: stripe.port, protocol: "http" })
  await start(BEFORE)
  stripe.setWebhookEndpoints([
    { url: `${server.url}/hooks/payment/stripe-checkout_stripe-checkout`, secret: SECRET, enabledEvents: ["checkout.session.completed"] },
  ])
  shop = await seedShopOverHttp(server.api, database, PROVIDERS)
})

afterAll(async () => {
  await server?.kill()
  await Promise.all(roadblocks.map((roadblock) => roadblock.lift()))
  await database?.end()
  await stripe?.close()
  await databases.dispose()
})

/** A cart with a ticket and an offer of its own, held. */
async function hold(name: string, { offer = true } = {}): Promise<Purchase> {
  const offerId = offer ? await createOffer(server.api, shop) : null
  const email = `${name.replace(/\W+/g, "-")}@example.com`
  const body = { region_id: shop.regionId, email, items: [{ variant_id: shop.tickets.standard, quantity: 1 }] }
  const { data } = await server.api.post("/store/carts", body, shop.store)
  if (offerId) {
    await addOffer(server.api, shop, data.cart.id, offerId)
  }
  return { cartId: data.cart.id, email, offerId }
}

async function open(name: string, options?: { offer: boolean }): Promise<Buyer> {
  const purchase = await hold(name, options)
  return { ...purchase, sessionId: await openPaymentPage(server.api, shop, purchase.cartId) }
}

/** Paid, and the webhook lost: whatever happens next is the test's doing. */
async function paid(name: string, options?: { offer: boolean }): Promise<Buyer> {
  const buyer = await open(name, options)
  paySilently(buyer)
  return buyer
}

function paySilently({ sessionId }: Buyer): void {
  const lost = stripe.faults.add({ drop_webhooks: 1 })
  pay(stripe, sessionId)
  stripe.faults.clear(lost.id)
}

/** The buyer's request of a server that dies before it answers. */
const unanswered = (call: Promise<unknown>) => void call.catch(() => undefined)
const confirmUnanswered = (buyer: Purchase) => unanswered(confirm(server.api, shop, buyer.cartId))

async function block(making: Promise<Roadblock>): Promise<Roadblock> {
  const roadblock = await making
  roadblocks.push(roadblock)
  return roadblock
}

async function kill(): Promise<void> {
  await server.kill()
  await endConnectionsOfTheDead(database)
  await Promise.all(roadblocks.map((roadblock) => roadblock.lift()))
  roadblocks = []
  stripe.faults.clear()
  // The programme leaves orders alone for three minutes, in case they are still being placed: those minutes pass.
  await database.query(`update "order" set updated_at = updated_at - interval '5 minutes'`)
}

/** Waits until a call to Stripe has met the fault on this path. */
async function hit(path: string): Promise<void> {
  const hits = await eventually(
    async () => stripe.faults.list().find((fault) => fault.match?.path?.includes(path))?.hits ?? 0,
    (count) => count > 0
  )
  expect(hits).toBeGreaterThan(0)
}

const facts = () => ({ api: server.api, shop, database, stripe: stripeClient })

/** Waits for the outcome; a wrong one is shown whole. */
async function expectOutcome(purchase: Purchase, expected: Outcome): Promise<void> {
  const outcome = await eventually(() => outcomeOf(facts(), purchase), (found) => isDeepStrictEqual(found, expected), REPAIR_SECONDS)
  if (!isDeepStrictEqual(outcome, expected)) {
    const complaints = server.log().split("\n").filter((line) => /"level":"(warn|error)"/.test(line) && line.includes(purchase.cartId))
    process.stderr.write(`${purchase.email}, cart ${purchase.cartId}; the server says of it: ${complaints.join("\n") || "nothing"}\n`)
  }
  expect(outcome).toEqual(expected)
}

const PLACED: Outcome = {
  orders: 1,
  unlinkedOrders: 0,
  attendees: 1,
  purchases: 1,
  holds: { ordering: 0, live: 0 },
  stock: { total: 10, sold: 1, held: 0, available: 9 },
  stripe: { payments: 1, captured: TICKET_AND_OFFER, refunded: 0 },
}
const PLACED_TICKET: Outcome = { ...PLACED, purchases: 0, stock: null, stripe: { payments: 1, captured: TICKET, refunded: 0 } }
const HELD: Outcome = {
  orders: 0,
  unlinkedOrders: 0,
  attendees: 0,
  purchases: 0,
  holds: { ordering: 0, live: 1 },
  stock: { total: 10, sold: 0, held: 1, available: 9 },
  stripe: { payments: 0, captured: 0, refunded: 0 },
}
const REFUNDED: Outcome = {
  ...HELD,
  holds: { ordering: 0, live: 0 },
  stock: { total: 10, sold: 0, held: 0, available: 10 },
  stripe: { payments: 1, captured: TICKET_AND_OFFER, refunded: TICKET_AND_OFFER },
}

/** Repaired by the sweep, without the buyer; then the buyer comes back and is told of the one order. */
async function expectPlaced(buyer: Purchase, expected = PLACED): Promise<void> {
  await expectOutcome(buyer, expected)
  const answer = await confirm(server.api, shop, buyer.cartId)
  const { rows } = await database.query(`select id from "order" where email = $1`, [buyer.email])
  expect(answer).toMatchObject({ status: "placed", orderId: rows[0].id })
  expect(await outcomeOf(facts(), buyer)).toEqual(expected)
}

async function expectBooked({ email }: Purchase): Promise<void> {
  const { rows } = await database.query(`select id from "order" where email = $1`, [email])
  const { data } = await server.api.get(`/admin/orders/${rows[0].id}?fields=id,total,payment_status,*summary`, shop.admin)
  expect(data.order).toMatchObject({ payment_status: "captured", summary: { paid_total: data.order.total, pending_difference: 0 } })
}

/** What holds of all carts together, whatever happened to each. */
async function expectBalanced(): Promise<void> {
  const { rows: offers } = await database.query(
    `select o.id, o.sold, coalesce(sum(p.quantity - p.restocked_quantity), 0)::int as purchased
       from offer o left join offer_purchase p on p.offer_id = o.id and p.deleted_at is null group by o.id`
  )
  expect(offers.filter(({ sold, purchased }) => sold !== purchased)).toEqual([])
  const { rows: stuck } = await database.query(`select id, cart_id from offer_hold where status = 'ordering'`)
  expect(stuck).toEqual([])
  const { rows: unlinked } = await database.query(
    `select id, email from "order" o where deleted_at is null and not exists (select 1 from order_cart c where c.order_id = o.id)`
  )
  expect(unlinked).toEqual([])
  const { rows: doubled } = await database.query(`select email from "order" where deleted_at is null group by email having count(*) > 1`)
  expect(doubled).toEqual([])
}

describe("killed between hold and order", () => {
  let held: Purchase, asking: Purchase, answered: Purchase
  let lost: Buyer, acknowledged: Buyer, reopening: Buyer, authorizing: Buyer, refunded: Buyer, refunding: Buyer
  let unbegun: Buyer, captured: Buyer, committed: Buyer, ticketOnly: Buyer
  let forgottenSession: string

  /** A paid cart whose order will be refused: the hold ran out, and meanwhile the offer was taken off sale. */
  async function refusedBuyer(name: string): Promise<Buyer> {
    const buyer = await open(name)
    await server.api.post(`/admin/offers/${buyer.offerId}/archive`, {}, shop.admin)
    paySilently(buyer)
    await database.query(`update offer_hold set expires_at = clock_timestamp() - interval '1 second' where cart_id = $1`, [buyer.cartId])
    return buyer
  }

  type Row = [table: string, condition: string, values: unknown[]]

  const sessionOf = (cartId: string): Row => [
    "payment_session",
    `payment_collection_id in (select payment_collection_id from cart_payment_collection where cart_id = $1)`,
    [cartId],
  ]
  /** The collection of a cart once a refund has been begun for it: the row that is written next after Stripe's answer. */
  const refundingCollectionOf = (cartId: string): Row => [
    "payment_collection",
    `id in (select p.payment_collection_id from refund r join payment p on p.id = r.payment_id
             join cart_payment_collection c on c.payment_collection_id = p.payment_collection_id where c.cart_id = $1)`,
    [cartId],
  ]

  /** Locks the row as soon as it is there. */
  const blockWhenThere = async (row: Row) => {
    const [table, condition, values] = row
    await eventually(
      async () => (await database.query(`select 1 from "${table}" where ${condition}`, values)).rowCount,
      (found) => found === 1
    )
    return await block(Roadblock.onRows(db.url, ...row))
  }

  beforeAll(async () => {
    held = await hold("held")
    lost = await open("webhook lost")
    reopening = await open("page reopened")
    const elsewhere = { cancelUrl: "http://localhost:8000/elsewhere" }
    const closing = stripe.faults.add({ match: EXPIRES, ...LOST_ON_THE_WAY, delay_ms: NEVER_MS })
    unanswered(server.api.post(`/store/carts/${reopening.cartId}/checkout-session`, elsewhere, shop.store))
    await eventually(
      async () => {
        const [, condition, values] = sessionOf(reopening.cartId)
        return (await database.query(`select id from payment_session where ${condition} and data ? 'url'`, values)).rowCount
      },
      (pages) => pages === 2
    )
    await hit("expire")
    stripe.faults.clear(closing.id)

    authorizing = await paid("authorizing")
    const atSession = await block(Roadblock.onRows(db.url, ...sessionOf(authorizing.cartId)))
    confirmUnanswered(authorizing)
    await atSession.reached()

    answered = await hold("session answered")
    stripe.faults.add({ match: SESSIONS, delay_ms: 15_000, times: 1 })
    unanswered(openPaymentPage(server.api, shop, answered.cartId))
    await (await blockWhenThere(sessionOf(answered.cartId))).reached()
    const sessions = await stripeClient.checkout.sessions.list({ limit: 100 })
    forgottenSession = sessions.data.find(({ metadata }) => metadata?.cart_id === answered.cartId)?.id as string

    refunded = await refusedBuyer("refund answered")
    stripe.faults.add({ match: REFUNDS, delay_ms: 15_000, times: 1 })
    confirmUnanswered(refunded)
    await (await blockWhenThere(refundingCollectionOf(refunded.cartId))).reached()

    captured = await paid("captured")
    const atOffer = await block(Roadblock.onRows(db.url, "offer", "id = $1", [captured.offerId]))
    confirmUnanswered(captured)
    await atOffer.reached()

    committed = await paid("committed")
    ticketOnly = await paid("ticket only", { offer: false })
    const atOrder = await block(Roadblock.onTable(db.url, "order"))
    confirmUnanswered(committed)
    confirmUnanswered(ticketOnly)
    await atOrder.reached(2)

    refunding = await refusedBuyer("refund asked")
    stripe.faults.add({ match: REFUNDS, ...LOST_ON_THE_WAY })
    confirmUnanswered(refunding)
    await hit("refunds")

    acknowledged = await open("webhook acknowledged")
    unbegun = await paid("unbegun")
    const atBeginning = await block(Roadblock.onTable(db.url, "workflow_execution"))
    confirmUnanswered(unbegun)
    await atBeginning.reached()

    asking = await hold("session asked")
    stripe.faults.add({ match: SESSIONS, ...LOST_ON_THE_WAY })
    unanswered(openPaymentPage(server.api, shop, asking.cartId))
    await hit("sessions")

    // Medusa answers a webhook at once and handles it five seconds later.
    pay(stripe, acknowledged.sessionId)
    await eventually(async () => stripe.state().webhooks.delivered, (delivered) => delivered === 1)

    await kill()
    expect((await database.query(`select 1 from payment_session where authorized_at is not null and ${sessionOf("")[1]}`, [acknowledged.cartId])).rowCount).toBe(0)
    // While nobody is there.
    paySilently(lost)
    paySilently(reopening)
    await start(AFTER)
  })

  it("hold taken, nothing else: it is still held, and can be bought", async () => {
    await expectOutcome(held, HELD)
    pay(stripe, await openPaymentPage(server.api, shop, held.cartId))
    await expectPlaced(held)
  })

  it("payment page asked for, Stripe has not made it: the buyer asks again and pays once", async () => {
    await expectOutcome(asking, HELD)
    pay(stripe, await openPaymentPage(server.api, shop, asking.cartId))
    await expectPlaced(asking)
  })

  it("payment page made, the answer lost: the buyer asks again and pays once", async () => {
    expect(forgottenSession).toMatch(/^cs_/)
    await expectOutcome(answered, HELD)
    const sessionId = await openPaymentPage(server.api, shop, answered.cartId)
    pay(stripe, sessionId)
    await expectPlaced(answered)
  })

  it("paid while the server was dead, the webhook lost", async () => {
    await expectPlaced(lost)
    await expectBooked(lost)
  })

  it("a second payment page being opened in place of the first, which is then paid", async () => {
    await expectPlaced(reopening)
  })

  it("webhook acknowledged, but not yet handled", async () => {
    await expectPlaced(acknowledged)
  })

  it("paid, but not yet written down as a payment", async () => {
    await expectPlaced(authorizing)
  })

  it("payment captured, its order not yet begun", async () => {
    await expectPlaced(unbegun)
  })

  it("payment captured, hold not yet committed", async () => {
    await expectPlaced(captured)
  })

  it("hold committed, order not yet created", async () => {
    await expectPlaced(committed)
    await expectBooked(committed)
  })

  it("a cart without any offer: payment captured, order not yet created", async () => {
    await expectPlaced(ticketOnly, PLACED_TICKET)
  })

  it("paid too late, refund asked for, Stripe has not made it: the money goes back", async () => {
    await expectOutcome(refunding, REFUNDED)
    expect(await confirm(server.api, shop, refunding.cartId)).toMatchObject({ status: "refunded", orderId: null })
    expect(await outcomeOf(facts(), refunding)).toEqual(REFUNDED)
  })

  it("paid too late, refund made, the answer lost: the money goes back once", async () => {
    await expectOutcome(refunded, REFUNDED)
    expect(await confirm(server.api, shop, refunded.cartId)).toMatchObject({ status: "refunded", orderId: null })
    expect(await outcomeOf(facts(), refunded)).toEqual(REFUNDED)
  })

  it("all of them together balance", expectBalanced)
})

describe("killed between order and purchase record", () => {
  let unlinked: Buyer, returning: Buyer, uncompleted: Buyer, unbooked: Buyer, unrecorded: Buyer, canceling: Buyer

  async function cancel({ email }: Purchase): Promise<void> {
    const { rows } = await database.query(`select id from "order" where email = $1`, [email])
    await server.api.post(`/admin/orders/${rows[0].id}/cancel`, {}, shop.admin)
  }

  beforeAll(async () => {
    await server.stop()
    await start(BEFORE)
    canceling = await paid("canceling")
    await confirm(server.api, shop, canceling.cartId)
    await expectOutcome(canceling, PLACED)

    // The last point first: a roadblock keeps every later cart from getting as far.
    unrecorded = await paid("unrecorded")
    const atRecords = [
      await block(Roadblock.onTable(db.url, "offer_purchase")),
      await block(Roadblock.onTable(db.url, "program_attendee")),
    ]
    expect(await confirm(server.api, shop, unrecorded.cartId)).toMatchObject({ status: "placed" })
    await Promise.all(atRecords.map((roadblock) => roadblock.reached()))

    unbooked = await paid("unbooked")
    const atTransaction = await block(Roadblock.onTable(db.url, "order_transaction"))
    confirmUnanswered(unbooked)
    await atTransaction.reached()

    uncompleted = await paid("uncompleted")
    const atCart = await block(Roadblock.onRows(db.url, "cart", "id = $1", [uncompleted.cartId]))
    confirmUnanswered(uncompleted)
    await atCart.reached()
    await eventually(
      async () => (await database.query("select 1 from order_cart where cart_id = $1", [uncompleted.cartId])).rowCount,
      (links) => links === 1
    )

    unlinked = await paid("unlinked")
    returning = await paid("returning")
    const atLink = await block(Roadblock.onTable(db.url, "order_cart"))
    confirmUnanswered(unlinked)
    confirmUnanswered(returning)
    await atLink.reached(2)

    stripe.faults.add({ match: REFUNDS, ...LOST_ON_THE_WAY })
    unanswered(cancel(canceling))
    await hit("refunds")

    await kill()
    await start(AFTER)
    await confirm(server.api, shop, returning.cartId)
  })

  it("order created, not yet linked to its cart", async () => {
    await expectPlaced(unlinked)
  })

  it("order created, not yet linked, and the buyer comes back before the sweep", async () => {
    await expectPlaced(returning)
  })

  it("order created and linked, the cart not yet completed", async () => {
    await expectPlaced(uncompleted)
    const { data } = await server.api.get(`/store/carts/${uncompleted.cartId}/offers`, shop.store)
    expect(data.cart.completed).toBe(true)
  })

  it("order complete, its payment not yet booked", async () => {
    await expectPlaced(unbooked)
    await expectBooked(unbooked)
  })

  it("order placed, neither purchase nor attendee recorded", async () => {
    await expectPlaced(unrecorded)
    await expectBooked(unrecorded)
  })

  it("order being cancelled, the refund in Medusa's books and not yet with Stripe: the money goes back, once", async () => {
    const { captured } = PLACED.stripe
    const givenBack = { ...PLACED, attendees: 0, stripe: { payments: 1, captured, refunded: captured } }
    await expectOutcome(canceling, givenBack)
    await eventually(
      async () => (await database.query(`select 1 from offer_purchase where email = $1 and status = 'REFUNDED'`, [canceling.email])).rowCount,
      (refunded) => refunded === 1
    )
    // The organizer, who has had no answer, asks again.
    await cancel(canceling)
    const stock = { total: 10, sold: 0, held: 0, available: 10 }
    await expectOutcome(canceling, { ...givenBack, orders: 0, stock })
  })

  it("all of them together balance", expectBalanced)
})

describe("everybody reports the same payment at once", () => {
  it("five deliveries of the webhook and three confirmations make one order and one purchase", async () => {
    const buyer = await open("burst")
    stripe.faults.add({ match: { event: "^checkout.session.completed$" }, hold_webhooks: true })
    pay(stripe, buyer.sessionId)
    const { data: events } = await stripeClient.events.list({ type: "checkout.session.completed", limit: 100 })
    const event = events.find(({ data }) => (data.object as Stripe.Checkout.Session).id === buyer.sessionId)
    for (let copy = 0; copy < 4; copy++) {
      stripe.redeliver(event?.id as string)
    }
    stripe.faults.clear()
    const answers = await Promise.all(Array.from({ length: 3 }, () => confirm(server.api, shop, buyer.cartId)))
    expect(answers.every(({ status }) => status === "placed" || status === "processing")).toBe(true)
    await eventually(async () => stripe.state().webhooks.pending, (pending) => pending === 0)
    await expectPlaced(buyer)
    await expectBooked(buyer)
    // Nothing comes after it either.
    stripe.redeliver(event?.id as string)
    await eventually(async () => stripe.state().webhooks.pending, (pending) => pending === 0)
    await new Promise((resolve) => setTimeout(resolve, 2000))
    await expectPlaced(buyer)
  })
})
