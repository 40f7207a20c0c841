import { testApp } from "../support/app"
import { CARD } from "../support/cards"
import { eventually } from "../support/checkout"
import { addOffer, createCart, createOffer, orderByInvoice, refused, stockOf } from "../support/shop"

testApp(({ api, shop, stripe }) => {
  describe("an offer from the admin to the order", () => {
    it("is listed, held, ordered and written down once", async () => {
      const { store } = shop()
      const offerId = await createOffer(api, shop())
      const list = await api.get(`/store/offers?eventId=${shop().eventId}&regionId=${shop().regionId}`, store)
      expect(list.data).toMatchObject({ count: 1, offset: 0 })
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
      const confirmed = await api.post(`/store/carts/${cartId}/checkout-session/confirm`, {}, shop().store)
      expect(confirmed.data).toMatchObject({ status: "placed" })
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
})
