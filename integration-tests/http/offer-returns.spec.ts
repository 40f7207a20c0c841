import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow, refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import Stripe from "stripe"
import type OfferModuleService from "../../src/modules/offer/service"
import type { ProgramModuleService } from "../../src/modules/program"
import { ordersBeingPlaced } from "../../src/workflows/checkout/orders-being-placed"
import { repairOrderOffers } from "../../src/workflows/checkout/repair-order-offers"
import { recordOrderOffersWorkflow } from "../../src/workflows/checkout/workflows/record-order-offers"
import { sweepOrderAttendees } from "../../src/workflows/program"
import { refundCanceledOrders } from "../../src/workflows/refund/refund-canceled-orders"
import { sendDueRefunds } from "../../src/workflows/refund/send-refund"
import { testApp } from "../support/app"
import { confirmed, eventually, openPaymentPage, pay } from "../support/checkout"
import { addOffer, createCart, createOffer, OfferOverrides, orderByInvoice, refused, stockOf } from "../support/shop"

type Pg = { raw: (statement: string, bindings: unknown[]) => Promise<{ rows: never[] }> }
type Order = { id: string; items: { id: string }[] }

testApp(({ api, container, shop, settle, stripe }) => {
  const pg = () => container().resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Pg
  const program = () => container().resolve<ProgramModuleService>("program")
  const orders = () => container().resolve(Modules.ORDER)
  const order = async (quantity: number, overrides: OfferOverrides = {}) => {
    const offerId = await createOffer(api, shop(), overrides)
    const cartId = await createCart(api, shop(), null)
    await addOffer(api, shop(), cartId, offerId, quantity)
    const { data } = await orderByInvoice(api, shop(), cartId)
    await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold === quantity)
    return { offerId, order: data.order as Order }
  }
  const purchase = async (offerId: string) => (await api.get(`/admin/offers/${offerId}/purchases`, shop().admin)).data.purchases[0]
  const states = async (offerId: string): Promise<string[]> =>
    (await api.get(`/admin/offer-units?offer_id=${offerId}`, shop().admin)).data.units.map(({ status }: { status: string }) => status).sort()
  const sweep = () => sweepOrderAttendees(container(), { settleSeconds: 0, alsoRepair: repairOrderOffers, beingPlaced: ordersBeingPlaced })
  const refund = async (offerId: string, quantity: number, restock = true) => {
    const { id, refunded_quantity } = await purchase(offerId)
    await api.post(`/admin/offer-purchases/${id}/refund`, { quantity, restock, seen_refunded_quantity: refunded_quantity }, shop().admin)
  }
  /** What Medusa's own routes do to the order's books, without a warehouse; the sweep is what finds it. */
  const ship = ({ id, items }: Order, quantity: number) => orders().registerFulfillment({ order_id: id, items: [{ id: items[0].id, quantity }] })
  async function takeBack({ id, items }: Order, quantity: number): Promise<void> {
    await orders().createReturn({ order_id: id, items: [{ id: items[0].id, quantity }] } as never)
    const returns = await orders().listReturns({ order_id: id } as never, { order: { created_at: "DESC" } })
    await orders().receiveReturn({ return_id: returns[0].id, items: [{ id: items[0].id, quantity }] } as never)
  }

  /** What was sent back arrives, by Medusa's own routes. */
  async function receive(returnId: string, placed: Order, quantity: number): Promise<void> {
    await api.post(`/admin/returns/${returnId}/receive`, {}, shop().admin)
    await api.post(`/admin/returns/${returnId}/receive-items`, { items: [{ id: placed.items[0].id, quantity }] }, shop().admin)
    await api.post(`/admin/returns/${returnId}/receive/confirm`, {}, shop().admin)
  }

  /** Bought without an address, which Medusa would ask a shipping option for. */
  async function parcels() {
    const offerId = await createOffer(api, shop())
    await pg().raw("update offer set delivery_method = 'SHIPMENT' where id = ?", [offerId])
    const cartId = await createCart(api, shop(), null)
    await addOffer(api, shop(), cartId, offerId, 3)
    const { data } = await orderByInvoice(api, shop(), cartId)
    await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold === 3)
    return { offerId, order: data.order as Order }
  }

  it("a cancelled order gives its units back, once", async () => {
    const { offerId, order: placed } = await order(3)
    await api.post(`/admin/orders/${placed.id}/cancel`, {}, shop().admin)
    expect(await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold === 0)).toEqual({ total: 10, sold: 0, held: 0, available: 10 })
    expect(await purchase(offerId)).toMatchObject({ status: "REFUNDED", refunded_quantity: 3, restocked_quantity: 3 })
    await sweep()
    await settle()
    expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 0 })
  })

  describe("an order paid at Stripe", () => {
    const client = () => new Stripe("sk_test_integration", { host: "localhost", port: stripe().port, protocol: "http" })
    const paidOrder = async () => {
      const offerId = await createOffer(api, shop())
      const cartId = await createCart(api, shop(), null)
      await addOffer(api, shop(), cartId, offerId, 2)
      const sessionId = await openPaymentPage(api, shop(), cartId)
      pay(stripe(), sessionId)
      const { orderId } = await confirmed(api, shop(), cartId)
      await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold === 2)
      await settle()
      return { offerId, sessionId, orderId: orderId as string }
    }
    const givenBack = async (sessionId: string) => {
      const { payment_intent, amount_total } = await client().checkout.sessions.retrieve(sessionId)
      const { data } = await client().refunds.list({ payment_intent: payment_intent as string })
      return { paid: amount_total, back: data.reduce((total, { amount }) => total + amount, 0) }
    }
    const cancel = (orderId: string) => refused(api.post(`/admin/orders/${orderId}/cancel`, {}, shop().admin))
    const letMinutesPass = () => pg().raw(`update "order" set canceled_at = canceled_at - interval '5 minutes' where canceled_at is not null`, [])
    const linesOf = async (orderId: string) =>
      (await pg().raw(`select i.id from order_item i join "order" o on o.id = i.order_id and o.version = i.version where o.id = ?`, [orderId])).rows.length

    it("cancelled while Stripe is in trouble gets its money back when that is over, once", async () => {
      const { sessionId, orderId } = await paidOrder()
      const trouble = stripe().faults.add({ match: { method: "POST", path: "^/v1/refunds$" }, status: 429 })
      // Medusa says that all is well.
      expect((await cancel(orderId)).status).toBe(200)
      await settle()
      await letMinutesPass()
      await refundCanceledOrders(container())
      expect((await givenBack(sessionId)).back).toBe(0)
      stripe().faults.clear(trouble.id)
      await refundCanceledOrders(container())
      const { paid, back } = await givenBack(sessionId)
      expect(back).toBe(paid)
      await refundCanceledOrders(container())
      expect((await givenBack(sessionId)).back).toBe(paid)
    })

    it("cancelled twice at once, and beside a refund, is cancelled once and has each of its lines once", async () => {
      const { offerId, sessionId, orderId } = await paidOrder()
      const answers = await Promise.all([refund(offerId, 1).catch(() => null), cancel(orderId), cancel(orderId)])
      expect(answers.slice(1).map((answer) => answer?.status).sort()).toEqual([200, 400])
      expect(await linesOf(orderId)).toBe(1)
      await settle()
      await sendDueRefunds(container())
      const { paid, back } = await givenBack(sessionId)
      expect(back).toBe(paid)
    })

    it("cancelled beside a refund, without taking turns, soon has one of the two fail half way", async () => {
      const outcomes: string[] = []
      for (let tries = 0; tries < 10 && !outcomes.includes("rejected"); tries++) {
        const { orderId } = await paidOrder()
        const { data } = await api.get(`/admin/orders/${orderId}?fields=*payment_collections.payments`, shop().admin)
        const payment_id = data.order.payment_collections[0].payments[0].id
        const both = await Promise.allSettled([
          refundPaymentWorkflow(container()).run({ input: { payment_id, amount: 10 } }),
          cancelOrderWorkflow(container()).run({ input: { order_id: orderId } }),
        ])
        outcomes.push(...both.map(({ status }) => status))
      }
      expect(outcomes).toContain("rejected")
    })
  })

  it("a cancelled order leaves out of stock what was refunded as unsellable before", async () => {
    const { offerId, order: placed } = await order(3)
    await refund(offerId, 1, false)
    await refund(offerId, 1)
    await api.post(`/admin/orders/${placed.id}/cancel`, {}, shop().admin)
    expect(await eventually(() => purchase(offerId), ({ status }) => status === "REFUNDED")).toMatchObject({ refunded_quantity: 3, restocked_quantity: 2 })
    await sweep()
    expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 1, available: 9 })
  })

  it("the sweep finds a cancellation and a sale whose events were lost", async () => {
    const { offerId, order: placed } = await order(2)
    await pg().raw("delete from offer_purchase where order_id = ?", [placed.id])
    await pg().raw("update offer set sold = 0 where id = ?", [offerId])
    await sweep()
    expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 2 })
    await pg().raw(`update "order" set status = 'canceled', updated_at = now() where id = ?`, [placed.id])
    await sweep()
    expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 0, available: 10 })
    expect(await purchase(offerId)).toMatchObject({ status: "REFUNDED", refunded_quantity: 2 })
  })

  it("the sweep makes nothing of an order that may be half placed, until its checkout has come to its end", async () => {
    const offerId = await createOffer(api, shop())
    const cartId = await createCart(api, shop(), shop().tickets.standard)
    await addOffer(api, shop(), cartId, offerId)
    const sessionId = await openPaymentPage(api, shop(), cartId)
    // A webhook handled late would open the checkout again.
    const lost = stripe().faults.add({ drop_webhooks: 10 })
    pay(stripe(), sessionId)
    stripe().faults.clear(lost.id)
    const { orderId } = await confirmed(api, shop(), cartId)
    const made = async () => [await stockOf(api, shop(), offerId), (await program().listAttendeesOfOrders([orderId as string])).length] as const
    await eventually(made, ([{ sold }, attendees]) => sold === 1 && attendees === 1)
    await settle()
    // As a server leaves it that dies while Medusa places the order: nobody has heard of it, its checkout is open.
    await pg().raw("delete from program_attendee where order_id = ?", [orderId])
    await pg().raw("delete from offer_purchase where order_id = ?", [orderId])
    await pg().raw("update offer set sold = 0 where id = ?", [offerId])
    await pg().raw("update offer_checkout_attempt set is_open = true where cart_id = ?", [cartId])
    for (let time = 0; time < 2; time += 1) {
      expect(await sweep()).toMatchObject({ created: 0, failed: [] })
      expect(await made()).toMatchObject([{ sold: 0 }, 0])
    }
    await pg().raw("update offer_checkout_attempt set is_open = false where cart_id = ?", [cartId])
    // However long ago the order changed.
    await pg().raw(`update "order" set updated_at = updated_at - interval '1 day' where id = ?`, [orderId])
    expect(await sweep()).toMatchObject({ created: 1, failed: [] })
    expect(await made()).toMatchObject([{ sold: 1 }, 1])
  })

  describe("an edit of the order in Medusa", () => {
    /** By Medusa's own routes; `quantity` is what the line has afterwards. */
    async function edit({ id, items }: Order, quantity: number, price: { unit_price?: number } = {}): Promise<void> {
      await api.post("/admin/order-edits", { order_id: id }, shop().admin)
      await api.post(`/admin/order-edits/${id}/items/item/${items[0].id}`, { quantity, ...price }, shop().admin)
      await api.post(`/admin/order-edits/${id}/request`, {}, shop().admin)
      await api.post(`/admin/order-edits/${id}/confirm`, {}, shop().admin)
    }
    const reaches = (offerId: string, ...expected: string[]) => eventually(() => states(offerId), (now) => now.join() === expected.join())
    const MASSAGE = { type: "SERVICE", title: "Massage", inventory_total: 3 }

    it("that adds units sells and owes them, and says so when there were none left", async () => {
      const { offerId, order: placed } = await order(2, MASSAGE)
      await edit(placed, 3)
      expect(await reaches(offerId, "PENDING", "PENDING", "PENDING")).toEqual(["PENDING", "PENDING", "PENDING"])
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 3, available: 0 })
      const { total } = (await api.get(`/admin/orders/${placed.id}?fields=total`, shop().admin)).data.order
      expect((await purchase(offerId)).total).toBeCloseTo(total)
      await edit(placed, 5)
      await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold === 5)
      const { rows } = await pg().raw("select quantity, cause from offer_activity where offer_id = ? and kind = 'sold' order by created_at, id", [offerId])
      expect(rows).toMatchObject([{ quantity: 2 }, { quantity: 1, cause: "added to the order" }, { quantity: 2, cause: "added to the order, 2 more than there were" }])
    })

    it("that takes units off gives them back, and adds them anew when they come again", async () => {
      const { offerId, order: placed } = await order(3, MASSAGE)
      await edit(placed, 2)
      expect(await reaches(offerId, "PENDING", "PENDING", "REVOKED")).toEqual(["PENDING", "PENDING", "REVOKED"])
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 2, available: 1 })
      await edit(placed, 3)
      expect(await reaches(offerId, "PENDING", "PENDING", "PENDING", "REVOKED")).toHaveLength(4)
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 3, available: 0 })
      await sweep()
      expect(await states(offerId)).toEqual(["PENDING", "PENDING", "PENDING", "REVOKED"])
      await edit(placed, 0)
      expect(await reaches(offerId, "REVOKED", "REVOKED", "REVOKED", "REVOKED")).toEqual(["REVOKED", "REVOKED", "REVOKED", "REVOKED"])
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 0, available: 3 })
    })

    it("that says what was refunded here already takes nothing more", async () => {
      const { offerId, order: placed } = await order(3, MASSAGE)
      await refund(offerId, 1)
      await edit(placed, 2)
      await settle()
      await sweep()
      expect(await purchase(offerId)).toMatchObject({ refunded_quantity: 1, restocked_quantity: 1 })
      expect(await states(offerId)).toEqual(["PENDING", "PENDING", "REVOKED"])
    })

    it("is not undone by a report that read the order before it", async () => {
      const { offerId, order: placed } = await order(1, MASSAGE)
      await settle()
      const offers = container().resolve<OfferModuleService>("offer")
      const followed = jest.spyOn(offers, "followOwner")
      let go = () => undefined as void
      followed.mockImplementationOnce(async () => await new Promise<void>((resolve) => (go = resolve)))
      const early = recordOrderOffersWorkflow(container()).run({ input: { order_id: placed.id } })
      await eventually(async () => followed.mock.calls.length, (calls) => calls === 1)
      await edit(placed, 2)
      // Long enough for the edit's own report, if nothing kept it waiting.
      await new Promise((resolve) => setTimeout(resolve, 1500))
      go()
      await early
      await settle()
      followed.mockRestore()
      expect(await states(offerId)).toEqual(["PENDING", "PENDING"])
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 2 })
    })

    it("gives units back beside those refunded here since, and those returned", async () => {
      const { offerId, order: placed } = await order(3, MASSAGE)
      await ship(placed, 1)
      await edit(placed, 2)
      await eventually(() => purchase(offerId), ({ refunded_quantity }) => refunded_quantity === 1)
      await refund(offerId, 1)
      await takeBack(placed, 1)
      await sweep()
      expect(await purchase(offerId)).toMatchObject({ status: "REFUNDED", refunded_quantity: 3, restocked_quantity: 3 })
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 0, available: 3 })
    })

    it("gives back a parcel that was not sent, and a return then one that was", async () => {
      const { offerId, order: placed } = await parcels()
      await ship(placed, 2)
      await sweep()
      await edit(placed, 2)
      expect(await reaches(offerId, "FULFILLED", "FULFILLED", "REVOKED")).toEqual(["FULFILLED", "FULFILLED", "REVOKED"])
      await takeBack(placed, 1)
      await sweep()
      expect(await states(offerId)).toEqual(["FULFILLED", "REVOKED", "REVOKED"])
    })

    it("of the price alone is what a refund gives back, also when nobody heard of it", async () => {
      const { offerId, order: placed } = await order(2, MASSAGE)
      const before = (await purchase(offerId)).total
      await edit(placed, 2, { unit_price: 20 })
      const { total } = await eventually(() => purchase(offerId), (now) => now.total !== before)
      const { data } = await api.get(`/admin/orders/${placed.id}?fields=total`, shop().admin)
      expect(total).toBeCloseTo(data.order.total)
      expect(total).toBeLessThan(before)
      await settle()
      await pg().raw("update offer_purchase set total = ?::numeric, raw_total = jsonb_build_object('value', ?::text, 'precision', 20) where offer_id = ?", [before, String(before), offerId])
      await sweep()
      expect(await purchase(offerId)).toMatchObject({ total, unit_price: 20 })
      // A return doesn't make the rest cheaper, though Medusa's total of the line is then of the rest alone.
      await ship(placed, 1)
      await takeBack(placed, 1)
      await sweep()
      expect(await purchase(offerId)).toMatchObject({ refunded_quantity: 1, total })
    })

    it.each([
      ["units", 2, ["PENDING", "PENDING", "REVOKED"]],
      ["the whole line", 0, ["REVOKED", "REVOKED", "REVOKED"]],
    ])("that takes %s off gives them back though the server dies over it", async (_what, quantity, expected) => {
      const { offerId, order: placed } = await order(3, MASSAGE)
      await settle()
      const died = jest.spyOn(container().resolve<OfferModuleService>("offer"), "recordReturns").mockRejectedValue(new Error("killed"))
      await edit(placed, quantity)
      await settle()
      expect(died).toHaveBeenCalled()
      died.mockRestore()
      await sweep()
      expect(await states(offerId)).toEqual(expected)
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: quantity })
    })

    it("whose event was lost is found by the sweep", async () => {
      const { offerId, order: placed } = await order(2, MASSAGE)
      await edit(placed, 3)
      await reaches(offerId, "PENDING", "PENDING", "PENDING")
      await settle()
      await pg().raw("delete from offer_unit where offer_id = ? and position = 2", [offerId])
      await pg().raw("update offer_purchase set quantity = 2 where offer_id = ?", [offerId])
      await pg().raw("update offer set sold = 2 where id = ?", [offerId])
      await sweep()
      expect(await states(offerId)).toEqual(["PENDING", "PENDING", "PENDING"])
    })
  })

  describe("a claim in Medusa", () => {
    /** By Medusa's own routes; it answers the return that comes of it, if units are to be sent back. */
    async function claim(placed: Order, kind: "claim-items" | "inbound/items", quantity: number): Promise<string | undefined> {
      const { data } = await api.post("/admin/claims", { order_id: placed.id, type: "refund" }, shop().admin)
      const items = [{ id: placed.items[0].id, quantity }]
      await api.post(`/admin/claims/${data.claim.id}/${kind}`, { items }, shop().admin)
      await api.post(`/admin/claims/${data.claim.id}/request`, {}, shop().admin)
      return (await api.get(`/admin/claims/${data.claim.id}?fields=return_id`, shop().admin)).data.claim.return_id
    }

    it("for units that are lost takes them back and leaves them out of stock", async () => {
      const { offerId, order: placed } = await order(3)
      await ship(placed, 3)
      await claim(placed, "claim-items", 1)
      expect(await eventually(() => purchase(offerId), ({ refunded_quantity }) => refunded_quantity > 0)).toMatchObject({ refunded_quantity: 1, restocked_quantity: 0 })
      await settle()
      await sweep()
      expect(await purchase(offerId)).toMatchObject({ refunded_quantity: 1, restocked_quantity: 0 })
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 3 })
    })

    it("for units that are sent back takes them back when they are here, and puts them into stock", async () => {
      const { offerId, order: placed } = await order(3)
      await ship(placed, 3)
      const returnId = (await claim(placed, "inbound/items", 1)) as string
      await settle()
      await sweep()
      expect(await purchase(offerId)).toMatchObject({ refunded_quantity: 0 })
      await receive(returnId, placed, 1)
      expect(await eventually(() => purchase(offerId), ({ refunded_quantity }) => refunded_quantity > 0)).toMatchObject({ refunded_quantity: 1, restocked_quantity: 1 })
      await settle()
      await sweep()
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 2 })
    })
  })

  it("an exchange in Medusa sells what is sent instead, and takes back what comes", async () => {
    const { offerId, order: placed } = await order(2)
    const otherId = await createOffer(api, shop(), { title: "Cap" })
    const { variant_id } = (await api.get(`/admin/offers/${otherId}`, shop().admin)).data.offer
    await ship(placed, 2)
    const { data } = await api.post("/admin/exchanges", { order_id: placed.id }, shop().admin)
    const path = `/admin/exchanges/${data.exchange.id}`
    await api.post(`${path}/inbound/items`, { items: [{ id: placed.items[0].id, quantity: 1 }] }, shop().admin)
    await api.post(`${path}/outbound/items`, { items: [{ variant_id, quantity: 1 }] }, shop().admin)
    await api.post(`${path}/request`, {}, shop().admin)
    expect(await eventually(() => stockOf(api, shop(), otherId), ({ sold }) => sold === 1)).toMatchObject({ sold: 1, available: 9 })
    expect(await states(otherId)).toEqual(["PENDING"])
    const { return_id } = (await api.get(`${path}?fields=return_id`, shop().admin)).data.exchange
    await receive(return_id, placed, 1)
    expect(await eventually(() => purchase(offerId), ({ refunded_quantity }) => refunded_quantity > 0)).toMatchObject({ refunded_quantity: 1, restocked_quantity: 1 })
    await settle()
    await sweep()
    expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 1 })
    expect(await stockOf(api, shop(), otherId)).toMatchObject({ sold: 1 })
    expect(await purchase(otherId)).toMatchObject({ quantity: 1, refunded_quantity: 0 })
  })

  describe("a return in Medusa", () => {
    it("of another unit than the one refunded here is a second one", async () => {
      const { offerId, order: placed } = await order(3, { type: "SERVICE", title: "Massage" })
      await ship(placed, 3)
      await refund(offerId, 1, false)
      await takeBack(placed, 1)
      await sweep()
      expect(await purchase(offerId)).toMatchObject({ refunded_quantity: 2, restocked_quantity: 1 })
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 2 })
      await sweep()
      expect(await purchase(offerId)).toMatchObject({ refunded_quantity: 2, restocked_quantity: 1 })
    })

    it("of a parcel that was refunded here after it was sent is that parcel, and fit to be sold again", async () => {
      const { offerId, order: placed } = await parcels()
      await ship(placed, 3)
      await sweep()
      await refund(offerId, 1, false)
      await takeBack(placed, 1)
      await sweep()
      expect(await purchase(offerId)).toMatchObject({ refunded_quantity: 1, restocked_quantity: 1 })
      await takeBack(placed, 1)
      await sweep()
      expect(await purchase(offerId)).toMatchObject({ refunded_quantity: 2, restocked_quantity: 2 })
    })

    it("can't be of a parcel that was refunded here before it was sent", async () => {
      const { offerId, order: placed } = await parcels()
      await refund(offerId, 1)
      await ship(placed, 1)
      await sweep()
      await takeBack(placed, 1)
      await sweep()
      expect(await purchase(offerId)).toMatchObject({ refunded_quantity: 2, restocked_quantity: 2 })
      // The third is still to be sent.
      expect(await states(offerId)).toEqual(["PENDING", "REVOKED", "REVOKED"])
    })
  })
})
