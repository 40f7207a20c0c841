import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../src/modules/offer"
import { lockOffers, reserve } from "../../src/modules/offer/hold-ledger"
import type OfferModuleService from "../../src/modules/offer/service"
import { Sql } from "../../src/utils/sql"
import { recordOrderOffersWorkflow } from "../../src/workflows/checkout/workflows/record-order-offers"
import { testApp } from "../support/app"
import { barrier } from "../support/barrier"
import { eventually } from "../support/checkout"
import { addOffer, createCart, createOffer, orderByInvoice, refused, stockOf } from "../support/shop"

type Knex = {
  raw: (statement: string, bindings?: unknown[]) => Promise<{ rows: never[] }>
  transaction: <Result>(work: (trx: Knex) => Promise<Result>) => Promise<Result>
}

testApp(({ api, container, shop, settle }) => {
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
})
