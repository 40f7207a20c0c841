import type { AxiosRequestConfig } from "axios"
import Stripe from "stripe"
import { testApp } from "../support/app"
import { CARD } from "../support/cards"
import { confirmed, eventually } from "../support/checkout"
import { signUp } from "../support/customer"
import { addOffer, createCart, createOffer, orderByInvoice, refused, stockOf } from "../support/shop"

testApp(({ api, shop, stripe, settle }) => {
  describe("an offer from the admin to the order", () => {
    it("is listed, held, ordered and written down once", async () => {
      const { store } = shop()
      const offerId = await createOffer(api, shop())
      const list = await api.get(`/store/offers?eventId=${shop().eventId}&regionId=${shop().regionId}`, store)
      expect(list.data).toMatchObject({ count: 1, offset: 0 })
      expect(Math.abs(Date.parse(list.data.serverTime) - Date.now())).toBeLessThan(60_000)
      expect(list.data.offers[0]).toMatchObject({
        id: offerId,
        title: "Hoodie",
        price: 45,
        originalPrice: 60,
        currency: "eur",
        offerType: "MERCHANDISE",
        inventory: { total: 10, available: 10, sold: 0 },
        purchasable: true,
        refusal: null,
      })
      const cartId = await createCart(api, shop(), shop().tickets.standard)
      const cart = await addOffer(api, shop(), cartId, offerId, 2)
      expect(cart.tickets).toHaveLength(1)
      expect(cart.eventIds).toEqual([shop().eventId])
      expect(cart.offers[0]).toMatchObject({ offerId, quantity: 2, unitPrice: 45, hold: { state: "live", renewalsLeft: 10 } })
      expect(cart.offers[0].hold.remainingSeconds).toBeGreaterThan(14 * 60)
      expect(await stockOf(api, shop(), offerId)).toEqual({ total: 10, sold: 0, held: 2, available: 8 })

      const { data } = await orderByInvoice(api, shop(), cartId)
      expect(data.type).toBe("order")
      const sold = await eventually(() => stockOf(api, shop(), offerId), (stock) => stock.sold === 2)
      expect(sold).toEqual({ total: 10, sold: 2, held: 0, available: 8 })
      const purchases = await api.get(`/admin/offers/${offerId}/purchases`, shop().admin)
      expect(purchases.data.purchases).toMatchObject([
        { order_id: data.order.id, order_display_id: data.order.display_id, quantity: 2, status: "PENDING", currency_code: "eur" },
      ])
      expect(Number(purchases.data.purchases[0].unit_price)).toBe(45)
      expect(Number(purchases.data.purchases[0].total)).toBeCloseTo(2 * 45 * 1.19, 6)
    })

    it("is paid through the hosted page", async () => {
      const offerId = await createOffer(api, shop())
      const cartId = await createCart(api, shop(), shop().tickets.standard)
      await addOffer(api, shop(), cartId, offerId)
      const { data } = await api.post(`/store/carts/${cartId}/checkout-session`, {}, shop().store)
      expect(data.order).toMatchObject({ id: cartId, status: "PENDING_PAYMENT", currency: "eur" })
      const sessionId = new URL(data.checkoutUrl).pathname.split("/").pop() as string
      expect((await api.post(`/store/carts/${cartId}/checkout-session/confirm`, {}, shop().store)).data.status).toBe("open")
      stripe().payCheckoutSession(sessionId, CARD)
      expect(await confirmed(api, shop(), cartId)).toMatchObject({ status: "placed" })
      const sold = await eventually(() => stockOf(api, shop(), offerId), (stock) => stock.sold === 1)
      expect(sold).toMatchObject({ sold: 1, held: 0 })
    })
  })

  it("refuses what a rule forbids, with its code", async () => {
    const offerId = await createOffer(api, shop(), { inventory_total: 3 })
    const cartId = await createCart(api, shop(), shop().tickets.standard)
    expect(await refused(api.post(`/store/carts/${cartId}/offers`, { offerId, quantity: 4 }, shop().store))).toMatchObject({
      status: 400,
      code: "insufficient_stock",
      message: "Only 3 of Hoodie left.",
    })
    expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 0 })
  })

  it("sells halves from Medusa's own route as the whole units that Medusa makes of them", async () => {
    const offerId = await createOffer(api, shop())
    const { data } = await api.get(`/admin/offers/${offerId}`, shop().admin)
    const cartId = await createCart(api, shop(), null)
    for (const half of ["first", "second"]) {
      await api.post(`/store/carts/${cartId}/line-items`, { variant_id: data.offer.variant_id, quantity: 0.5, metadata: { half } }, shop().store)
    }
    await orderByInvoice(api, shop(), cartId)
    expect(await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold > 0)).toMatchObject({ sold: 2, held: 0 })
    const purchases = (await api.get(`/admin/offers/${offerId}/purchases`, shop().admin)).data.purchases
    expect(purchases.map(({ quantity }: { quantity: number }) => quantity)).toEqual([1, 1])
  })

  describe("a direct purchase with an Idempotency-Key", () => {
    const purchase = (offerId: string, key: string | null, more: object = {}, options: AxiosRequestConfig = shop().store) =>
      api.post(
        `/store/offers/${offerId}/purchase`,
        { regionId: shop().regionId, email: "attendee@example.com", quantity: 2, ...more },
        { headers: { ...options.headers, ...(key === null ? {} : { "idempotency-key": key }) } as never }
      )
    const cartOf = async (call: ReturnType<typeof purchase>) => (await call).data.order.id as string

    it("is one cart, one hold and one page, however often it is sent", async () => {
      const offerId = await createOffer(api, shop())
      // The page is made anew when the offer's Stripe Price is there.
      await settle()
      const { data: first } = await purchase(offerId, "key-1")
      const { data: again } = await purchase(offerId, "key-1")
      expect(again).toEqual({ ...first, checkoutToken: again.checkoutToken })
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 2 })
      // Without one, and with another, it is another purchase.
      const others = [await cartOf(purchase(offerId, null)), await cartOf(purchase(offerId, "key-2"))]
      expect(new Set([first.order.id, ...others]).size).toBe(3)
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 6 })
    })

    it("leads back to its cart, which the shop couldn't name before there was one", async () => {
      const offerId = await createOffer(api, shop())
      const successUrl = "http://localhost:8000/checkout/return?cart={CART_ID}"
      const { data } = await purchase(offerId, null, { successUrl })
      const client = new Stripe("sk_test_integration", { host: "localhost", port: stripe().port, protocol: "http" })
      const page = await client.checkout.sessions.retrieve(new URL(data.checkoutUrl).pathname.split("/").pop() as string)
      expect(page.success_url).toBe(`http://localhost:8000/checkout/return?cart=${data.order.id}`)
    })

    it("is one when sent several times at once", async () => {
      const offerId = await createOffer(api, shop())
      await createCart(api, shop(), null)
      const carts = await Promise.all(Array.from({ length: 4 }, () => cartOf(purchase(offerId, "key-1"))))
      expect(new Set(carts).size).toBe(1)
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 2 })
    })

    it("can be sent again when it was refused, and is over once it is paid", async () => {
      const offerId = await createOffer(api, shop(), { inventory_total: 1 })
      expect(await refused(purchase(offerId, "key-1"))).toMatchObject({ code: "insufficient_stock" })
      await api.post(`/admin/offers/${offerId}`, { inventory_total: 2 }, shop().admin)
      const { data } = await purchase(offerId, "key-1")
      stripe().payCheckoutSession(new URL(data.checkoutUrl).pathname.split("/").pop() as string, CARD)
      expect(await confirmed(api, shop(), data.order.id)).toMatchObject({ status: "placed" })
      expect(await refused(purchase(offerId, "key-1"))).toMatchObject({ status: 400, code: "cart_completed" })
      expect(await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold === 2)).toMatchObject({ sold: 2, held: 0 })
    })

    it("is refused for anything else than it was made for, and for anybody else", async () => {
      const [offerId, otherId] = [await createOffer(api, shop()), await createOffer(api, shop())]
      await purchase(offerId, "key-1")
      const reused = { status: 400, code: "idempotency_key_reused" }
      expect(await refused(purchase(offerId, "key-1", { quantity: 1 }))).toMatchObject(reused)
      expect(await refused(purchase(otherId, "key-1"))).toMatchObject(reused)
      expect(await refused(purchase(offerId, "key-1", {}, await signUp(api, shop(), "eve@example.com")))).toMatchObject(reused)
      expect(await refused(purchase(offerId, "not one"))).toMatchObject({ status: 400, code: "invalid_request" })
      expect(await refused(purchase(offerId, "x".repeat(256)))).toMatchObject({ status: 400, code: "invalid_request" })
    })
  })
})
