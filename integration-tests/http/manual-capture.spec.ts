import { Modules } from "@medusajs/framework/utils"
import Stripe from "stripe"
import { testApp } from "../support/app"
import { confirm, confirmed, eventually, openPaymentPage, pay, runOut } from "../support/checkout"
import { addOffer, createCart, createOffer, stockOf } from "../support/shop"

/** The provider's option `captureMethod: "manual"`: a payment reserves the money, and the organizer takes it later. */
testApp(
  ({ api, container, shop, settle, stripe }) => {
    const client = () => new Stripe("sk_test_integration", { host: "localhost", port: stripe().port, protocol: "http" })
    const intentOf = async (sessionId: string) => {
      const { payment_intent } = await client().checkout.sessions.retrieve(sessionId, { expand: ["payment_intent"] })
      return payment_intent as Stripe.PaymentIntent
    }
    const cartWithOffer = async (offer: Record<string, unknown> = {}) => {
      const offerId = await createOffer(api, shop(), offer)
      const cartId = await createCart(api, shop(), shop().tickets.standard)
      await addOffer(api, shop(), cartId, offerId)
      return { offerId, cartId }
    }

    it("is an order with the money reserved, until it is captured in the admin", async () => {
      const { offerId, cartId } = await cartWithOffer()
      const sessionId = await openPaymentPage(api, shop(), cartId)
      pay(stripe(), sessionId)
      const { orderId } = await confirmed(api, shop(), cartId)
      expect(await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold === 1)).toMatchObject({ sold: 1, held: 0 })
      expect(await intentOf(sessionId)).toMatchObject({ status: "requires_capture", amount_received: 0 })
      await settle()
      const { data } = await api.get(`/admin/orders/${orderId}?fields=*payment_collections.payments`, shop().admin)
      await api.post(`/admin/payments/${data.order.payment_collections[0].payments[0].id}/capture`, {}, shop().admin)
      expect((await intentOf(sessionId)).status).toBe("succeeded")
    })

    it("is released, with the reason, when the order is refused", async () => {
      const { offerId, cartId } = await cartWithOffer({ inventory_total: 1 })
      const sessionId = await openPaymentPage(api, shop(), cartId)
      await runOut(container(), cartId)
      await addOffer(api, shop(), await createCart(api, shop(), null), offerId)
      const lost = stripe().faults.add({ drop_webhooks: 10 })
      pay(stripe(), sessionId)
      stripe().faults.clear(lost.id)
      const released = { status: "refunded", orderId: null, message: expect.stringContaining("Hoodie") }
      expect(await confirm(api, shop(), cartId)).toMatchObject(released)
      expect(await intentOf(sessionId)).toMatchObject({ status: "canceled" })
      expect(await confirm(api, shop(), cartId)).toMatchObject(released)
      expect((await api.get("/admin/orders?fields=id", shop().admin)).data.count).toBe(0)
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 0, held: 1 })
    })

    it.each(["tickets alone", "an offer"])("is released when it doesn't pay for a cart with %s any more", async (contents) => {
      const cartId = contents === "an offer" ? (await cartWithOffer()).cartId : await createCart(api, shop(), shop().tickets.standard)
      const sessionId = await openPaymentPage(api, shop(), cartId)
      const carts = container().resolve(Modules.CART)
      const [line] = await carts.listLineItems({ cart_id: cartId })
      await carts.updateLineItems(line.id, { unit_price: Number(line.unit_price) + 1 })
      pay(stripe(), sessionId)
      const settled = await confirmed(api, shop(), cartId)
      expect(settled).toMatchObject({ status: "refunded", orderId: null })
      expect(await intentOf(sessionId)).toMatchObject({ status: "canceled" })
      expect((await api.get("/admin/orders?fields=id", shop().admin)).data.count).toBe(0)
    })
  },
  { STRIPE_CAPTURE_METHOD: "manual" }
)
