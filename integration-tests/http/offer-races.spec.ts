import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import Stripe from "stripe"
import { OFFER_MODULE } from "../../src/modules/offer"
import { lockOffers, reserve } from "../../src/modules/offer/hold-ledger"
import type OfferModuleService from "../../src/modules/offer/service"
import { Sql } from "../../src/utils/sql"
import { recordOrderOffersWorkflow } from "../../src/workflows/checkout/workflows/record-order-offers"
import { ticketToken } from "../../src/workflows/fulfillment/tickets"
import { testApp } from "../support/app"
import { barrier } from "../support/barrier"
import { confirmed, eventually, openPaymentPage, pay } from "../support/checkout"
import { withoutRowLock, withStatements } from "../support/guards-off"
import { addOffer, createCart, createOffer, orderByInvoice, refused, stockOf } from "../support/shop"

type Knex = {
  raw: (statement: string, bindings?: unknown[]) => Promise<{ rows: never[] }>
  transaction: <Result>(work: (trx: Knex) => Promise<Result>) => Promise<Result>
}

const CODES = { type: "SERVICE", title: "Lounge", delivery_method: "ACCESS_CODE", code_source: "uploaded" }

testApp(({ api, container, shop, settle, stripe }) => {
  /** The first one alone: Medusa makes the guest's customer with it, which two carts at once would try to make twice. */
  const carts = async (count: number) => {
    const first = await createCart(api, shop(), null)
    return [first, ...(await Promise.all(Array.from({ length: count - 1 }, () => createCart(api, shop(), null))))]
  }
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `cart_${index}`)

  /** Every buyer in a transaction of their own, straight on the ledger, with the given way of locking. */
  async function rush(offerId: string, lock: typeof lockOffers): Promise<number> {
    const knex = container().resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
    const { options } = container().resolve<OfferModuleService>(OFFER_MODULE)
    const buyer = { customer_id: null, email: null, tickets: [] }
    const taken = await Promise.allSettled(
      ids(12).map((cart_id) =>
        knex.transaction(async (trx) => {
          const sql: Sql = async (statement, bindings) => (await trx.raw(statement, bindings)).rows
          return await reserve(
            sql,
            { cart_id, currency_code: "eur", buyer, moment: "add", items: [{ offer_id: offerId, quantity: 1 }] },
            options,
            lock
          )
        })
      )
    )
    return taken.filter((result) => result.status === "fulfilled").length
  }

  /** Reads what `lockOffers` reads without locking it, and goes on only when others are as far. */
  const readWithoutLock = (together: number): typeof lockOffers => {
    const allLooked = barrier(together)
    return async (sql, offerIds) => {
      const unlocked: Sql = (statement, bindings) => sql(statement.replace("for update", ""), bindings)
      const offers = await lockOffers(unlocked, offerIds)
      await allLooked()
      return offers
    }
  }

  describe("the last units", () => {
    it("go to exactly as many carts as there are units", async () => {
      const offerId = await createOffer(api, shop(), { inventory_total: 5 })
      const answers = await Promise.all(
        (await carts(20)).map((cartId) => refused(api.post(`/store/carts/${cartId}/offers`, { offerId }, shop().store)))
      )
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
      expect(new Set(answers.filter(({ status }) => status !== 200).map(({ code }) => code))).toEqual(new Set(["offer_sold_out"]))
      expect(await stockOf(api, shop(), offerId)).toEqual({ total: 5, sold: 0, held: 5, available: 0 })
    })

    it("are kept by the row lock", async () => {
      expect(await rush(await createOffer(api, shop(), { inventory_total: 5 }), lockOffers)).toBe(5)
    })

    it("would be oversold without the lock", async () => {
      expect(await rush(await createOffer(api, shop(), { inventory_total: 5 }), readWithoutLock(8))).toBeGreaterThan(5)
    })
  })

  it("a person's limit holds over carts filled at once", async () => {
    const offerId = await createOffer(api, shop(), { per_customer_limit: 2 })
    const answers = await Promise.all(
      (await carts(6)).map((cartId) => refused(api.post(`/store/carts/${cartId}/offers`, { offerId }, shop().store)))
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2)
    expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 2 })
  })

  it("the same request sent at once several times counts each unit once", async () => {
    const offerId = await createOffer(api, shop())
    const [cartId] = await carts(1)
    await Promise.all(Array.from({ length: 4 }, () => addOffer(api, shop(), cartId, offerId)))
    const { data } = await api.get(`/store/carts/${cartId}/offers`, shop().store)
    expect(data.cart.offers).toMatchObject([{ quantity: 4 }])
    expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 4 })
  })

  it("a cart completed twice at once becomes one order and one purchase", async () => {
    const offerId = await createOffer(api, shop())
    const cartId = await createCart(api, shop(), shop().tickets.standard)
    await addOffer(api, shop(), cartId, offerId)
    const { data } = await api.post("/store/payment-collections", { cart_id: cartId }, shop().store)
    await api.post(`/store/payment-collections/${data.payment_collection.id}/payment-sessions`, { provider_id: "pp_system_default" }, shop().store)
    const complete = () => api.post(`/store/carts/${cartId}/complete`, {}, shop().store).catch((error) => error.response)
    const answers = await Promise.all([complete(), complete(), complete()])
    const orders = new Set(answers.filter(({ status }) => status === 200).map(({ data }) => data.order.id))
    expect(orders.size).toBe(1)
    const sold = await eventually(() => stockOf(api, shop(), offerId), (stock) => stock.sold === 1)
    expect(sold).toMatchObject({ sold: 1, held: 0 })
    expect((await api.get(`/admin/offers/${offerId}/purchases`, shop().admin)).data.count).toBe(1)
  })

  it("an order reported again and again is written down once", async () => {
    const offerId = await createOffer(api, shop())
    const cartId = await createCart(api, shop(), null)
    await addOffer(api, shop(), cartId, offerId, 3)
    const { data } = await orderByInvoice(api, shop(), cartId)
    await Promise.all(Array.from({ length: 5 }, () => recordOrderOffersWorkflow(container()).run({ input: { order_id: data.order.id } })))
    await settle()
    expect(await stockOf(api, shop(), offerId)).toEqual({ total: 10, sold: 3, held: 0, available: 7 })
  })

  /**
   * Each race over HTTP, and once more by the same requests with its guards off, where it goes wrong. What decides without
   * them is made certain: the rivals wait for each other where the guard would have kept one of them back.
   */
  describe("over HTTP, with and without its guard,", () => {
    const knex = () => container().resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
    const service = () => container().resolve<OfferModuleService>(OFFER_MODULE)
    const statuses = async (calls: ReturnType<typeof refused>[]) => (await Promise.all(calls)).map(({ status, code }) => code ?? status).sort()
    const unitsOf = async (offerId: string): Promise<{ id: string; purchase_id: string; status: string; access_code: string | null }[]> =>
      (await api.get(`/admin/offer-units?offer_id=${offerId}`, shop().admin)).data.units
    const addCodes = (offerId: string, codes: string[]) => api.post(`/admin/offers/${offerId}/access-codes`, { codes }, shop().admin)

    /** Sells units with Medusa's system payment, to the end of their delivery. */
    async function sell(offerId: string, quantity = 1) {
      const cartId = await createCart(api, shop(), shop().tickets.standard)
      await addOffer(api, shop(), cartId, offerId, quantity)
      await orderByInvoice(api, shop(), cartId)
      await eventually(() => unitsOf(offerId), (units) => units.length === quantity)
      await settle()
      return await unitsOf(offerId)
    }

    /** Nobody locks a row, and so many wait for each other before the statement that would take what there is once. */
    const unguarded = <Result>(taking: RegExp, together: number, work: () => Promise<Result>, change = (sql: string) => sql) => {
      const allLooked = barrier(together)
      return withStatements(
        container(),
        async (sql, execute) => {
          if (taking.test(sql)) {
            await allLooked()
          }
          return await execute(change(withoutRowLock(sql)))
        },
        work
      )
    }

    describe("the last unit", () => {
      const rush = async (offerId: string) => {
        const rivals = await carts(2)
        return () => statuses(rivals.map((cartId) => refused(api.post(`/store/carts/${cartId}/offers`, { offerId }, shop().store))))
      }

      it("goes to one of two", async () => {
        const offerId = await createOffer(api, shop(), { inventory_total: 1 })
        expect(await (await rush(offerId))()).toEqual([200, "offer_sold_out"])
        expect(await stockOf(api, shop(), offerId)).toMatchObject({ total: 1, held: 1 })
      })

      it("would go to both", async () => {
        const offerId = await createOffer(api, shop(), { inventory_total: 1 })
        expect(await unguarded(/insert into offer_hold/, 2, await rush(offerId))).toEqual([200, 200])
        expect(await stockOf(api, shop(), offerId)).toMatchObject({ total: 1, held: 2 })
      })

      it("is sold once with the last code: the other is refused before the payment", async () => {
        const offerId = await createOffer(api, shop(), CODES)
        await addCodes(offerId, ["LAST-1"])
        expect(await (await rush(offerId))()).toEqual([200, "offer_sold_out"])
      })

      it("would be promised to both with the last code", async () => {
        const offerId = await createOffer(api, shop(), CODES)
        await addCodes(offerId, ["LAST-1"])
        expect(await unguarded(/insert into offer_hold/, 2, await rush(offerId))).toEqual([200, 200])
      })
    })

    describe("codes assigned by two requests at once", () => {
      /** Two units sold with a code each, as they were before their codes were chosen. */
      const undelivered = async () => {
        const offerId = await createOffer(api, shop(), CODES)
        await addCodes(offerId, ["FIRST-1", "SECOND-2"])
        const ids = (await sell(offerId, 2)).map(({ id }) => id)
        await knex().raw("update offer_access_code set status = 'available', unit_id = null where offer_id = ?", [offerId])
        await knex().raw("update offer_unit set status = 'PENDING', fulfilled_at = null, next_attempt_at = clock_timestamp() where offer_id = ?", [offerId])
        return { offerId, retry: () => statuses(ids.map((id) => refused(api.post("/admin/offer-units/retry", { ids: [id] }, shop().admin)))) }
      }
      const given = async (offerId: string) =>
        (await service().listOfferAccessCodes({ offer_id: offerId, status: "assigned" })).map(({ code, unit_id }) => [code, unit_id])

      it("are two", async () => {
        const { offerId, retry } = await undelivered()
        expect(await retry()).toEqual([200, 200])
        expect(await given(offerId)).toHaveLength(2)
        expect((await unitsOf(offerId)).map(({ access_code }) => access_code).sort()).toEqual(["FIRST-1", "SECOND-2"])
      })

      it("would be the same code for both", async () => {
        const { offerId, retry } = await undelivered()
        const bothChose = barrier(2)
        const CHOICE = /\((select id from offer_access_code[^)]*)\)/
        await withStatements(
          container(),
          async (sql, execute, bindings) => {
            const choice = sql.includes("set status = 'assigned'") && CHOICE.exec(sql)
            if (!choice) {
              return await execute(withoutRowLock(sql))
            }
            // In two steps, so that each takes what it chose before the other had it.
            const { response } = await execute(choice[1].replace("$2", "$1"), bindings.slice(1))
            await bothChose()
            return await execute(sql.replace(choice[0], "$2"), [bindings[0], response?.rows[0].id])
          },
          retry
        )
        expect(await given(offerId)).toHaveLength(1)
        expect((await unitsOf(offerId)).map(({ status }) => status)).toEqual(["FULFILLED", "FULFILLED"])
      })
    })

    describe("a ticket scanned at two doors", () => {
      const twoDoors = async () => {
        const [{ id }] = await sell(await createOffer(api, shop(), { type: "SERVICE", title: "Backstage", delivery_method: "QR_TICKET" }))
        const token = await ticketToken(container(), id)
        return () => statuses([1, 2].map(() => refused(api.post(`/admin/events/${shop().eventId}/check-in`, { token }, shop().admin))))
      }

      it("is let in at one", async () => {
        expect(await (await twoDoors())()).toEqual([200, "ticket_already_used"])
      })

      it("would be let in at both", async () => {
        const withoutCondition = (sql: string) => sql.replace("and checked_in_at is null", "")
        expect(await unguarded(/set checked_in_at = clock_timestamp/, 2, await twoDoors(), withoutCondition)).toEqual([200, 200])
      })
    })

    describe("a one-time offer accepted twice", () => {
      const charges = async () => {
        const client = new Stripe("sk_test_integration", { host: "localhost", port: stripe().port, protocol: "http" })
        return (await client.paymentIntents.list({ limit: 100 })).data.filter(({ metadata }) => metadata.off_session_grant).length
      }
      const twoAccepts = async () => {
        const offerId = await createOffer(api, shop(), { placements: ["POST_PURCHASE"] })
        const steps = [{ key: "hoodie", offer_id: offerId, headline: "Take it" }]
        await api.post("/admin/offer-funnels", { event_id: shop().eventId, name: "After the ticket", status: "active", steps }, shop().admin)
        const cartId = await createCart(api, shop(), shop().tickets.standard)
        await api.get(`/store/carts/${cartId}/offers`, shop().store)
        pay(stripe(), await openPaymentPage(api, shop(), cartId))
        expect(await confirmed(api, shop(), cartId)).toMatchObject({ status: "placed" })
        const { step } = (await api.get(`/store/carts/${cartId}/post-purchase`, shop().store)).data.postPurchase
        const accept = () => refused(api.post(`/store/carts/${cartId}/post-purchase/accept`, { stepId: step.id, total: step.charge.total }, shop().store))
        return { offerId, before: await charges(), accept: () => statuses([accept(), accept()]) }
      }

      it("is charged once", async () => {
        const { offerId, before, accept } = await twoAccepts()
        expect(await accept()).toEqual([200, 200])
        expect((await charges()) - before).toBe(1)
        await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold === 1)
        expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 1, held: 0 })
      })

      it("is ordered once when the webhook comes before Stripe's answer", async () => {
        const { offerId, before, accept } = await twoAccepts()
        const slow = stripe().faults.add({ match: { method: "POST", path: "/v1/payment_intents/.*/confirm$" }, answer_delay_ms: 1000 })
        expect(await accept()).toEqual([200, 200])
        stripe().faults.clear(slow.id)
        await settle()
        expect((await charges()) - before).toBe(1)
        expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 1, held: 0 })
        expect((await api.get("/admin/orders?fields=id", shop().admin)).data.count).toBe(2)
      })

      it("would be charged twice", async () => {
        await knex().raw(`drop index "IDX_offer_funnel_decision_run_id_step_id_unique"`)
        const { before, accept } = await twoAccepts()
        await unguarded(/insert into offer_funnel_decision/, 2, accept)
        expect((await charges()) - before).toBe(2)
      })
    })

    describe("a refund while the organizer delivers", () => {
      const both = async () => {
        const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
        const [{ id, purchase_id }] = await sell(offerId)
        const refund = () =>
          refused(api.post(`/admin/offer-purchases/${purchase_id}/refund`, { quantity: 1, restock: true, seen_refunded_quantity: 0 }, shop().admin))
        return { offerId, refund, deliver: () => api.post("/admin/offer-units/fulfill", { ids: [id] }, shop().admin) }
      }

      it("leaves nothing delivered that was refunded", async () => {
        const { offerId, refund, deliver } = await both()
        const [refunded] = await Promise.all([refund(), deliver()])
        expect(refunded).toEqual({ status: 200 })
        expect((await unitsOf(offerId))[0].status).toBe("REVOKED")
      })

      it("would leave it delivered", async () => {
        const { offerId, refund, deliver } = await both()
        const [looked, refunded] = [barrier(2), barrier(2)]
        await withStatements(
          container(),
          async (sql, execute) => {
            if (!sql.includes("set status = 'FULFILLED'")) {
              return await execute(withoutRowLock(sql))
            }
            await looked()
            await refunded()
            return await execute(sql.replace(/and status = 'PENDING'\s+returning/, "returning"))
          },
          () => Promise.all([deliver(), looked().then(refund).then(refunded)])
        )
        expect((await unitsOf(offerId))[0].status).toBe("FULFILLED")
      })
    })
  })
})
