import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { AxiosResponse } from "axios"
import fc from "fast-check"
import Stripe from "stripe"
import { sweepCheckouts } from "../../src/workflows/checkout/sweep-checkouts"
import { deliverDueUnits } from "../../src/workflows/fulfillment/deliver-unit"
import { sendDueRefunds } from "../../src/workflows/refund/send-refund"
import { testApp } from "../support/app"
import { openPaymentPage, pay, runOut } from "../support/checkout"
import { createCart, createOffer, stockOf } from "../support/shop"

const CARTS = 3
const TOTAL = 4

/** What buyers, organizers, the clock and crashes may do, in any order. */
const action = fc.oneof(
  fc.record({ kind: fc.constantFrom("add" as const, "set" as const), cart: fc.nat(CARTS - 1), quantity: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constantFrom("renew" as const, "remove" as const, "runOut" as const), cart: fc.nat(CARTS - 1) }),
  fc.record({ kind: fc.constantFrom("openPage" as const, "confirm" as const, "cancelOrder" as const), cart: fc.nat(CARTS - 1) }),
  // The whole way to a payment: few sequences would come as far by themselves. `lost`: the server dies before it hears of it.
  fc.record({ kind: fc.constant("buy" as const), cart: fc.nat(CARTS - 1), lost: fc.boolean(), late: fc.boolean() }),
  fc.record({ kind: fc.constant("refund" as const), purchase: fc.nat(5), quantity: fc.integer({ min: 1, max: 2 }), restock: fc.boolean() }),
  fc.record({ kind: fc.constant("sweep" as const) })
)
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never
type Purchase = { id: string; order_id: string; quantity: number; refunded_quantity: number; restocked_quantity: number; fulfilled_quantity: number }

/** Found at random once: a page asked for a cart that has been paid without anybody having heard of it. */
const REOPENED_AFTER_A_LOST_PAYMENT = [
  { kind: "buy", cart: 1, lost: true, late: true },
  { kind: "buy", cart: 0, lost: false, late: false },
  { kind: "openPage", cart: 1 },
]

/** A minute for the same journeys each time; `JOURNEYS=200` plays as many new ones. */
const explored = Number(process.env.JOURNEYS ?? 0)

testApp(
  ({ api, container, shop, stripe, settle }) => {
    const raw = (statement: string, bindings: string[] = []) =>
      container().resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(statement, bindings) as Promise<{ rows: never[] }>
    /** Refusals are part of the game; a server error is not. */
    const attempt = async (call: () => Promise<AxiosResponse | unknown>): Promise<void> => {
      try {
        await call()
      } catch (error) {
        const { response } = error as { response?: AxiosResponse }
        if (!response) {
          throw error
        }
        expect(response.status).toBeLessThan(500)
        expect(response.data.code).toEqual(expect.any(String))
      }
    }
    const sweep = async () => {
      await raw("update offer_checkout_attempt set checked_at = null, opened_at = clock_timestamp() - interval '10 minutes' where is_open")
      await raw("update offer_hold set updated_at = clock_timestamp() - interval '10 minutes' where status = 'ordering'")
      await sweepCheckouts(container())
    }
    const purchasesOf = async (offerId: string): Promise<Purchase[]> =>
      (await api.get(`/admin/offer-purchases?offer_id=${offerId}&limit=100`, shop().admin)).data.purchases

    /** Every payment of the carts at Stripe, in the minor unit. */
    async function payments(cartIds: string[]): Promise<{ cart: string; captured: number; refunded: number }[]> {
      const client = new Stripe("sk_test_integration", { host: "localhost", port: new URL(stripe().url).port, protocol: "http" })
      const found: { cart: string; captured: number; refunded: number }[] = []
      for await (const session of client.checkout.sessions.list({ limit: 100, expand: ["data.payment_intent.latest_charge"] })) {
        const intent = session.payment_intent as Stripe.PaymentIntent | null
        const cart = session.metadata?.cart_id ?? ""
        if (intent?.status === "succeeded" && cartIds.includes(cart)) {
          found.push({ cart, captured: intent.amount_received, refunded: (intent.latest_charge as Stripe.Charge).amount_refunded })
        }
      }
      return found
    }

    it("every payment ends in a purchase or a refund, and no unit is sold twice, whatever happens in whatever order", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(action, { minLength: 6, maxLength: 12 }), async (actions) => {
          const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Sauna", inventory_total: TOTAL })
          const carts: string[] = []
          for (let index = 0; index < CARTS; index += 1) {
            carts.push(await createCart(api, shop(), null))
          }
          const path = (cart: number, rest: string) => `/store/carts/${carts[cart]}/${rest}`

          const perform: { [Kind in Action["kind"]]: (step: Extract<Action, { kind: Kind }>) => Promise<void> } = {
            add: ({ cart, quantity }) => attempt(() => api.post(path(cart, "offers"), { offerId, quantity }, shop().store)),
            set: ({ cart, quantity }) => attempt(() => api.post(path(cart, `offers/${offerId}`), { quantity }, shop().store)),
            remove: ({ cart }) => attempt(() => api.delete(path(cart, `offers/${offerId}`), shop().store)),
            renew: ({ cart }) => attempt(() => api.post(path(cart, "offer-holds/renew"), {}, shop().store)),
            runOut: ({ cart }) => runOut(container(), carts[cart]),
            openPage: ({ cart }) => attempt(() => openPaymentPage(api, shop(), carts[cart])),
            confirm: ({ cart }) => attempt(() => api.post(path(cart, "checkout-session/confirm"), {}, shop().store)),
            buy: async ({ cart, lost, late }) => {
              await attempt(() => api.post(path(cart, "offers"), { offerId, quantity: 1 }, shop().store))
              await attempt(async () => {
                const sessionId = await openPaymentPage(api, shop(), carts[cart])
                if (late) {
                  await runOut(container(), carts[cart])
                }
                if (lost) {
                  stripe().faults.add({ drop_webhooks: 10 })
                }
                pay(stripe(), sessionId)
                stripe().faults.clear()
              })
              if (!lost) {
                await attempt(() => api.post(path(cart, "checkout-session/confirm"), {}, shop().store))
              }
            },
            cancelOrder: async ({ cart }) => {
              const { rows } = await raw("select order_id from order_cart where cart_id = ? and deleted_at is null", [carts[cart]])
              const [order] = rows as { order_id: string }[]
              if (order) {
                await api.post(`/admin/orders/${order.order_id}/cancel`, {}, shop().admin).catch(() => undefined)
              }
            },
            refund: async ({ purchase: index, quantity, restock }) => {
              const purchases = await purchasesOf(offerId)
              const purchase = purchases[index % Math.max(1, purchases.length)]
              if (purchase) {
                await attempt(() => api.post(`/admin/offer-purchases/${purchase.id}/refund`, { quantity, restock }, shop().admin))
              }
            },
            sweep,
          }

          for (const step of actions) {
            await perform[step.kind](step as never)
            const { sold, held, available } = await stockOf(api, shop(), offerId)
            expect(sold + held).toBeLessThanOrEqual(TOTAL)
            expect(available).toBe(TOTAL - sold - held)
          }

          // The machines come back: whatever was left is brought to its end.
          await settle()
          await sweep()
          await sweep()
          await settle()
          await raw("update offer_refund set next_attempt_at = clock_timestamp() where status <> 'done'")
          await sendDueRefunds(container())
          await deliverDueUnits(container())

          const purchases = await purchasesOf(offerId)
          const { sold } = await stockOf(api, shop(), offerId)
          expect(sold).toBe(purchases.reduce((sum, { quantity, restocked_quantity }) => sum + quantity - restocked_quantity, 0))
          expect(sold).toBeLessThanOrEqual(TOTAL)
          for (const { cart, captured, refunded } of await payments(carts)) {
            const { rows } = await raw(
              `select p.quantity, p.refunded_quantity, o.status from order_cart link
                 join "order" o on o.id = link.order_id join offer_purchase p on p.order_id = o.id
                where link.cart_id = ? and link.deleted_at is null`,
              [cart]
            )
            const [sale, ...more] = rows as { quantity: number; refunded_quantity: number; status: string }[]
            expect(more).toHaveLength(0)
            const kept = sale ? sale.quantity - sale.refunded_quantity : 0
            expect(refunded).toBe(sale ? Math.round((captured * (sale.quantity - kept)) / sale.quantity) : captured)
          }
        }),
        { numRuns: explored || 10, examples: [[REOPENED_AFTER_A_LOST_PAYMENT as Action[]]], ...(explored ? {} : { seed: 20261122 }) }
      )
    })
  },
  { SWEEP_PATIENCE_SECONDS: "1" }
)
