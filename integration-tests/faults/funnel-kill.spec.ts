import type { Client } from "pg"
import Stripe from "stripe"
import { startStripeStandIn, StripeStandIn } from "../../demo/stripe"
import { confirm, eventually, openPaymentPage, pay } from "../support/checkout"
import { connect, postgresFromEnv, TestDatabase, TestDatabases } from "../support/database"
import { endConnectionsOfTheDead, Roadblock } from "../support/roadblock"
import { ROOT, startServer, TestServer } from "../support/server"
import { createOffer, Shop, stockOf } from "../support/shop"
import { seedShopOverHttp } from "../support/shop-over-http"

/** The server is killed when Stripe has charged the saved card and Medusa is about to write that down. */
jest.setTimeout(600_000)

const SECRET = "whsec_faults"
const PROVIDERS = ["pp_system_default", "pp_stripe-checkout_stripe-checkout"]
/** A hoodie at 45 with 19 % VAT, in cents. */
const HOODIE = 5355
/** The sweeps run every 15 and every 30 s. */
const REPAIR_SECONDS = 100

const databases = new TestDatabases(postgresFromEnv(), ROOT)
let db: TestDatabase
let database: Client
let stripe: StripeStandIn
let client: Stripe
let server: TestServer
let shop: Shop

const start = async (patience: number) => {
  server = await startServer({
    databaseUrl: db.url,
    port: server?.port,
    env: {
      STRIPE_API_KEY: "sk_test_faults",
      STRIPE_WEBHOOK_SECRET: SECRET,
      STRIPE_API_BASE: stripe.url,
      SWEEP_PATIENCE_SECONDS: String(patience),
    },
  })
}

beforeAll(async () => {
  db = await databases.create()
  database = await connect(db.url, "funnel-kill-spec")
  stripe = await startStripeStandIn({ port: 0 })
  client = new Stripe("sk_test_faults", { host: "localhost", port: stripe.port, protocol: "http" })
  // The server that is going to be killed repairs nothing.
  await start(3600)
  shop = await seedShopOverHttp(server.api, database, PROVIDERS)
})

afterAll(async () => {
  await server?.kill()
  await database?.end()
  await stripe?.close()
  await databases.dispose()
})

const charges = async () => (await client.paymentIntents.list({ limit: 100 })).data.filter(({ metadata }) => metadata.off_session_grant)

it("an offer charged and not yet ordered is ordered after the restart, and charged once", async () => {
  const offerId = await createOffer(server.api, shop, { requires_ticket: true })
  const step = { key: "hoodie", offer_id: offerId, headline: "A hoodie?" }
  await server.api.post("/admin/offer-funnels", { event_id: shop.eventId, name: "After", status: "active", steps: [step] }, shop.admin)
  const body = { region_id: shop.regionId, email: "killed@example.com", items: [{ variant_id: shop.tickets.standard, quantity: 1 }] }
  const { data } = await server.api.post("/store/carts", body, shop.store)
  const cartId = data.cart.id as string
  pay(stripe, await openPaymentPage(server.api, shop, cartId))
  const first = await confirm(server.api, shop, cartId)
  expect(first.status).toBe("placed")
  const read = async () => (await server.api.get(`/store/carts/${cartId}/post-purchase`, shop.store)).data.postPurchase
  const { step: offered } = await read()

  const roadblock = await Roadblock.onTable(db.url, "payment")
  const accepting = server.api.post(`/store/carts/${cartId}/post-purchase/accept`, { stepId: offered.id, total: offered.charge.total }, shop.store).catch(() => null)
  await roadblock.reached()
  expect(await charges()).toMatchObject([{ status: "succeeded", amount_received: HOODIE }])
  await server.kill()
  await endConnectionsOfTheDead(database)
  await roadblock.lift()
  await accepting
  const { rows } = await database.query("select outcome, order_id from offer_funnel_decision")
  expect(rows).toEqual([{ outcome: "pending", order_id: null }])

  await start(1)
  const done = await eventually(read, ({ results }) => results[0].outcome === "ordered", REPAIR_SECONDS)
  expect(done).toMatchObject({ status: "finished", acceptedCount: 1, orderId: first.orderId, results: [{ outcome: "ordered" }] })
  const { rows: orders } = await database.query(`select id, metadata->>'parent_order_id' as parent from "order" where deleted_at is null order by created_at`)
  expect(orders).toEqual([
    { id: first.orderId, parent: null },
    { id: done.results[0].orderId, parent: first.orderId },
  ])
  expect(await charges()).toMatchObject([{ status: "succeeded", amount_received: HOODIE }])
  expect((await client.refunds.list({ limit: 10 })).data).toHaveLength(0)
  const stock = await eventually(() => stockOf(server.api, shop, offerId), ({ sold }) => sold === 1)
  expect(stock).toMatchObject({ sold: 1, held: 0 })
})
