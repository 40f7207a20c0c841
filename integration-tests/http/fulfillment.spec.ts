import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../src/modules/offer"
import { lockOffers } from "../../src/modules/offer/hold-ledger"
import type OfferModuleService from "../../src/modules/offer/service"
import { Sql } from "../../src/utils/sql"
import { assignCode, fulfillUnit } from "../../src/modules/offer/unit-ledger"
import { recordOrderOffersWorkflow } from "../../src/workflows/checkout/workflows/record-order-offers"
import { deliverDueUnits } from "../../src/workflows/fulfillment/deliver-unit"
import { sendDueRefunds } from "../../src/workflows/refund/send-refund"
import { testApp } from "../support/app"
import { confirm, eventually, openPaymentPage, pay } from "../support/checkout"
import { addOffer, createCart, createOffer, OfferOverrides, orderByInvoice, refused, stockOf } from "../support/shop"

type Knex = {
  raw: (statement: string, bindings?: unknown[]) => Promise<{ rows: never[] }>
  transaction: <Result>(work: (trx: Knex) => Promise<Result>) => Promise<Result>
}
type Unit = { id: string; status: string; access_code: string | null; attendee: { id: string; tier: string } | null; problem: { code: string } | null }
type Purchase = { id: string; status: string; total: number; refundable_amount: number; refunded_quantity: number; restocked_quantity: number; fulfilled_quantity: number }

const CODES: OfferOverrides = { type: "SERVICE", title: "Lounge", delivery_method: "ACCESS_CODE", code_source: "uploaded" }
const UPGRADE: OfferOverrides = { type: "TICKET_UPGRADE", title: "VIP upgrade", upgrade_tier: "VIP", requires_ticket: true }

testApp(({ api, container, shop, stripe, settle }) => {
  const knex = () => container().resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
  const service = () => container().resolve<OfferModuleService>(OFFER_MODULE)
  const addCodes = (offerId: string, codes: string[]) => api.post(`/admin/offers/${offerId}/access-codes`, { codes }, shop().admin)
  const unitsOf = async (offerId: string): Promise<Unit[]> =>
    (await api.get(`/admin/offer-units?offer_id=${offerId}&limit=200`, shop().admin)).data.units
  const purchaseOf = async (offerId: string): Promise<Purchase> =>
    (await api.get(`/admin/offer-purchases?offer_id=${offerId}`, shop().admin)).data.purchases[0]
  const refund = (id: string, quantity: number, restock = true, more: object = {}) =>
    api.post(`/admin/offer-purchases/${id}/refund`, { quantity, restock, ...more }, shop().admin)

  /** Buys with Medusa's system payment; answers the order. */
  async function buy(offerId: string, quantity = 1, ticket: string | null = null): Promise<{ id: string; items: { id: string; variant_id: string }[] }> {
    const cartId = await createCart(api, shop(), ticket)
    await addOffer(api, shop(), cartId, offerId, quantity)
    const { data } = await orderByInvoice(api, shop(), cartId)
    await eventually(() => unitsOf(offerId), (units) => units.length >= quantity)
    return data.order
  }
  /** The same through Stripe's payment page. */
  async function buyByCard(offerId: string, quantity: number): Promise<string> {
    const cartId = await createCart(api, shop(), null)
    await addOffer(api, shop(), cartId, offerId, quantity)
    pay(stripe(), await openPaymentPage(api, shop(), cartId))
    const { orderId } = await confirm(api, shop(), cartId)
    await eventually(() => unitsOf(offerId), (units) => units.length === quantity)
    return orderId as string
  }
  const delivered = (offerId: string, count: number) =>
    eventually(() => unitsOf(offerId), (units) => units.filter(({ status }) => status === "FULFILLED").length === count)

  describe("access codes", () => {
    it("are as many as can be sold, one for each unit, never twice", async () => {
      const offerId = await createOffer(api, shop(), CODES)
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ total: 0, available: 0 })
      expect((await addCodes(offerId, ["AAA", "BBB", "AAA"])).data).toEqual({ added: 2, duplicates: 1 })
      expect((await addCodes(offerId, ["BBB", "CCC"])).data).toEqual({ added: 1, duplicates: 1 })
      await buy(offerId, 2)
      const units = await delivered(offerId, 2)
      expect(units.map(({ access_code }) => access_code).sort()).toEqual(["AAA", "BBB"])
      expect(await purchaseOf(offerId)).toMatchObject({ status: "FULFILLED", fulfilled_quantity: 2 })

      const cartId = await createCart(api, shop(), null)
      expect(await refused(api.post(`/store/carts/${cartId}/offers`, { offerId, quantity: 2 }, shop().store))).toMatchObject({
        status: 400,
        code: "insufficient_stock",
      })
      expect(await refused(api.post(`/admin/offers/${offerId}`, { inventory_total: 99 }, shop().admin))).toMatchObject({ code: "inventory_by_codes" })
    })

    it("are retired by a refund, and their units never sold again", async () => {
      const offerId = await createOffer(api, shop(), CODES)
      await addCodes(offerId, ["AAA", "BBB", "CCC"])
      await buy(offerId, 2)
      await delivered(offerId, 2)
      const { id } = await purchaseOf(offerId)
      await refund(id, 1)
      expect(await purchaseOf(offerId)).toMatchObject({ status: "FULFILLED", refunded_quantity: 1, restocked_quantity: 0 })
      expect(await stockOf(api, shop(), offerId)).toEqual({ total: 3, sold: 2, held: 0, available: 1 })
      const { data } = await api.get(`/admin/offers/${offerId}/access-codes`, shop().admin)
      expect(data.summary).toEqual({ available: 1, assigned: 1, retired: 1 })
      const code = (status: string) => data.access_codes.find((one: { status: string }) => one.status === status).id
      const remove = (codeId: string) => refused(api.delete(`/admin/offers/${offerId}/access-codes/${codeId}`, shop().admin))
      expect(await remove(code("retired"))).toMatchObject({ code: "code_in_use" })
      expect(await remove(code("assigned"))).toMatchObject({ code: "code_in_use" })
      const cartId = await createCart(api, shop(), null)
      await addOffer(api, shop(), cartId, offerId)
      expect(await remove(code("available"))).toMatchObject({ code: "codes_promised" })
      await api.delete(`/store/carts/${cartId}/offers/${offerId}`, shop().store)
      expect(await remove(code("available"))).toEqual({ status: 200 })
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ total: 2, available: 0 })
    })

    it("are made when they are needed", async () => {
      const offerId = await createOffer(api, shop(), { ...CODES, code_source: "generated" })
      await buy(offerId, 3)
      const codes = (await delivered(offerId, 3)).map(({ access_code }) => access_code as string)
      expect(new Set(codes).size).toBe(3)
      for (const code of codes) {
        expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){3}$/)
      }
      expect(await refused(addCodes(offerId, ["X"]))).toMatchObject({ code: "codes_not_uploaded" })
    })

    /** Two units of which one was promised a code too many, as a fault in the books would leave it. */
    async function twoUnitsAndOneCode() {
      const offerId = await createOffer(api, shop(), CODES)
      await addCodes(offerId, ["AAA", "BBB"])
      await knex().raw("update offer_access_code set status = 'retired' where offer_id = ? and code = 'BBB'", [offerId])
      await knex().raw("update offer set code_source = 'uploaded', delivery_method = 'MANUAL' where id = ?", [offerId])
      await buy(offerId, 2)
      await settle()
      await knex().raw("update offer_unit set delivery_method = 'ACCESS_CODE' where offer_id = ?", [offerId])
      return (await unitsOf(offerId)).map(({ id }) => id)
    }
    async function assignAtOnce(ids: string[], lock: typeof lockOffers): Promise<number> {
      const problems = await Promise.all(
        ids.map((id) =>
          knex().transaction(async (trx) => {
            const sql: Sql = async (statement, bindings) => (await trx.raw(statement, bindings)).rows
            return await assignCode(sql, id, lock)
          })
        )
      )
      return problems.filter((problem) => problem === null).length
    }
    const withoutLock: typeof lockOffers = async (sql, offerIds) => {
      const offers = await lockOffers((statement, bindings) => sql(statement.replace("for update", ""), bindings), offerIds)
      await sql("select pg_sleep(1)")
      return offers
    }

    it("the last one goes to one of two units at once", async () => {
      expect(await assignAtOnce(await twoUnitsAndOneCode(), lockOffers)).toBe(1)
    })

    it("the last one would be given twice without the lock", async () => {
      expect(await assignAtOnce(await twoUnitsAndOneCode(), withoutLock)).toBe(2)
    })

    it("that ran out leave a problem the organizer sees, and mends", async () => {
      const [first] = await twoUnitsAndOneCode()
      await knex().raw("update offer_unit set next_attempt_at = clock_timestamp() where id = any(?)", [[first]])
      await deliverDueUnits(container())
      const ids = (await service().listOfferUnits({}, { select: ["id"] })).map(({ id }) => id)
      const offerId = (await service().retrieveOfferUnit(first)).offer_id
      await knex().raw("update offer_unit set next_attempt_at = clock_timestamp() where id = any(?) and status = 'PENDING'", [ids])
      await deliverDueUnits(container())
      const { data } = await api.get(`/admin/offer-units?offer_id=${offerId}&has_problem=true`, shop().admin)
      expect(data).toMatchObject({ count: 1, summary: { pending: 1, fulfilled: 1, problems: 1 } })
      expect(data.units[0].problem).toMatchObject({ code: "codes_exhausted", attempts: 1 })
      await addCodes(offerId, ["DDD"])
      const retried = await api.post("/admin/offer-units/retry", { ids: [data.units[0].id] }, shop().admin)
      expect(retried.data.results).toEqual([{ id: data.units[0].id, status: "FULFILLED", error: null }])
    })
  })

  describe("a ticket upgrade", () => {
    const tierOf = async (offerId: string) => (await unitsOf(offerId))[0].attendee?.tier

    it("raises the ticket bought with it, and lowers it again when it is refunded", async () => {
      const offerId = await createOffer(api, shop(), UPGRADE)
      await buy(offerId, 1, shop().tickets.standard)
      const [unit] = await delivered(offerId, 1)
      expect(unit.attendee).toMatchObject({ tier: "VIP" })
      await refund((await purchaseOf(offerId)).id, 1)
      expect(await eventually(() => tierOf(offerId), (tier) => tier === "STANDARD")).toBe("STANDARD")
      expect(await purchaseOf(offerId)).toMatchObject({ status: "REFUNDED", restocked_quantity: 1 })
    })

    it("is refused for a ticket that has the tier already, and beyond one a ticket", async () => {
      const offerId = await createOffer(api, shop(), UPGRADE)
      const vip = await createCart(api, shop(), shop().tickets.vip)
      expect(await refused(api.post(`/store/carts/${vip}/offers`, { offerId }, shop().store))).toMatchObject({ code: "tier_already_reached" })
      const standard = await createCart(api, shop(), shop().tickets.standard)
      expect(await refused(api.post(`/store/carts/${standard}/offers`, { offerId, quantity: 2 }, shop().store))).toMatchObject({ code: "limit_per_ticket" })
      expect(await refused(api.post(`/store/carts/${standard}/offers`, { offerId, quantity: 1 }, shop().store))).toMatchObject({ status: 200 })
    })

    it("that charges the difference costs what the better ticket costs more, for the tickets of this very cart", async () => {
      const offerId = await createOffer(api, shop(), { ...UPGRADE, charges_difference: true, prices: [{ currency_code: "eur", amount: 500 }] })
      const cartId = await createCart(api, shop(), shop().tickets.standard)
      await addOffer(api, shop(), cartId, offerId)
      const { data } = await api.get(`/store/carts/${cartId}/offers`, shop().store)
      const listed = await api.get(`/store/offers?eventId=${shop().eventId}&cartId=${cartId}`, shop().store)
      // Standard is 100, VIP 200.
      expect(listed.data.offers[0]).toMatchObject({ id: offerId, price: 100, stripePriceId: null })
      expect(data.cart.offers[0]).toMatchObject({ unitPrice: 100, total: 100 })
      await api.post(`/store/carts/${cartId}/line-items/${data.cart.tickets[0].lineItemId}`, { quantity: 2 }, shop().store)
      await api.post(`/store/carts/${cartId}/offers/${offerId}`, { quantity: 2 }, shop().store)
      expect((await api.get(`/store/carts/${cartId}/offers`, shop().store)).data.cart.offers[0]).toMatchObject({ unitPrice: 100, quantity: 2 })
      await knex().raw("update cart_line_item set unit_price = 1, raw_unit_price = '{\"value\": \"1\", \"precision\": 20}' where cart_id = ? and variant_id <> ?", [
        cartId,
        shop().tickets.standard,
      ])
      expect(await refused(api.post(`/store/carts/${cartId}/checkout-session`, {}, shop().store))).toMatchObject({ status: 400, code: "price_changed" })
      expect(await refused(orderByInvoice(api, shop(), cartId))).toMatchObject({ code: "price_changed" })
    })

    it("whose events were lost is raised and lowered by the sweep", async () => {
      const offerId = await createOffer(api, shop(), UPGRADE)
      await buy(offerId, 1, shop().tickets.standard)
      await delivered(offerId, 1)
      await settle()
      const { id } = await purchaseOf(offerId)
      await service().beginRefund({ purchase_id: id, quantity: 1, restock: true, note: null, seen_refunded_quantity: null, by: null })
      expect(await tierOf(offerId)).toBe("VIP")
      await deliverDueUnits(container())
      expect(await tierOf(offerId)).toBe("STANDARD")
    })
  })

  describe("by hand", () => {
    it("is done, taken back and done again, many at once, each answered for itself", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      await buy(offerId, 3)
      const ids = (await unitsOf(offerId)).map(({ id }) => id)
      await refund((await purchaseOf(offerId)).id, 1)
      const { data } = await api.post("/admin/offer-units/fulfill", { ids: [...ids, "offunit_none"] }, shop().admin)
      const outcome = (results: { status: string | null; error: { code: string } | null }[]) => results.map(({ status, error }) => error?.code ?? status).sort()
      expect(outcome(data.results)).toEqual(["FULFILLED", "FULFILLED", "purchase_refunded", "unit_not_found"].sort())
      expect(await purchaseOf(offerId)).toMatchObject({ status: "FULFILLED", fulfilled_quantity: 2 })
      const reopened = await api.post("/admin/offer-units/reopen", { ids: ids.slice(0, 2) }, shop().admin)
      expect(outcome(reopened.data.results)).toEqual(["PENDING", "PENDING"])
      expect(await purchaseOf(offerId)).toMatchObject({ status: "PENDING" })
    })

    it("is refused for what is delivered by itself", async () => {
      const offerId = await createOffer(api, shop(), { type: "EXCLUSIVE_CONTENT", title: "Recordings" })
      await buy(offerId)
      const [{ id, problem }] = await eventually(() => unitsOf(offerId), ([unit]) => unit.problem !== null)
      expect(problem).toMatchObject({ code: "no_files" })
      const { data } = await api.post("/admin/offer-units/fulfill", { ids: [id] }, shop().admin)
      expect(data.results[0].error.code).toBe("not_by_hand")
    })

    it("a refund and a delivery at once end in one of the two, never in both", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      await buy(offerId, 1)
      const [{ id }] = await unitsOf(offerId)
      const purchase = await purchaseOf(offerId)
      const inTransaction = <Result>(work: (sql: Sql) => Promise<Result>) =>
        knex().transaction((trx) => work(async (statement, bindings) => (await trx.raw(statement, bindings)).rows))
      await Promise.allSettled([
        inTransaction((sql) => fulfillUnit(sql, id, "user")),
        service().beginRefund({ purchase_id: purchase.id, quantity: 1, restock: true, note: null, seen_refunded_quantity: null, by: null }),
      ])
      expect((await unitsOf(offerId))[0].status).toBe("REVOKED")
      expect(await purchaseOf(offerId)).toMatchObject({ status: "REFUNDED", fulfilled_quantity: 0 })
      await expect(inTransaction((sql) => fulfillUnit(sql, id, "user"))).rejects.toMatchObject({ code: "purchase_refunded" })
    })

    it("a refunded unit would be delivered without the lock and the condition", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      await buy(offerId, 1)
      const [{ id }] = await unitsOf(offerId)
      const purchase = await purchaseOf(offerId)
      await Promise.all([
        knex().transaction((trx) =>
          fulfillUnit(
            async (statement, bindings) => {
              if (statement.includes("set status = 'FULFILLED'")) {
                await trx.raw("select pg_sleep(1)")
              }
              const unguarded = statement.replace("for update", "").replace("and status = 'PENDING' returning", "returning")
              return (await trx.raw(unguarded, bindings)).rows
            },
            id,
            "user"
          )
        ),
        service().beginRefund({ purchase_id: purchase.id, quantity: 1, restock: true, note: null, seen_refunded_quantity: null, by: null }),
      ])
      expect((await unitsOf(offerId))[0].status).toBe("FULFILLED")
    })
  })

  it("files that the storage doesn't give out are a problem the organizer sees, until it does", async () => {
    const offerId = await createOffer(api, shop(), { type: "EXCLUSIVE_CONTENT", title: "Recordings" })
    const { id: assetId } = await service().createOfferAssets({ offer_id: offerId, name: "a.pdf", mime_type: "application/pdf", size: 4, file_id: "private-gone" })
    await buy(offerId)
    const [{ id, problem }] = await eventually(() => unitsOf(offerId), ([unit]) => unit.problem !== null)
    expect(problem).toMatchObject({ code: "file_unavailable" })
    const files = container().resolve(Modules.FILE)
    const file = await files.createFiles({ filename: "a.pdf", mimeType: "application/pdf", content: Buffer.from("%PDF").toString("base64"), access: "private" })
    await service().updateOfferAssets({ id: assetId, file_id: file.id })
    const { data } = await api.post("/admin/offer-units/retry", { ids: [id] }, shop().admin)
    expect(data.results).toEqual([{ id, status: "FULFILLED", error: null }])
    await files.deleteFiles(file.id)
  })

  it("what Medusa ships is delivered", async () => {
    const offerId = await createOffer(api, shop(), { type: "MERCHANDISE", title: "Cap" })
    // Bought without an address, which Medusa would ask a shipping option for.
    await knex().raw("update offer set delivery_method = 'SHIPMENT' where id = ?", [offerId])
    const order = await buy(offerId, 3)
    const ship = async (quantity: number) => {
      await container().resolve(Modules.ORDER).registerFulfillment({ order_id: order.id, items: [{ id: order.items[0].id, quantity }] })
      await recordOrderOffersWorkflow(container()).run({ input: { order_id: order.id } })
      return (await unitsOf(offerId)).filter(({ status }) => status === "FULFILLED").length
    }
    expect(await ship(2)).toBe(2)
    expect(await purchaseOf(offerId)).toMatchObject({ status: "PENDING", fulfilled_quantity: 2 })
    expect(await ship(1)).toBe(3)
    expect(await purchaseOf(offerId)).toMatchObject({ status: "FULFILLED" })
  })

  describe("a refund", () => {
    const intentOf = async (orderId: string) => {
      const { data } = await api.get(`/admin/orders/${orderId}?fields=*payment_collections.payments,*payment_collections.payments.refunds`, shop().admin)
      return data.order.payment_collections[0].payments[0] as { amount: number; refunds: { amount: number }[] }
    }
    const refundsAt = async (orderId: string) => (await intentOf(orderId)).refunds.map(({ amount }) => amount)

    it("by quantity gives each unit's share back through Medusa, once", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      const orderId = await buyByCard(offerId, 3)
      const { id, total } = await purchaseOf(offerId)
      const [one, two] = [Number((total / 3).toFixed(2)), Number(((total / 3) * 2).toFixed(2))]
      const { data } = await refund(id, 1, true, { note: "was ill", seen_refunded_quantity: 0 })
      expect(data.refund).toMatchObject({ status: "done", amount: one })
      expect(data.purchase).toMatchObject({ refunded_quantity: 1, restocked_quantity: 1, refundable_amount: two })
      expect(await refused(refund(id, 1, true, { seen_refunded_quantity: 0 }))).toMatchObject({ code: "purchase_changed" })
      expect(await refused(refund(id, 3))).toMatchObject({ code: "quantity_exceeds_refundable" })
      await refund(id, 2, false)
      expect(await refused(refund(id, 1))).toMatchObject({ code: "already_refunded" })
      expect(await refundsAt(orderId)).toEqual([one, two])
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 2 })
      expect(await purchaseOf(offerId)).toMatchObject({ status: "REFUNDED", refundable_amount: 0 })
    })

    it("that Stripe can't take now revokes at once and is sent later, once", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      const orderId = await buyByCard(offerId, 1)
      const { id, total } = await purchaseOf(offerId)
      stripe().faults.add({ match: { method: "POST", path: "/v1/refunds" }, status: 500, times: 20 })
      const { data } = await refund(id, 1)
      expect(data.refund).toMatchObject({ status: "failed", amount: total })
      expect((await unitsOf(offerId))[0].status).toBe("REVOKED")
      stripe().faults.clear()
      await knex().raw("update offer_refund set next_attempt_at = clock_timestamp()")
      await Promise.all([sendDueRefunds(container()), sendDueRefunds(container())])
      await sendDueRefunds(container())
      expect(await refundsAt(orderId)).toEqual([total])
      expect((await service().listOfferRefunds({ purchase_id: id }))[0].status).toBe("done")
    })

    it("of all the money in Medusa's own payment panel takes everything back", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      const orderId = await buyByCard(offerId, 2)
      const { data } = await api.get(`/admin/orders/${orderId}?fields=*payment_collections.payments`, shop().admin)
      const [payment] = data.order.payment_collections[0].payments
      await api.post(`/admin/payments/${payment.id}/refund`, { amount: payment.amount }, shop().admin)
      expect(await eventually(() => purchaseOf(offerId), ({ status }) => status === "REFUNDED")).toMatchObject({
        refunded_quantity: 2,
        restocked_quantity: 0,
      })
      expect((await unitsOf(offerId)).map(({ status }) => status)).toEqual(["REVOKED", "REVOKED"])
    })
  })

  it("an offer's copy is a draft of its own", async () => {
    const offerId = await createOffer(api, shop(), { ...UPGRADE, target_tiers: ["STANDARD"] })
    const { data } = await api.post(`/admin/offers/${offerId}/duplicate`, {}, shop().admin)
    expect(data.offer).toMatchObject({ title: "Copy of VIP upgrade", status: "draft", upgrade_tier: "VIP", target_tiers: ["STANDARD"], stock: { sold: 0 } })
    expect(data.offer.id).not.toBe(offerId)
  })

  it.each([
    ["GET", "/admin/offer-units"],
    ["POST", "/admin/offer-units/fulfill"],
    ["GET", "/admin/offer-purchases"],
    ["POST", "/admin/offer-purchases/offpur_1/refund"],
    ["POST", "/admin/offers/offer_1/duplicate"],
    ["POST", "/admin/offers/offer_1/access-codes"],
    ["GET", "/admin/offers/offer_1/access-codes"],
  ])("a stranger may not %s %s", async (method, url) => {
    expect(await refused(api.request({ method, url, data: {} }))).toMatchObject({ status: 401 })
  })
})
