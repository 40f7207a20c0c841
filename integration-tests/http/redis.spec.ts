import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { AxiosInstance } from "axios"
import { StripeStandIn, testApp } from "../support/app"
import { confirm, eventually, openPaymentPage, pay } from "../support/checkout"
import { freePortNow } from "../support/free-port"
import { RedisServer, startRedis } from "../support/redis"
import { startServer } from "../support/server"
import { addOffer, createCart, createOffer, refused, Shop, stockOf } from "../support/shop"

/** The app as several nodes run it: events, workflows, locks and caches in Redis. */
const port = freePortNow()
const REDIS_URL = `redis://127.0.0.1:${port}`

let redis: RedisServer
const commands: string[] = []
beforeAll(async () => {
  redis = await startRedis(port)
  // Before the app is there: a monitor that starts amid traffic may mistake a command for an answer.
  const monitor = await redis.client.monitor()
  monitor.on("monitor", (_time: string, words: string[]) => commands.push(words.join(" ")))
})
afterAll(async () => {
  await redis?.stop()
})

/** Webhooks not yet delivered and events not yet handled. */
async function underWay(stripe: StripeStandIn): Promise<number> {
  const queue = "RedisEventBusService:events-queue"
  const [waiting, active] = await Promise.all(["wait", "active"].map((list) => redis.client.llen(`${queue}:${list}`)))
  const [later, prioritized] = await Promise.all(["delayed", "prioritized"].map((set) => redis.client.zcard(`${queue}:${set}`)))
  return stripe.state().webhooks.pending + waiting + active + later + prioritized
}

const purchases = async (api: AxiosInstance, shop: Shop, offerId: string) =>
  (await api.get(`/admin/offers/${offerId}/purchases`, shop.admin)).data.purchases as { order_id: string; quantity: number }[]
const attendees = async (api: AxiosInstance, shop: Shop) =>
  (await api.get(`/admin/events/${shop.eventId}/attendees`, shop.admin)).data.count as number

testApp(
  ({ api, container, shop, stripe }) => {
    // The next test starts from another database, where this one's events would find nothing.
    afterEach(async () => {
      expect(await eventually(() => underWay(stripe()), (count) => count === 0)).toBe(0)
    })

    it("sells an offer with its events, workflows, locks and cache in Redis", async () => {
      expect(container().resolve<object>(Modules.EVENT_BUS).constructor.name).toBe("RedisEventBusService")
      commands.length = 0
      const offerId = await createOffer(api, shop())
      const cartId = await createCart(api, shop(), shop().tickets.standard)
      const cart = await addOffer(api, shop(), cartId, offerId, 2)
      expect(cart.offers[0]).toMatchObject({ offerId, quantity: 2, hold: { state: "live" } })
      const sessionId = await openPaymentPage(api, shop(), cartId)
      pay(stripe(), sessionId)
      const { orderId } = await eventually(
        () => confirm(api, shop(), cartId),
        ({ status }) => status === "placed"
      )

      expect(orderId).toMatch(/^order_/)
      // Written by subscribers, which Redis hands the events to.
      expect(await eventually(() => purchases(api, shop(), offerId), (list) => list.length > 0)).toMatchObject([{ order_id: orderId, quantity: 2 }])
      expect(await eventually(() => attendees(api, shop()), (count) => count > 0)).toBe(1)
      expect(await stockOf(api, shop(), offerId)).toEqual({ total: 10, sold: 2, held: 0, available: 8 })

      const used = (...words: string[]) => commands.some((command) => words.every((word) => command.includes(word)))
      expect({
        events: used("RedisEventBusService:events-queue", "order.placed"),
        workflows: used("dtrx:", "complete-cart"),
        lock: used("medusa_lock:", cartId),
      }).toEqual({ events: true, workflows: true, lock: true })
    })

    it("sells the last one once, through two nodes at once", async () => {
      const { http, databaseUrl } = container().resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig
      const { STRIPE_API_KEY = "", STRIPE_WEBHOOK_SECRET = "", STRIPE_API_BASE = "" } = process.env
      const env = { REDIS_URL, STRIPE_API_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_BASE, JWT_SECRET: String(http.jwtSecret) }
      const node = await startServer({ databaseUrl: databaseUrl as string, env })
      try {
        const paidBefore = stripe().state().payment_intents.succeeded ?? 0
        const offerId = await createOffer(api, shop(), { inventory_total: 1 })
        const nodes = [api, node.api, api, node.api, api, node.api]
        const carts: string[] = []
        for (const client of nodes) {
          carts.push(await createCart(client, shop(), shop().tickets.standard))
        }
        const answers = await Promise.all(
          carts.map((cartId, index) => refused(nodes[index].post(`/store/carts/${cartId}/offers`, { offerId }, shop().store)))
        )
        const winners = carts.filter((_, index) => answers[index].status === 200)
        expect(winners).toHaveLength(1)
        expect(answers.filter(({ code }) => code === "offer_sold_out" || code === "insufficient_stock")).toHaveLength(5)

        // What one node holds the other sells, whoever is told that it was paid.
        const [cartId] = winners
        const sessionId = await openPaymentPage(api, shop(), cartId)
        pay(stripe(), sessionId)
        const settled = await Promise.all([
          eventually(() => confirm(node.api, shop(), cartId), ({ status }) => status === "placed"),
          eventually(() => confirm(api, shop(), cartId), ({ status }) => status === "placed"),
        ])
        expect(settled[0].orderId).toMatch(/^order_/)
        expect(settled[1].orderId).toBe(settled[0].orderId)
        expect(await eventually(() => purchases(node.api, shop(), offerId), (list) => list.length > 0)).toHaveLength(1)
        expect(await stockOf(node.api, shop(), offerId)).toEqual({ total: 1, sold: 1, held: 0, available: 0 })
        expect(stripe().state().payment_intents.succeeded).toBe(paidBefore + 1)
      } finally {
        await node.stop()
      }
    })
  },
  { REDIS_URL }
)
