import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import Stripe from "stripe"
import type { AxiosRequestConfig } from "axios"
import { OFFER_MODULE } from "../../src/modules/offer"
import { lockOffers } from "../../src/modules/offer/hold-ledger"
import type OfferModuleService from "../../src/modules/offer/service"
import { Sql } from "../../src/utils/sql"
import { beginRefund } from "../../src/modules/offer/refund-ledger"
import { bindTicket } from "../../src/modules/offer/ticket-binding"
import { repairOrderOffers } from "../../src/workflows/checkout/repair-order-offers"
import { recordOrderOffersWorkflow } from "../../src/workflows/checkout/workflows/record-order-offers"
import { sweepOrderAttendees } from "../../src/workflows/program"
import { deliverDueUnits } from "../../src/workflows/fulfillment/deliver-unit"
import { sendMedusaRefunds } from "../../src/workflows/refund/send-medusa-refunds"
import { sendDueRefunds, sendRefund } from "../../src/workflows/refund/send-refund"
import { testApp } from "../support/app"
import { barrier } from "../support/barrier"
import { confirmed, eventually, openPaymentPage, pay } from "../support/checkout"
import { signUp } from "../support/customer"
import { createParcels } from "../support/parcels"
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
  const inTransaction = <Result>(work: (sql: Sql) => Promise<Result>) =>
    knex().transaction((trx) => work(async (statement, bindings) => (await trx.raw(statement, bindings)).rows))
  const service = () => container().resolve<OfferModuleService>(OFFER_MODULE)
  const addCodes = (offerId: string, codes: string[]) => api.post(`/admin/offers/${offerId}/access-codes`, { codes }, shop().admin)
  const unitsOf = async (offerId: string): Promise<Unit[]> =>
    (await api.get(`/admin/offer-units?offer_id=${offerId}&limit=200`, shop().admin)).data.units
  const purchaseOf = async (offerId: string): Promise<Purchase> =>
    (await api.get(`/admin/offer-purchases?offer_id=${offerId}`, shop().admin)).data.purchases[0]
  const refund = async (id: string, quantity: number, restock = true, more: object = {}) => {
    const { refunded_quantity } = await service().retrieveOfferPurchase(id, { select: ["id", "refunded_quantity"] })
    return await api.post(`/admin/offer-purchases/${id}/refund`, { quantity, restock, seen_refunded_quantity: refunded_quantity, ...more }, shop().admin)
  }

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
    const { orderId } = await confirmed(api, shop(), cartId)
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

    it("of an offer limited by ticket belong to the ticket they were bought with: a guest's next order has its own", async () => {
      const offerId = await createOffer(api, shop(), { ...CODES, code_source: "generated", per_ticket_limit: 1 })
      await buy(offerId, 1, shop().tickets.standard)
      await delivered(offerId, 1)
      await buy(offerId, 1, shop().tickets.standard)
      const units = await eventually(() => delivered(offerId, 2), (now) => now.length === 2)
      expect(new Set(units.map(({ attendee }) => attendee?.id)).size).toBe(2)
    })

    it("of such an offer are given out though the ticket is gone", async () => {
      const offerId = await createOffer(api, shop(), { ...CODES, code_source: "generated" })
      await buy(offerId, 1)
      await delivered(offerId, 1)
      await settle()
      await knex().raw("update offer set per_ticket_limit = 1 where id = ?", [offerId])
      await knex().raw("update offer_unit set status = 'PENDING', next_attempt_at = clock_timestamp() where offer_id = ?", [offerId])
      await knex().raw("delete from offer_access_code where offer_id = ?", [offerId])
      await deliverDueUnits(container())
      expect(await unitsOf(offerId)).toMatchObject([{ status: "FULFILLED", attendee: null, problem: null, access_code: expect.any(String) }])
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

    it("shows the buyer what the ticket was bought as and what it is now", async () => {
      const customer = await signUp(api, shop(), "grace@example.com")
      const signedIn = { ...shop(), store: customer }
      const offerId = await createOffer(api, shop(), UPGRADE)
      const cartId = await createCart(api, shop(), shop().tickets.standard, customer)
      await addOffer(api, signedIn, cartId, offerId)
      await orderByInvoice(api, signedIn, cartId)
      await eventually(() => unitsOf(offerId), (units) => units.some(({ status }) => status === "FULFILLED"))
      const { data } = await api.get("/store/customers/me/tickets", customer)
      expect(data.tickets).toMatchObject([{ tier: "VIP", boughtTier: "STANDARD" }])
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

    describe("that charges the difference", () => {
      /** A PREMIUM ticket type between the shop's STANDARD (100) and VIP (200); answers its variant. */
      async function premiumTicket(amount = 160): Promise<string> {
        const { data } = await api.post(
          "/admin/products",
          {
            title: "Premium ticket",
            status: "published",
            options: [{ title: "Kind", values: ["Premium"] }],
            sales_channels: [{ id: shop().salesChannelId }],
            variants: [{ title: "Premium", manage_inventory: false, options: { Kind: "Premium" }, prices: [{ currency_code: "eur", amount }] }],
          },
          shop().admin
        )
        const [{ id }] = data.product.variants
        await api.post(`/admin/events/${shop().eventId}/ticket-types`, { product_variant_id: id, name: "Premium", tier: "PREMIUM" }, shop().admin)
        return id
      }
      const upgradeTo = (upgrade_tier: string, title: string) =>
        createOffer(api, shop(), { ...UPGRADE, title, upgrade_tier, charges_difference: true, prices: [{ currency_code: "eur", amount: 500 }] })
      const lineOf = async (cartId: string, offerId: string, as: AxiosRequestConfig = shop().store) =>
        (await api.get(`/store/carts/${cartId}/offers`, as)).data.cart.offers.find((line: { offerId: string }) => line.offerId === offerId)
      const add = (cartId: string, offerId: string, quantity = 1, as: AxiosRequestConfig = shop().store) =>
        api.post(`/store/carts/${cartId}/offers`, { offerId, quantity }, as)
      const tiersOf = async (customer: AxiosRequestConfig) =>
        (await api.get("/store/customers/me/tickets", customer)).data.tickets.map(({ tier, boughtTier }: Record<string, string>) => `${boughtTier}>${tier}`).sort()
      const listedPrice = async (offerId: string, as: AxiosRequestConfig) =>
        (await api.get(`/store/offers/${offerId}?regionId=${shop().regionId}`, as)).data.offer.price
      async function buyTickets(customer: AxiosRequestConfig, ...variants: string[]): Promise<void> {
        const cartId = await createCart(api, shop(), null, customer)
        for (const variant_id of variants) {
          await api.post(`/store/carts/${cartId}/line-items`, { variant_id, quantity: 1 }, customer)
        }
        const before = (await tiersOf(customer)).length
        await orderByInvoice(api, shop(), cartId)
        await eventually(() => tiersOf(customer), (tiers) => tiers.length === before + variants.length)
      }
      /** Buys one unit for a signed-in customer; answers what it cost. */
      async function upgrade(customer: AxiosRequestConfig, offerId: string): Promise<number> {
        const listed = await listedPrice(offerId, customer)
        const cartId = await createCart(api, shop(), null, customer)
        await add(cartId, offerId, 1, customer)
        const { unitPrice } = await lineOf(cartId, offerId, customer)
        expect(unitPrice).toBe(listed)
        await orderByInvoice(api, shop(), cartId)
        return unitPrice
      }

      it("raises the very ticket it was priced for: the lowest there is", async () => {
        const customer = await signUp(api, shop(), "grace@example.com")
        const premium = await premiumTicket()
        const offerId = await upgradeTo("VIP", "To VIP")
        await buyTickets(customer, premium)
        await buyTickets(customer, shop().tickets.standard)
        expect(await upgrade(customer, offerId)).toBe(100)
        expect(await eventually(() => tiersOf(customer), (tiers) => tiers.includes("STANDARD>VIP"))).toEqual(["PREMIUM>PREMIUM", "STANDARD>VIP"])
        // What is left to raise is the dearer one.
        expect(await upgrade(customer, offerId)).toBe(40)
        expect(await eventually(() => tiersOf(customer), (tiers) => tiers.includes("PREMIUM>VIP"))).toEqual(["PREMIUM>VIP", "STANDARD>VIP"])
      })

      it("counts what was paid for the ticket's tier already, delivered or not, and gives that back", async () => {
        const customer = await signUp(api, shop(), "grace@example.com")
        await premiumTicket()
        const [toPremium, toVip] = [await upgradeTo("PREMIUM", "To Premium"), await upgradeTo("VIP", "To VIP")]
        await buyTickets(customer, shop().tickets.standard)
        expect(await upgrade(customer, toPremium)).toBe(60)
        // At once, before anybody has delivered anything; as after.
        await delivered(toPremium, 1)
        await settle()
        await knex().raw("update offer_unit set status = 'PENDING', attendee_id = null, next_attempt_at = null where offer_id = ?", [toPremium])
        await knex().raw("update offer_purchase set status = 'PENDING' where offer_id = ?", [toPremium])
        await knex().raw("update program_attendee set tier = 'STANDARD' where tier = 'PREMIUM'")
        expect(await listedPrice(toVip, customer)).toBe(40)
        await knex().raw("update offer_unit set next_attempt_at = now() where offer_id = ?", [toPremium])
        await deliverDueUnits(container())
        expect(await tiersOf(customer)).toEqual(["STANDARD>PREMIUM"])
        expect(await upgrade(customer, toVip)).toBe(40)
        await delivered(toVip, 1)
        expect(await eventually(() => tiersOf(customer), (tiers) => tiers[0] === "STANDARD>VIP")).toEqual(["STANDARD>VIP"])
        await refund((await purchaseOf(toVip)).id, 1)
        expect(await eventually(() => tiersOf(customer), (tiers) => tiers[0] === "STANDARD>PREMIUM")).toEqual(["STANDARD>PREMIUM"])
        await refund((await purchaseOf(toPremium)).id, 1)
        expect(await eventually(() => tiersOf(customer), (tiers) => tiers[0] === "STANDARD>STANDARD")).toEqual(["STANDARD>STANDARD"])
        expect(await listedPrice(toVip, customer)).toBe(100)
      })

      it("costs no more in two steps of one cart, in whatever order they are delivered", async () => {
        const customer = await signUp(api, shop(), "grace@example.com")
        await premiumTicket()
        const [toVip, toPremium] = [await upgradeTo("VIP", "To VIP"), await upgradeTo("PREMIUM", "To Premium")]
        await buyTickets(customer, shop().tickets.standard)
        const cartId = await createCart(api, shop(), null, customer)
        const prices = async () => [(await lineOf(cartId, toPremium, customer)).unitPrice, (await lineOf(cartId, toVip, customer)).unitPrice]
        await add(cartId, toVip, 1, customer)
        await add(cartId, toPremium, 1, customer)
        expect(await prices()).toEqual([60, 100])
        expect(await refused(orderByInvoice(api, shop(), cartId))).toMatchObject({ code: "price_changed" })
        await api.post(`/store/carts/${cartId}/offers/${toVip}`, { quantity: 1 }, customer)
        expect(await prices()).toEqual([60, 40])
        await orderByInvoice(api, shop(), cartId)
        expect(await eventually(() => tiersOf(customer), (tiers) => tiers[0] === "STANDARD>VIP")).toEqual(["STANDARD>VIP"])
        expect((await delivered(toPremium, 1))[0].attendee?.id).toBe((await delivered(toVip, 1))[0].attendee?.id)
      })

      it("is one order after the other for tickets that cost differently to raise", async () => {
        const cartId = await createCart(api, shop(), shop().tickets.standard)
        const variant_id = await premiumTicket()
        await api.post(`/store/carts/${cartId}/line-items`, { variant_id, quantity: 1 }, shop().store)
        const offerId = await upgradeTo("VIP", "To VIP")
        expect(await refused(add(cartId, offerId, 2))).toMatchObject({ status: 400, code: "upgrade_prices_differ" })
        await add(cartId, offerId)
        const { data } = await api.get(`/store/offers?eventId=${shop().eventId}&cartId=${cartId}`, shop().store)
        expect(data.offers[0]).toMatchObject({ id: offerId, price: 100, purchasable: false, refusal: { code: "upgrade_prices_differ" } })
        expect(await refused(add(cartId, offerId))).toMatchObject({ status: 400, code: "upgrade_prices_differ" })
        expect(await lineOf(cartId, offerId)).toMatchObject({ quantity: 1, unitPrice: 100 })
      })

      it("is checked on every line of a cart, such as one that Medusa's own route added", async () => {
        const offerId = await upgradeTo("VIP", "To VIP")
        const cartId = await createCart(api, shop(), null)
        await api.post(`/store/carts/${cartId}/line-items`, { variant_id: shop().tickets.standard, quantity: 2 }, shop().store)
        await add(cartId, offerId)
        const { data } = await api.get(`/admin/offers/${offerId}`, shop().admin)
        await api.post(`/store/carts/${cartId}/line-items`, { variant_id: data.offer.variant_id, quantity: 1, metadata: { mine: true } }, shop().store)
        expect(await refused(api.post(`/store/carts/${cartId}/checkout-session`, {}, shop().store))).toMatchObject({ status: 400, code: "price_changed" })
        expect(await refused(orderByInvoice(api, shop(), cartId))).toMatchObject({ code: "price_changed" })
      })
    })

    /** Binds units in transactions of their own at once, each of which looks around at its leisure before it chooses. */
    async function bindAtOnce(unitIds: string[], ticketIds: string[], lock?: typeof lockOffers): Promise<(string | null)[]> {
      const all = barrier(unitIds.length)
      return await Promise.all(
        unitIds.map((id) =>
          inTransaction(async (sql) => {
            const slow: Sql = async (statement, bindings) => {
              const rows = await sql(statement, bindings)
              if (statement.startsWith("select attendee_id as ticket_id")) {
                await (lock ? all() : sql("select pg_sleep(0.3)"))
              }
              return rows as never
            }
            return await bindTicket(slow, id, ticketIds, (bound) => ticketIds.find((one) => !bound.some(({ ticket_id }) => ticket_id === one)) ?? null, lock)
          })
        )
      )
    }
    /** Two upgrades to different tiers, bought for two tickets and not delivered yet. */
    async function twoUpgrades(): Promise<string[]> {
      const offers = [await createOffer(api, shop(), UPGRADE), await createOffer(api, shop(), { ...UPGRADE, title: "To Premium", upgrade_tier: "PREMIUM" })]
      for (const offerId of offers) {
        await buy(offerId, 1, shop().tickets.standard)
        await delivered(offerId, 1)
      }
      await settle()
      await knex().raw("update offer_unit set status = 'PENDING', attendee_id = null, next_attempt_at = null")
      return (await Promise.all(offers.map(unitsOf))).flat().map(({ id }) => id)
    }

    it("chooses under a lock: two at once raise two tickets", async () => {
      const tickets = ["att_1", "att_2"]
      expect((await bindAtOnce(await twoUpgrades(), tickets)).sort()).toEqual(tickets)
    })

    it("would choose the same ticket twice without the lock", async () => {
      expect(await bindAtOnce(await twoUpgrades(), ["att_1", "att_2"], async () => new Map())).toEqual(["att_1", "att_1"])
    })

    it("whose events were lost is raised and lowered by the sweep", async () => {
      const offerId = await createOffer(api, shop(), UPGRADE)
      await buy(offerId, 1, shop().tickets.standard)
      await delivered(offerId, 1)
      await settle()
      const { id } = await purchaseOf(offerId)
      await service().beginRefund({ purchase_id: id, quantity: 1, restock: true, note: null, seen_refunded_quantity: 0, by: null })
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

    it("belongs to the buyer's ticket where only some tiers may have it, also when it was done before that was found", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage", target_tiers: ["STANDARD"] })
      await buy(offerId, 1, shop().tickets.standard)
      const [{ id, attendee }] = await eventually(() => unitsOf(offerId), ([unit]) => unit.attendee !== null)
      expect(attendee).toMatchObject({ tier: "STANDARD" })
      await settle()
      // As it is before anybody looked for the ticket.
      await knex().raw("update offer_unit set attendee_id = null, next_attempt_at = clock_timestamp() where id = ?", [id])
      await api.post("/admin/offer-units/fulfill", { ids: [id] }, shop().admin)
      await deliverDueUnits(container())
      expect(await unitsOf(offerId)).toMatchObject([{ status: "FULFILLED", attendee: { id: attendee?.id }, problem: null }])
      expect(await service().retrieveOfferUnit(id)).toMatchObject({ next_attempt_at: null })
    })

    it("a ticket that was let in has no problem any more", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Backstage tour", delivery_method: "QR_TICKET" })
      await buy(offerId)
      const [{ id }] = await unitsOf(offerId)
      await knex().raw("update offer_unit set problem_code = 'ticket_not_found', problem_message = 'None', next_attempt_at = clock_timestamp() where id = ?", [id])
      await service().checkIn(id, shop().eventId, "user")
      expect(await unitsOf(offerId)).toMatchObject([{ status: "FULFILLED", problem: null }])
    })

    it("is refused for what is delivered by itself", async () => {
      const offerId = await createOffer(api, shop(), { type: "EXCLUSIVE_CONTENT", title: "Recordings" })
      await buy(offerId)
      const [{ id, problem }] = await eventually(() => unitsOf(offerId), ([unit]) => unit.problem !== null)
      expect(problem).toMatchObject({ code: "no_files" })
      const { data } = await api.post("/admin/offer-units/fulfill", { ids: [id] }, shop().admin)
      expect(data.results[0].error.code).toBe("not_by_hand")
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

  it("each file is asked for once, however many units wait for it", async () => {
    const offerId = await createOffer(api, shop(), { type: "EXCLUSIVE_CONTENT", title: "Recordings" })
    const files = container().resolve(Modules.FILE)
    const stored = await files.createFiles(
      ["a.pdf", "b.pdf"].map((filename) => ({ filename, mimeType: "application/pdf", content: Buffer.from("%PDF").toString("base64"), access: "private" as const }))
    )
    await service().createOfferAssets(stored.map(({ id }) => ({ offer_id: offerId, name: "a.pdf", mime_type: "application/pdf", size: 4, file_id: id })))
    const opened = jest.spyOn(files, "getDownloadStream")
    try {
      await buy(offerId, 4)
      await delivered(offerId, 4)
      expect(opened).toHaveBeenCalledTimes(2)
    } finally {
      opened.mockRestore()
      await files.deleteFiles(stored.map(({ id }) => id))
    }
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

  describe("a parcel", () => {
    /** Three caps bought without an address, which Medusa would ask a shipping option for, and the warehouse that sends them. */
    async function threeCaps() {
      const offerId = await createOffer(api, shop(), { type: "MERCHANDISE", title: "Cap" })
      await knex().raw("update offer set delivery_method = 'SHIPMENT' where id = ?", [offerId])
      const order = await buy(offerId, 3)
      const { locationId, options } = await createParcels(api, shop(), { Parcel: 0 })
      const send = (quantity: number) =>
        refused(
          api.post(
            `/admin/orders/${order.id}/fulfillments`,
            { location_id: locationId, shipping_option_id: options.Parcel, items: [{ id: order.items[0].id, quantity }] },
            shop().admin
          )
        )
      const callBack = async () => {
        const { data } = await api.get(`/admin/orders/${order.id}?fields=id,*fulfillments`, shop().admin)
        const [{ id }] = data.order.fulfillments.filter((one: { canceled_at: string | null }) => !one.canceled_at)
        await api.post(`/admin/orders/${order.id}/fulfillments/${id}/cancel`, {}, shop().admin)
      }
      const states = async () => (await unitsOf(offerId)).map(({ status }) => status).sort()
      const reaches = (...expected: string[]) => eventually(states, (now) => now.join() === expected.join())
      return { offerId, order, send, callBack, reaches, purchase: await purchaseOf(offerId) }
    }

    it("that was refunded is not sent any more", async () => {
      const { purchase, send, reaches } = await threeCaps()
      await refund(purchase.id, 1)
      expect(await send(3)).toMatchObject({ status: 400, code: "purchase_refunded" })
      expect(await send(2)).toEqual({ status: 200 })
      expect(await reaches("FULFILLED", "FULFILLED", "REVOKED")).toEqual(["FULFILLED", "FULFILLED", "REVOKED"])
      expect(await send(1)).toMatchObject({ code: "purchase_refunded" })
    })

    it("that is called back is owed again, and sent again", async () => {
      const { offerId, send, callBack, reaches } = await threeCaps()
      await send(2)
      expect(await reaches("FULFILLED", "FULFILLED", "PENDING")).toHaveLength(3)
      await callBack()
      expect(await reaches("PENDING", "PENDING", "PENDING")).toEqual(["PENDING", "PENDING", "PENDING"])
      expect(await purchaseOf(offerId)).toMatchObject({ status: "PENDING", fulfilled_quantity: 0 })
      await send(3)
      expect(await reaches("FULFILLED", "FULFILLED", "FULFILLED")).toEqual(["FULFILLED", "FULFILLED", "FULFILLED"])
    })

    it("that is called back because it was refunded leaves what is still owed", async () => {
      const { purchase, send, callBack, reaches } = await threeCaps()
      await send(3)
      await reaches("FULFILLED", "FULFILLED", "FULFILLED")
      await refund(purchase.id, 1)
      await callBack()
      expect(await reaches("PENDING", "PENDING", "REVOKED")).toEqual(["PENDING", "PENDING", "REVOKED"])
      expect(await send(3)).toMatchObject({ code: "purchase_refunded" })
      expect(await send(2)).toEqual({ status: 200 })
      expect(await reaches("FULFILLED", "FULFILLED", "REVOKED")).toEqual(["FULFILLED", "FULFILLED", "REVOKED"])
    })

    it("whose calling back nobody heard of is found by the sweep", async () => {
      const { order, send, callBack, reaches } = await threeCaps()
      await send(2)
      await reaches("FULFILLED", "FULFILLED", "PENDING")
      await callBack()
      await settle()
      await knex().raw("update offer_unit set status = 'FULFILLED', fulfilled_at = clock_timestamp() where order_id = ? and position < 2", [order.id])
      await sweepOrderAttendees(container(), { settleSeconds: 0, alsoRepair: repairOrderOffers })
      expect(await reaches("PENDING", "PENDING", "PENDING")).toEqual(["PENDING", "PENDING", "PENDING"])
    })

    it("that a fulfilment sent is called back by cancelling that, not by hand", async () => {
      const { offerId, send, reaches } = await threeCaps()
      await send(1)
      await reaches("FULFILLED", "PENDING", "PENDING")
      const sent = (await unitsOf(offerId)).find(({ status }) => status === "FULFILLED") as Unit
      const { data } = await api.post("/admin/offer-units/reopen", { ids: [sent.id] }, shop().admin)
      expect(data.results).toMatchObject([{ status: "FULFILLED", error: { code: "shipped_by_fulfillment" } }])
    })

    it("marked as handed over by the organizer stays so", async () => {
      const { offerId, send, callBack, reaches } = await threeCaps()
      const [{ id }] = await unitsOf(offerId)
      await api.post("/admin/offer-units/fulfill", { ids: [id] }, shop().admin)
      await send(2)
      expect(await reaches("FULFILLED", "FULFILLED", "PENDING")).toHaveLength(3)
      await callBack()
      expect(await reaches("FULFILLED", "PENDING", "PENDING")).toEqual(["FULFILLED", "PENDING", "PENDING"])
    })
  })

  describe("a refund", () => {
    const intentOf = async (orderId: string) => {
      const { data } = await api.get(`/admin/orders/${orderId}?fields=*payment_collections.payments,*payment_collections.payments.refunds`, shop().admin)
      return data.order.payment_collections[0].payments[0] as { amount: number; data: { payment_intent: string }; refunds: { amount: number }[] }
    }
    const refundsAt = async (orderId: string) => (await intentOf(orderId)).refunds.map(({ amount }) => amount)
    const REFUNDS = { method: "POST", path: "^/v1/refunds$" }
    /** What Stripe has sent back, newest first, in minor units. */
    const sentBy = async (orderId: string) => {
      const client = new Stripe("sk_test_integration", { host: "localhost", port: stripe().port, protocol: "http" })
      const { data } = await client.refunds.list({ payment_intent: (await intentOf(orderId)).data.payment_intent, limit: 100 })
      return data.map(({ amount }) => amount)
    }
    const dueNow = () => knex().raw("update offer_refund set next_attempt_at = clock_timestamp() where status <> 'done'")

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
      stripe().faults.add({ match: REFUNDS, status: 500, times: 20 })
      const { data } = await refund(id, 1)
      expect(data.refund).toMatchObject({ status: "failed", amount: total })
      expect((await unitsOf(offerId))[0].status).toBe("REVOKED")
      stripe().faults.clear()
      await dueNow()
      await Promise.all([sendDueRefunds(container()), sendDueRefunds(container())])
      await sendDueRefunds(container())
      expect(await refundsAt(orderId)).toEqual([total])
      expect(await sentBy(orderId)).toEqual([Math.round(total * 100)])
      expect((await service().listOfferRefunds({ purchase_id: id }))[0].status).toBe("done")
    })

    /** A refund written down and not sent, of one of three units: twice as much would be left to send it again. */
    async function unsent() {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      const orderId = await buyByCard(offerId, 3)
      const { id } = await purchaseOf(offerId)
      const row = await service().beginRefund({ purchase_id: id, quantity: 1, restock: true, note: null, seen_refunded_quantity: 0, by: null })
      return { orderId, row, share: Number(row.amount) }
    }

    it("is sent by one of two sweeps at once", async () => {
      const { orderId, row, share } = await unsent()
      await Promise.all([sendRefund(container(), row), sendRefund(container(), row)])
      expect(await refundsAt(orderId)).toEqual([share])
      expect(await sentBy(orderId)).toEqual([Math.round(share * 100)])
    })

    it("would be sent by both without the lock", async () => {
      const { orderId, row, share } = await unsent()
      const bothLooked = barrier(2)
      /** Each sends what it saw unsent, however slow the machine is. */
      const looking = new Proxy(container(), {
        get: (app, property) => (property === "resolve" ? (key: string) => resolve(app, key) : Reflect.get(app, property)),
      })
      const resolve = (app: MedusaContainer, key: string) =>
        key !== ContainerRegistrationKeys.QUERY
          ? app.resolve(key)
          : {
              graph: async (input: { entity: string }) => {
                const answer = await app.resolve(ContainerRegistrationKeys.QUERY).graph(input as never)
                await (input.entity === "order" ? bothLooked() : undefined)
                return answer
              },
            }
      const unlocked = (_key: string, send: () => Promise<void>) => send()
      await Promise.all([sendRefund(looking, row, unlocked), sendRefund(looking, row, unlocked)])
      expect(await refundsAt(orderId)).toEqual([share, share])
    })

    it("whose answer is lost is not sent again", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      const orderId = await buyByCard(offerId, 3)
      const { id, total } = await purchaseOf(offerId)
      const share = Number((total / 3).toFixed(2))
      stripe().faults.add({ match: REFUNDS, after_execution: true, times: 3 })
      await refund(id, 1)
      stripe().faults.clear()
      await dueNow()
      await sendDueRefunds(container())
      expect(await sentBy(orderId)).toEqual([Math.round(share * 100)])
      expect(await refundsAt(orderId)).toEqual([share])
      expect((await service().listOfferRefunds({ purchase_id: id }))[0].status).toBe("done")
    })

    it("in Medusa's own payment panel that Stripe doesn't answer stays in the books and is sent later, once", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      const orderId = await buyByCard(offerId, 3)
      const { data } = await api.get(`/admin/orders/${orderId}?fields=*payment_collections.payments`, shop().admin)
      const panel = (amount: number) => api.post(`/admin/payments/${data.order.payment_collections[0].payments[0].id}/refund`, { amount }, shop().admin)
      const sweep = async () => {
        await knex().raw("update refund set created_at = clock_timestamp() - interval '1 hour'")
        await sendMedusaRefunds(container())
      }
      stripe().faults.add({ match: REFUNDS, status: 500, times: 3 })
      expect(await refused(panel(10))).toEqual({ status: 200 })
      expect(await sentBy(orderId)).toEqual([])
      await sweep()
      await knex().raw("delete from program_watermark where name = 'medusa-refunds'")
      stripe().faults.add({ match: REFUNDS, after_execution: true, times: 3 })
      expect(await refused(panel(11))).toEqual({ status: 200 })
      await sweep()
      expect(await sentBy(orderId)).toEqual([1100, 1000])
      expect((await refundsAt(orderId)).sort()).toEqual([10, 11])
    })

    it("in Medusa's panel that Stripe never heard of is sent, whatever went back in Stripe's dashboard", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      const orderId = await buyByCard(offerId, 3)
      const { data } = await api.get(`/admin/orders/${orderId}?fields=*payment_collections.payments`, shop().admin)
      const [{ id, data: made }] = data.order.payment_collections[0].payments
      const dashboard = new Stripe("sk_test_integration", { host: "localhost", port: stripe().port, protocol: "http" })
      await dashboard.refunds.create({ payment_intent: made.payment_intent, amount: 2000 })
      const fault = stripe().faults.add({ match: REFUNDS, status: 500, times: 20 })
      await api.post(`/admin/payments/${id}/refund`, { amount: 11 }, shop().admin)
      stripe().faults.clear(fault.id)
      for (let time = 0; time < 2; time += 1) {
        await knex().raw("update refund set created_at = clock_timestamp() - interval '1 hour'")
        await knex().raw("delete from program_watermark where name = 'medusa-refunds'")
        await sendMedusaRefunds(container())
      }
      expect(await sentBy(orderId)).toEqual([1100, 2000])
    })

    it("of an order cancelled while Stripe doesn't answer is sent later, once", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      const orderId = await buyByCard(offerId, 3)
      const { total } = await purchaseOf(offerId)
      stripe().faults.add({ match: REFUNDS, status: 500, times: 20 })
      await api.post(`/admin/orders/${orderId}/cancel`, {}, shop().admin)
      expect(await sentBy(orderId)).toEqual([])
      stripe().faults.clear()
      await knex().raw("update refund set created_at = clock_timestamp() - interval '1 hour'")
      await sendMedusaRefunds(container())
      await sendMedusaRefunds(container())
      expect(await sentBy(orderId)).toEqual([Math.round(Number(total) * 100)])
      expect(await eventually(() => purchaseOf(offerId), ({ status }) => status === "REFUNDED")).toMatchObject({ refunded_quantity: 3 })
    })

    it("gives no more back than was charged, though each line's share was rounded up", async () => {
      // 8.40 and 19 % are 9.996: two of them 19.992, of which 19.99 can be charged.
      const prices = [{ currency_code: "eur", amount: 8.4 }]
      const offers = [await createOffer(api, shop(), { type: "SERVICE", title: "Massage", prices }), await createOffer(api, shop(), { type: "SERVICE", title: "Sauna", prices })]
      const cartId = await createCart(api, shop(), null)
      for (const offerId of offers) {
        await addOffer(api, shop(), cartId, offerId, 1)
      }
      pay(stripe(), await openPaymentPage(api, shop(), cartId))
      const orderId = (await confirmed(api, shop(), cartId)).orderId as string
      await Promise.all(offers.map((offerId) => eventually(() => unitsOf(offerId), (units) => units.length === 1)))
      for (const offerId of offers) {
        const { data } = await refund((await purchaseOf(offerId)).id, 1)
        expect(data.refund).toMatchObject({ status: "done", error: null })
      }
      expect((await sentBy(orderId)).sort()).toEqual([1000, 999])
    })

    it("of an order that was cancelled meanwhile is done, because its money went back with the rest", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      const orderId = await buyByCard(offerId, 3)
      const { id, total } = await purchaseOf(offerId)
      stripe().faults.add({ match: REFUNDS, status: 500, times: 20 })
      expect((await refund(id, 1)).data.refund).toMatchObject({ status: "failed" })
      stripe().faults.clear()
      await api.post(`/admin/orders/${orderId}/cancel`, {}, shop().admin)
      await eventually(() => purchaseOf(offerId), ({ status }) => status === "REFUNDED")
      await dueNow()
      await sendDueRefunds(container())
      expect((await service().listOfferRefunds({ purchase_id: id }))[0]).toMatchObject({ status: "done", error: null })
      expect((await sentBy(orderId)).reduce((sum, amount) => sum + amount, 0)).toBe(Math.round(total * 100))
    })

    it("of an order that nobody paid waits for the money, until the order is cancelled", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      const { id: orderId } = await buy(offerId, 2)
      await knex().raw("update order_payment_collection set deleted_at = clock_timestamp() where order_id = ?", [orderId])
      const { id } = await purchaseOf(offerId)
      expect((await refund(id, 1)).data.refund).toMatchObject({ status: "failed" })
      await api.post(`/admin/orders/${orderId}/cancel`, {}, shop().admin)
      await dueNow()
      await sendDueRefunds(container())
      expect((await service().listOfferRefunds({ purchase_id: id }))[0]).toMatchObject({ status: "done", error: null })
    })

    it("before the payment is captured waits for that, and is sent then, once", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      const { id: orderId } = await buy(offerId, 2)
      const { id, total } = await purchaseOf(offerId)
      const { data } = await refund(id, 1)
      expect(data.refund).toMatchObject({ status: "failed", error: "The order's payment is not captured yet. The money goes back as soon as it is." })
      const again = async () => {
        await dueNow()
        await sendDueRefunds(container())
      }
      await again()
      expect(await refundsAt(orderId)).toEqual([])
      const { data: order } = await api.get(`/admin/orders/${orderId}?fields=*payment_collections.payments`, shop().admin)
      await api.post(`/admin/payments/${order.order.payment_collections[0].payments[0].id}/capture`, {}, shop().admin)
      await eventually(() => refundsAt(orderId), (sent) => sent.length > 0)
      await settle()
      await again()
      expect(await refundsAt(orderId)).toEqual([Number((total / 2).toFixed(2))])
      expect((await service().listOfferRefunds({ purchase_id: id }))[0]).toMatchObject({ status: "done", error: null })
    })

    it("says what it saw, so that the same request sent twice refunds once", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      await buyByCard(offerId, 3)
      const { id } = await purchaseOf(offerId)
      const ask = (body: object) => refused(api.post(`/admin/offer-purchases/${id}/refund`, { quantity: 1, restock: true, ...body }, shop().admin))
      expect(await ask({})).toMatchObject({ status: 400, code: "invalid_request" })
      const answers = await Promise.all([ask({ seen_refunded_quantity: 0 }), ask({ seen_refunded_quantity: 0 })])
      expect(answers.map(({ status, code }) => code ?? status).sort()).toEqual([200, "purchase_changed"])
      expect(await purchaseOf(offerId)).toMatchObject({ refunded_quantity: 1 })
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

    describe("of part of the money in Medusa's own payment panel", () => {
      const unexplained = async (orderId: string) =>
        (await api.get(`/admin/offer-purchases/unexplained-refund?order_id=${orderId}`, shop().admin)).data.unexplained_refund as { amount: number }
      const returned = (id: string, quantity: number, seen = 0) =>
        refund(id, quantity, true, { seen_refunded_quantity: seen, already_returned: true })
      /** Money sent by hand, which says nothing of units. */
      async function sendByHand(orderId: string, amount: number): Promise<void> {
        const { data } = await api.get(`/admin/orders/${orderId}?fields=*payment_collections.payments`, shop().admin)
        await api.post(`/admin/payments/${data.order.payment_collections[0].payments[0].id}/refund`, { amount }, shop().admin)
      }

      it("is seen, and said what for without sending it again, as far as it goes", async () => {
        const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
        const orderId = await buyByCard(offerId, 3)
        const { id, total } = await purchaseOf(offerId)
        const share = Number((total / 3).toFixed(2))
        expect(await unexplained(orderId)).toEqual({ amount: 0, currency_code: "eur" })
        expect(await refused(returned(id, 1))).toMatchObject({ status: 400, code: "exceeds_unexplained_refund" })
        await sendByHand(orderId, share)
        expect(await unexplained(orderId)).toMatchObject({ amount: share })
        expect(await refused(returned(id, 2))).toMatchObject({ code: "exceeds_unexplained_refund" })
        expect(await purchaseOf(offerId)).toMatchObject({ refunded_quantity: 0 })

        const { data } = await returned(id, 1)
        expect(data.refund).toMatchObject({ status: "done", amount: share, error: null })
        expect(data.purchase).toMatchObject({ refunded_quantity: 1, restocked_quantity: 1 })
        expect((await unitsOf(offerId)).filter(({ status }) => status === "REVOKED")).toHaveLength(1)
        expect(await unexplained(orderId)).toMatchObject({ amount: 0 })
        expect(await refused(returned(id, 1))).toMatchObject({ code: "purchase_changed" })
        expect(await refused(returned(id, 1, 1))).toMatchObject({ code: "exceeds_unexplained_refund" })
        await sendDueRefunds(container())
        expect(await refundsAt(orderId)).toEqual([share])
        // Money sent for units says what for by itself.
        await refund(id, 1)
        expect(await refundsAt(orderId)).toHaveLength(2)
        expect(await unexplained(orderId)).toMatchObject({ amount: 0 })
      })

      /** One order of two different offers, each as dear as the money that went back. */
      async function twoOffersAndMoneyForOne() {
        const offers = [await createOffer(api, shop(), { type: "SERVICE", title: "Massage" }), await createOffer(api, shop(), { type: "SERVICE", title: "Sauna" })]
        const cartId = await createCart(api, shop(), null)
        for (const offerId of offers) {
          await addOffer(api, shop(), cartId, offerId, 1)
        }
        pay(stripe(), await openPaymentPage(api, shop(), cartId))
        const orderId = (await confirmed(api, shop(), cartId)).orderId as string
        await Promise.all(offers.map((offerId) => eventually(() => unitsOf(offerId), (units) => units.length === 1)))
        const purchases = await Promise.all(offers.map(purchaseOf))
        await sendByHand(orderId, purchases[0].total)
        return { orderId, purchases, revoked: async () => (await Promise.all(offers.map(purchaseOf))).filter(({ refunded_quantity }) => refunded_quantity === 1).length }
      }

      it("pays for one of two units at once", async () => {
        const { orderId, purchases, revoked } = await twoOffersAndMoneyForOne()
        const outcomes = await Promise.all(purchases.map(({ id }) => refused(returned(id, 1))))
        expect(outcomes.map(({ status, code }) => code ?? status).sort()).toEqual([200, "exceeds_unexplained_refund"])
        expect(await revoked()).toBe(1)
        expect(await unexplained(orderId)).toMatchObject({ amount: 0 })
      })

      it("would pay for both if each locked its own offer alone", async () => {
        const { purchases, revoked } = await twoOffersAndMoneyForOne()
        const ownLockAlone: typeof lockOffers = (sql, offerIds) => lockOffers((statement, bindings) => sql(statement.replace("for update", ""), bindings), offerIds)
        const bothCounted = barrier(2)
        const together =
          (sql: Sql): Sql =>
          async (statement, bindings) => {
            const rows = await sql(statement, bindings)
            if (statement.includes("sum(amount)")) {
              await bothCounted()
            }
            return rows as never
          }
        const request = ({ id, total }: Purchase) => ({
          purchase_id: id,
          quantity: 1,
          restock: true,
          note: null,
          seen_refunded_quantity: 0,
          by: null,
          returned_elsewhere: String(total),
        })
        await Promise.all(purchases.map((purchase) => inTransaction((sql) => beginRefund(together(sql), request(purchase), ownLockAlone))))
        expect(await revoked()).toBe(2)
      })

      it("is not what an edit of the order made it owe", async () => {
        const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
        const orderId = await buyByCard(offerId, 3)
        const { id, total } = await purchaseOf(offerId)
        const edit = async (quantity: number) => {
          const { data } = await api.get(`/admin/orders/${orderId}?fields=items.id`, shop().admin)
          await api.post("/admin/order-edits", { order_id: orderId }, shop().admin)
          await api.post(`/admin/order-edits/${orderId}/items/item/${data.order.items[0].id}`, { quantity }, shop().admin)
          await api.post(`/admin/order-edits/${orderId}/request`, {}, shop().admin)
          await api.post(`/admin/order-edits/${orderId}/confirm`, {}, shop().admin)
          await settle()
        }
        await edit(2)
        await sendByHand(orderId, Number((total / 3).toFixed(2)))
        expect(await unexplained(orderId)).toMatchObject({ amount: 0 })
        // A unit refunded here that an edit takes off afterwards owes nothing more.
        await refund(id, 1)
        await edit(1)
        await sendByHand(orderId, 1)
        expect(await unexplained(orderId)).toMatchObject({ amount: 1 })
      })

      it("is not what a return brought back", async () => {
        const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
        const orderId = await buyByCard(offerId, 2)
        const { total } = await purchaseOf(offerId)
        const { data } = await api.get(`/admin/orders/${orderId}?fields=items.id`, shop().admin)
        await container().resolve(Modules.ORDER).registerFulfillment({ order_id: orderId, items: [{ id: data.order.items[0].id, quantity: 2 }] })
        await container().resolve(Modules.ORDER).createReturn({ order_id: orderId, items: [{ id: data.order.items[0].id, quantity: 1 }] } as never)
        const [back] = await container().resolve(Modules.ORDER).listReturns({ order_id: orderId } as never)
        await container().resolve(Modules.ORDER).receiveReturn({ return_id: back.id, items: [{ id: data.order.items[0].id, quantity: 1 }] } as never)
        await sendByHand(orderId, total / 2 + 1)
        expect(await unexplained(orderId)).toMatchObject({ amount: 1 })
      })
    })
  })

  describe("a guest's link", () => {
    const linkTo = (order_id: string) => api.post("/admin/offer-purchases/buyer-link", { order_id }, shop().admin)

    it("can be made again, leads to the storefront, and shows what was bought", async () => {
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      const { id } = await buy(offerId)
      const { buyer_link } = (await linkTo(id)).data as { buyer_link: { url: string; expires_at: string } }
      const url = new URL(buyer_link.url)
      expect(url.origin + url.pathname).toBe("http://localhost:8000/purchases")
      const days = (Date.parse(buyer_link.expires_at) - Date.now()) / 86_400_000
      expect(days).toBeGreaterThan(89)
      expect(days).toBeLessThanOrEqual(90)
      const { data } = await api.post("/store/offer-purchases", { token: url.searchParams.get("token") }, shop().store)
      expect(data.purchases).toMatchObject([{ title: "Massage", orderId: id }])
    })

    it("is not made for somebody with an account, nor for an order that isn't there", async () => {
      const signedIn = { ...shop(), store: await signUp(api, shop(), "ada@example.com") }
      const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Massage" })
      const cartId = await createCart(api, shop(), null, signedIn.store)
      await addOffer(api, signedIn, cartId, offerId)
      const { data } = await orderByInvoice(api, signedIn, cartId)
      expect(await refused(linkTo(data.order.id))).toMatchObject({ status: 400, code: "buyer_has_account" })
      expect(await refused(linkTo("order_none"))).toMatchObject({ status: 404, code: "order_not_found" })
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
    ["GET", "/admin/offer-purchases/unexplained-refund?order_id=order_1"],
    ["POST", "/admin/offer-purchases/buyer-link"],
    ["POST", "/admin/orders/order_1/fulfillments"],
    ["POST", "/admin/offers/offer_1/duplicate"],
    ["POST", "/admin/offers/offer_1/access-codes"],
    ["GET", "/admin/offers/offer_1/access-codes"],
  ])("a stranger may not %s %s", async (method, url) => {
    expect(await refused(api.request({ method, url, data: {} }))).toMatchObject({ status: 401 })
  })
})
