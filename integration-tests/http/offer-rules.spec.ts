import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { lockOffers, reserve, ReserveInput } from "../../src/modules/offer/hold-ledger"
import { lockTotal } from "../../src/modules/offer/offer-total"
import type OfferModuleService from "../../src/modules/offer/service"
import { lockUntouchedOffer } from "../../src/modules/offer/untouched-offer"
import releaseHoldsOfRemovedLines from "../../src/subscribers/cart-updated-holds"
import { Sql } from "../../src/utils/sql"
import { removeCartOfferWorkflow } from "../../src/workflows/cart/workflows/remove-cart-offer"
import { followOfferProducts } from "../../src/workflows/offer/follow-offer-products"
import { testApp } from "../support/app"
import { barrier } from "../support/barrier"
import { addOffer, createCart, createOffer, orderByInvoice, refused, stockOf } from "../support/shop"
import { eventually, runOut } from "../support/checkout"
import { signUp } from "../support/customer"

const HOUR = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString()

testApp(({ api, container, shop, settle }) => {
  const offers = () => container().resolve("offer") as OfferModuleService
  const add = (cartId: string, body: Record<string, unknown>) => refused(api.post(`/store/carts/${cartId}/offers`, body, shop().store))

  describe("adding is refused, with a code, and holds nothing:", () => {
    it.each<[string, Record<string, unknown>, string]>([
      ["an expired offer", { expires_at: inHours(1) }, "offer_expired"],
      ["one whose sale hasn't begun", { starts_at: inHours(1) }, "offer_not_started"],
      ["one for ticket holders, without a ticket", { requires_ticket: true }, "ticket_required"],
      ["one for a tier, without a ticket", { target_tiers: ["VIP"] }, "ticket_required"],
      ["one without a price in the currency", { prices: [{ currency_code: "gbp", amount: 10 }] }, "currency_not_priced"],
      ["one that is sold out", { inventory_total: 0 }, "offer_sold_out"],
      ["more than an order may have", { per_order_limit: 1 }, "limit_per_order"],
      ["more than a person may have", { per_customer_limit: 1 }, "limit_per_customer"],
    ])("%s", async (_case, terms, code) => {
      const offerId = await createOffer(api, shop(), terms)
      if (code === "offer_expired") {
        const pg = container().resolve("__pg_connection__") as { raw: (statement: string, bindings: unknown[]) => Promise<unknown> }
        await pg.raw("update offer set expires_at = now() where id = ?", [offerId])
      }
      const cartId = await createCart(api, shop(), null)
      expect(await add(cartId, { offerId, quantity: 2 })).toMatchObject({ status: 400, code })
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 0 })
      const { data } = await api.get(`/store/carts/${cartId}/offers`, shop().store)
      expect(data.cart.offers).toHaveLength(0)
    })

    it("a draft, an archived and an unknown offer", async () => {
      const offerId = await createOffer(api, shop())
      const cartId = await createCart(api, shop(), null)
      await api.post(`/admin/offers/${offerId}/archive`, {}, shop().admin)
      expect(await add(cartId, { offerId })).toMatchObject({ status: 400, code: "offer_archived" })
      const draft = await api.post(
        "/admin/offers",
        { event_id: shop().eventId, type: "SERVICE", title: "Draft", prices: [{ currency_code: "eur", amount: 1 }] },
        shop().admin
      )
      expect(await add(cartId, { offerId: draft.data.offer.id })).toMatchObject({ status: 400, code: "offer_not_published" })
      expect(await add(cartId, { offerId: "offer_unknown" })).toMatchObject({ status: 404, code: "offer_not_found" })
      expect(await add("cart_unknown", { offerId })).toMatchObject({ status: 404, code: "cart_not_found" })
      const unseen = await refused(api.get(`/store/offers/${draft.data.offer.id}?regionId=${shop().regionId}`, shop().store))
      expect(unseen).toMatchObject({ status: 404, code: "offer_not_found" })
    })

    it("an offer of another event than the ticket's, and a tier too low", async () => {
      const vipOnly = await createOffer(api, shop(), { target_tiers: ["VIP"] })
      const otherCart = await createCart(api, shop(), shop().tickets.other)
      expect(await add(otherCart, { offerId: vipOnly })).toMatchObject({ code: "wrong_event" })
      const standardCart = await createCart(api, shop(), shop().tickets.standard)
      expect(await add(standardCart, { offerId: vipOnly })).toMatchObject({ code: "tier_required" })
      const vipCart = await createCart(api, shop(), shop().tickets.vip)
      expect((await add(vipCart, { offerId: vipOnly })).status).toBe(200)
    })

    it.each<[string, Record<string, unknown>]>([
      ["a negative quantity", { quantity: -1 }],
      ["a fraction", { quantity: 1.5 }],
      ["a huge quantity", { quantity: 1e9 }],
      ["text for a number", { quantity: "two" }],
      ["a price of the client's own", { price: 0 }],
      ["unknown fields", { unit_price: 0, metadata: {} }],
    ])("%s", async (_case, body) => {
      const offerId = await createOffer(api, shop())
      const cartId = await createCart(api, shop(), null)
      expect(await add(cartId, { offerId, ...body })).toMatchObject({ status: 400, code: "invalid_request" })
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 0 })
    })
  })

  describe("a running hold", () => {
    it("keeps its time when a change is refused, and when one is made", async () => {
      const offerId = await createOffer(api, shop(), { inventory_total: 3 })
      const cartId = await createCart(api, shop(), null)
      const { offers } = await addOffer(api, shop(), cartId, offerId)
      const set = (quantity: number) => refused(api.post(`/store/carts/${cartId}/offers/${offerId}`, { quantity }, shop().store))
      expect(await set(4)).toMatchObject({ code: "insufficient_stock", message: "Only 3 of Hoodie left." })
      expect((await set(3)).status).toBe(200)
      const { data } = await api.get(`/store/carts/${cartId}/offers`, shop().store)
      expect(data.cart.offers[0]).toMatchObject({ quantity: 3, hold: { expiresAt: offers[0].hold.expiresAt } })
      expect((await set(0)).status).toBe(200)
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 0, available: 3 })
      expect(await set(1)).toMatchObject({ status: 404, code: "hold_not_found" })
    })

    it("is renewed a limited number of times", async () => {
      const offerId = await createOffer(api, shop())
      const cartId = await createCart(api, shop(), null)
      await addOffer(api, shop(), cartId, offerId)
      const renew = () => refused(api.post(`/store/carts/${cartId}/offer-holds/renew`, {}, shop().store))
      for (let renewal = 0; renewal < 10; renewal++) {
        expect((await renew()).status).toBe(200)
      }
      expect(await renew()).toMatchObject({ status: 400, code: "hold_renewals_exhausted" })
    })

    it("that ran out takes no stock, and adding again starts a fresh one", async () => {
      const offerId = await createOffer(api, shop(), { inventory_total: 2 })
      const cartId = await createCart(api, shop(), null)
      await addOffer(api, shop(), cartId, offerId, 2)
      await runOut(container(), cartId)
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 0, available: 2 })
      const cart = await addOffer(api, shop(), cartId, offerId, 1)
      expect(cart.offers).toMatchObject([{ quantity: 1, hold: { state: "live", renewalsLeft: 10 } }])
    })

    it("that was renewed after the sweep had found it run out stays, with its line", async () => {
      const offerId = await createOffer(api, shop())
      const cartId = await createCart(api, shop(), null)
      await addOffer(api, shop(), cartId, offerId, 2)
      await removeCartOfferWorkflow(container()).run({ input: { cart_id: cartId, offer_ids: [offerId], end: "expired", cause: "its reservation ended" } })
      const [{ id }] = await offers().listCartHolds(cartId)
      expect(await offers().endHolds([id], "expired", "its reservation ended")).toEqual([])
      const { data } = await api.get(`/store/carts/${cartId}/offers`, shop().store)
      expect(data.cart.offers).toMatchObject([{ offerId, quantity: 2, hold: { state: "live" } }])
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 2 })
    })

    it("that comes back to the cart while its line's removal is being heard of stays", async () => {
      const offerId = await createOffer(api, shop())
      const cartId = await createCart(api, shop(), null)
      await addOffer(api, shop(), cartId, offerId)
      const [hold] = await offers().listCartHolds(cartId)
      const locking = container().resolve(Modules.LOCKING)
      // Somebody is adding it again: held, and its new line not written yet.
      await locking.acquire(cartId, { ownerId: "adding" })
      await offers().attachLine(hold.id, "cali_gone")
      const hearing = releaseHoldsOfRemovedLines({ event: { name: "cart.updated", data: { id: cartId } }, container: container() } as never)
      await new Promise((resolve) => setTimeout(resolve, 300))
      await offers().attachLine(hold.id, hold.line_item_id as string)
      await locking.release(cartId, { ownerId: "adding" })
      await hearing
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 1 })
    })

    it("gets back only what is left when a change to fewer units fails", async () => {
      const offerId = await createOffer(api, shop(), { inventory_total: 5 })
      const [one, other] = [await createCart(api, shop(), null), await createCart(api, shop(), null)]
      await addOffer(api, shop(), one, offerId, 5)
      const buyer = { customer_id: null, email: null, tickets: [] }
      const changed = await offers().reserve({ cart_id: one, currency_code: "eur", buyer, moment: "add", items: [{ offer_id: offerId, quantity: 1 }] })
      await addOffer(api, shop(), other, offerId, 3)
      await offers().restoreHolds(changed, "the cart could not be changed")
      expect(await stockOf(api, shop(), offerId)).toEqual({ total: 5, sold: 0, held: 5, available: 0 })
      expect((await offers().listCartHolds(one)).map(({ quantity }) => quantity)).toEqual([2])
      expect(await refused(orderByInvoice(api, shop(), one))).toMatchObject({ code: "insufficient_stock" })
    })

    it("whose line left without anybody hearing of it ends with the order", async () => {
      const offerId = await createOffer(api, shop())
      const cartId = await createCart(api, shop(), shop().tickets.standard)
      const cart = await addOffer(api, shop(), cartId, offerId)
      await container().resolve(Modules.CART).deleteLineItems([cart.offers[0].lineItemId])
      await orderByInvoice(api, shop(), cartId)
      expect(await eventually(() => stockOf(api, shop(), offerId), ({ held }) => held === 0)).toMatchObject({ held: 0, sold: 0 })
      await runOut(container(), cartId)
      expect(await offers().takeExpiredCarts(10)).toEqual([])
    })

    it("is given back when the line leaves through Medusa's own route", async () => {
      const offerId = await createOffer(api, shop())
      const cartId = await createCart(api, shop(), null)
      const cart = await addOffer(api, shop(), cartId, offerId, 2)
      await api.delete(`/store/carts/${cartId}/line-items/${cart.offers[0].lineItemId}`, shop().store)
      expect(await eventually(() => stockOf(api, shop(), offerId), ({ held }) => held === 0)).toMatchObject({ held: 0 })
    })
  })

  describe("Medusa's own line-item route", () => {
    it("can't sell more of an offer's variant than there is", async () => {
      const offerId = await createOffer(api, shop(), { inventory_total: 1 })
      const { data } = await api.get(`/admin/offers/${offerId}`, shop().admin)
      const cartId = await createCart(api, shop(), data.offer.variant_id)
      await api.post(`/store/carts/${cartId}/line-items`, { variant_id: data.offer.variant_id, quantity: 2 }, shop().store)
      expect(await refused(orderByInvoice(api, shop(), cartId))).toMatchObject({ code: "insufficient_stock" })
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 0, held: 0 })
    })

    it("shows no offer in the ordinary catalogue", async () => {
      await createOffer(api, shop())
      const { data } = await api.get("/store/products?fields=title", shop().store)
      expect(data.products.map(({ title }: { title: string }) => title).sort()).toEqual(["Festival ticket", "Other ticket", "Poster"])
    })
  })

  describe("a linked variant", () => {
    it("is sold at the offer's price inside it, and at its own outside", async () => {
      const offerId = await createOffer(api, shop(), {
        variant_id: shop().plainVariantId,
        title: "Signed poster",
        prices: [{ currency_code: "eur", amount: 12 }],
      })
      const cartId = await createCart(api, shop(), shop().plainVariantId)
      const cart = await addOffer(api, shop(), cartId, offerId, 2)
      expect(cart.others).toMatchObject([{ unitPrice: 20, quantity: 1 }])
      expect(cart.offers).toMatchObject([{ title: "Signed poster", unitPrice: 12, quantity: 2 }])
      await orderByInvoice(api, shop(), cartId)
      expect(await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold === 2)).toMatchObject({ sold: 2, held: 0 })
    })

    it("keeps its hold when another line claims it: the price goes with the hold and its limits", async () => {
      const offerId = await createOffer(api, shop(), { variant_id: shop().plainVariantId, prices: [{ currency_code: "eur", amount: 12 }] })
      const cartId = await createCart(api, shop(), shop().plainVariantId)
      const cart = await addOffer(api, shop(), cartId, offerId)
      const [{ lineItemId: special }] = cart.offers
      const [{ lineItemId: ordinary }] = cart.others
      const change = (lineId: string, body: object) => api.post(`/store/carts/${cartId}/line-items/${lineId}`, body, shop().store)
      const { items } = (await api.get(`/store/carts/${cartId}?fields=*items`, shop().store)).data.cart
      const { metadata } = items.find(({ id }: { id: string }) => id === special)
      expect(metadata.offer_hold_id).toBeTruthy()
      await change(ordinary, { quantity: 1, metadata })
      await change(special, { quantity: 1 })
      await api.post(`/store/carts/${cartId}/offer-holds/renew`, {}, shop().store)
      await api.delete(`/store/carts/${cartId}/line-items/${ordinary}`, shop().store)
      await settle()
      const { data } = await api.get(`/store/carts/${cartId}/offers`, shop().store)
      expect(data.cart).toMatchObject({ offers: [{ lineItemId: special, quantity: 1 }], others: [] })
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 1 })
      await change(special, { quantity: 50 })
      expect((await refused(orderByInvoice(api, shop(), cartId))).status).toBe(400)
    })

    it("is written down as sold when the buyer wrote over what its line says", async () => {
      const offerId = await createOffer(api, shop(), { variant_id: shop().plainVariantId, prices: [{ currency_code: "eur", amount: 12 }] })
      const cartId = await createCart(api, shop(), shop().plainVariantId)
      const cart = await addOffer(api, shop(), cartId, offerId, 2)
      const line = `/store/carts/${cartId}/line-items/${cart.offers[0].lineItemId}`
      await api.post(line, { quantity: 2, metadata: { offer_hold_id: "x" } }, shop().store)
      await orderByInvoice(api, shop(), cartId)
      expect(await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold === 2)).toMatchObject({ sold: 2, held: 0 })
    })
  })

  describe("the product made for an offer", () => {
    const productOf = async (offerId: string) => (await offers().retrieveOffer(offerId)).product_id
    const statusOf = async (offerId: string) => (await offers().retrieveOffer(offerId)).status

    it("has a shipping profile as long as the offer is shipped", async () => {
      const offerId = await createOffer(api, shop())
      const productId = await productOf(offerId)
      const profile = async () =>
        (await api.get(`/admin/products/${productId}?fields=shipping_profile.type`, shop().admin)).data.product.shipping_profile?.type ?? null
      const change = (body: object) => refused(api.post(`/admin/offers/${offerId}`, body, shop().admin))
      expect(await profile()).toBeNull()
      await change({ requires_shipping: true })
      expect(await profile()).toBe("default")
      await change({ title: "Warm hoodie" })
      expect(await profile()).toBe("default")
      // A later step fails: the product is as it was.
      const failing = jest.spyOn(offers(), "changeOffer").mockRejectedValueOnce(new Error("killed"))
      expect((await change({ requires_shipping: false })).status).toBe(500)
      failing.mockRestore()
      expect(await profile()).toBe("default")
      await change({ requires_shipping: false })
      expect(await profile()).toBeNull()
    })

    it("takes the offer with it when it is deleted in Medusa, at once and by the sweep", async () => {
      const offerId = await createOffer(api, shop())
      await api.delete(`/admin/products/${await productOf(offerId)}`, shop().admin)
      expect(await eventually(() => statusOf(offerId), (status) => status === "archived")).toBe("archived")
      await settle()
      await offers().updateOffers({ id: offerId, status: "published" })
      const other = await createOffer(api, shop())
      await followOfferProducts(container())
      expect([await statusOf(offerId), await statusOf(other)]).toEqual(["archived", "published"])
      expect(await refused(api.post(`/admin/offers/${offerId}/publish`, {}, shop().admin))).toMatchObject({ code: "variant_not_found" })
    })

    it("says what the offer costs, also when nobody heard of a new price", async () => {
      const offerId = await createOffer(api, shop())
      await offers().updateOfferPrices({ selector: { offer_id: offerId, currency_code: "eur" }, data: { amount: 1 } })
      await followOfferProducts(container())
      const { prices } = (await api.get(`/admin/offers/${offerId}`, shop().admin)).data.offer
      expect(prices).toMatchObject([{ currency_code: "eur", amount: 45, compare_at_amount: 60 }, { currency_code: "usd", amount: 49.5 }])
    })
  })

  describe("an offer's total", () => {
    it("is not lowered below what is sold and held: who holds a unit can pay for it", async () => {
      const offerId = await createOffer(api, shop())
      const cartId = await createCart(api, shop(), null)
      await addOffer(api, shop(), cartId, offerId, 3)
      const lower = (inventory_total: number) => refused(api.post(`/admin/offers/${offerId}`, { inventory_total }, shop().admin))
      expect(await lower(2)).toMatchObject({ status: 400, code: "total_below_promised" })
      expect(await lower(3)).toEqual({ status: 200 })
      await orderByInvoice(api, shop(), cartId)
      await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold === 3)
      expect(await lower(2)).toMatchObject({ status: 400, code: "total_below_sold" })
    })
  })

  describe("an organizer and an attendee at once", () => {
    type Lock = typeof lockOffers
    type Knex = { transaction: <Result>(work: (trx: { raw: (statement: string, bindings?: unknown[]) => Promise<{ rows: never[] }> }) => Promise<Result>) => Promise<Result> }
    const withoutLock: Lock = (sql, ids) => lockOffers((statement, bindings) => sql(statement.replace("for update", ""), bindings), ids)

    /**
     * Puts the two units there are into a cart, while the organizer does something to the offer.
     * @param meet where both wait before they write
     */
    async function race(organizer: (sql: Sql, offerId: string, lock: Lock) => Promise<unknown>, lock: Lock = lockOffers, meet?: () => Promise<void>) {
      const offerId = await createOffer(api, shop(), { inventory_total: 2 })
      const knex = container().resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
      const run = (work: (sql: Sql) => Promise<unknown>) => {
        let waited = !meet
        return knex.transaction((trx) =>
          work(async (statement, bindings) => {
            if (!waited && /^\s*(update|insert)/.test(statement)) {
              waited = true
              await meet?.()
            }
            return (await trx.raw(statement, bindings)).rows
          })
        )
      }
      const wish: ReserveInput = {
        cart_id: "cart_race",
        currency_code: "eur",
        buyer: { customer_id: null, email: null, tickets: [] },
        moment: "add",
        items: [{ offer_id: offerId, quantity: 2 }],
      }
      const outcomes = await Promise.allSettled([
        run((sql) => organizer(sql, offerId, lock)),
        run((sql) => reserve(sql, wish, offers().options, lock)),
      ])
      return outcomes.filter(({ status }) => status === "fulfilled").length
    }

    const halve = async (sql: Sql, offerId: string, lock: Lock) => {
      const total = await lockTotal(sql, offerId, 1, false, lock)
      await sql("update offer set inventory_total = ? where id = ?", [total, offerId])
    }
    const remove = async (sql: Sql, offerId: string, lock: Lock) => {
      await lockUntouchedOffer(sql, offerId, lock)
      await sql("update offer set deleted_at = clock_timestamp() where id = ?", [offerId])
    }

    it.each([["lowering the total", halve], ["deleting the offer", remove]])("%s: one of the two is refused", async (_what, organizer) => {
      expect(await race(organizer)).toBe(1)
    })

    it.each([["lowering the total", halve], ["deleting the offer", remove]])("%s: both would be done without the lock", async (_what, organizer) => {
      expect(await race(organizer, withoutLock, barrier(2))).toBe(2)
    })
  })

  it("a payment that begins after its hold ran out holds anew, though nothing can be extended", async () => {
    const offerId = await createOffer(api, shop())
    const cartId = await createCart(api, shop(), null)
    await addOffer(api, shop(), cartId, offerId)
    await runOut(container(), cartId)
    const buyer = { customer_id: null, email: null, tickets: [] }
    const { options } = offers()
    const never = jest.replaceProperty(offers() as { options: typeof options }, "options", { ...options, holdRenewals: 0 })
    await offers().reserve({ cart_id: cartId, currency_code: "eur", buyer, moment: "pay", items: [{ offer_id: offerId, quantity: 1 }] })
    never.restore()
    const [{ live, expires_at, at }] = await offers().listCartHolds(cartId)
    expect(live).toBe(true)
    expect(expires_at.getTime() - at.getTime()).toBeGreaterThan((options.paymentMinutes - 1) * 60_000)
  })

  it("carts that the sweep can't settle don't keep the others waiting", async () => {
    const offerId = await createOffer(api, shop())
    const carts = [await createCart(api, shop(), null), await createCart(api, shop(), null)]
    for (const cartId of carts) {
      await addOffer(api, shop(), cartId, offerId)
      await runOut(container(), cartId)
    }
    const taken = [await offers().takeExpiredCarts(1), await offers().takeExpiredCarts(1), await offers().takeExpiredCarts(1)].flat()
    expect([...taken.slice(0, 2)].sort()).toEqual([...carts].sort())
    expect(taken[2]).toBe(taken[0])
  })

  describe("customers", () => {
    it("a stranger sees and changes nothing of another customer's cart", async () => {
      const offerId = await createOffer(api, shop())
      const owner = await signUp(api, shop(), "owner@example.com")
      const stranger = await signUp(api, shop(), "stranger@example.com")
      const cartId = await createCart(api, shop(), null, owner)
      expect((await refused(api.post(`/store/carts/${cartId}/offers`, { offerId }, owner))).status).toBe(200)
      for (const someone of [stranger, shop().store]) {
        const calls = [
          api.get(`/store/carts/${cartId}/offers`, someone),
          api.get(`/store/offers?cartId=${cartId}`, someone),
          api.post(`/store/carts/${cartId}/offers`, { offerId }, someone),
          api.post(`/store/carts/${cartId}/offers/${offerId}`, { quantity: 5 }, someone),
          api.delete(`/store/carts/${cartId}/offers/${offerId}`, someone),
          api.post(`/store/carts/${cartId}/offer-holds/renew`, {}, someone),
          api.post(`/store/carts/${cartId}/checkout-session`, {}, someone),
          api.post(`/store/carts/${cartId}/checkout-session/confirm`, {}, someone),
        ]
        for (const answer of await Promise.all(calls.map(refused))) {
          expect(answer).toMatchObject({ status: 404, code: "cart_not_found" })
        }
      }
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 1 })
    })

    it("see their own purchases only, and guests none", async () => {
      const offerId = await createOffer(api, shop(), { per_customer_limit: 1, requires_ticket: true })
      const buyer = await signUp(api, shop(), "buyer@example.com")
      const other = await signUp(api, shop(), "other@example.com")
      const cartId = await createCart(api, shop(), shop().tickets.standard, buyer)
      await api.post(`/store/carts/${cartId}/offers`, { offerId }, buyer)
      const { data } = await orderByInvoice(api, shop(), cartId)
      const mine = async (options: typeof buyer) => (await api.get("/store/customers/me/offer-purchases", options)).data
      const purchases = await eventually(() => mine(buyer), ({ count }) => count === 1)
      expect(purchases.purchases).toMatchObject([
        { offerId, title: "Hoodie", quantity: 1, status: "PENDING", orderId: data.order.id, orderDisplayId: data.order.display_id, currency: "eur" },
      ])
      expect((await mine(other)).count).toBe(0)
      expect((await refused(api.get("/store/customers/me/offer-purchases", shop().store))).status).toBe(401)

      // The ticket bought earlier opens the offer, and the unit bought earlier counts against the limit.
      const next = await createCart(api, shop(), null, buyer)
      await eventually(async () => (await api.get("/store/customers/me/tickets", buyer)).data, ({ count }) => count === 1)
      expect(await refused(api.post(`/store/carts/${next}/offers`, { offerId }, buyer))).toMatchObject({ code: "limit_per_customer" })
    })
  })
})
