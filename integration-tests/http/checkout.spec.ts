import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import Stripe from "stripe"
import { sweepCheckouts } from "../../src/workflows/checkout/sweep-checkouts"
import { undoHalfPlacedOrder } from "../../src/workflows/checkout/undo-half-placed-order"
import type OfferModuleService from "../../src/modules/offer/service"
import { testApp } from "../support/app"
import { CARD } from "../support/cards"
import { confirm, confirmed, eventually, letWatchersLook, openPaymentPage, pay, runOut } from "../support/checkout"
import { addOffer, createCart, createOffer, refused, stockOf } from "../support/shop"

testApp(({ api, container, shop, settle, stripe }) => {
  const client = () => new Stripe("sk_test_integration", { host: "localhost", port: stripe().port, protocol: "http" })

  const cartWithOffer = async (offer: Record<string, unknown> = {}) => {
    const offerId = await createOffer(api, shop(), offer)
    const cartId = await createCart(api, shop(), shop().tickets.standard)
    await addOffer(api, shop(), cartId, offerId)
    return { offerId, cartId }
  }
  /** The stock once the order's event has been handled. */
  const sold = (offerId: string, units: number) => eventually(() => stockOf(api, shop(), offerId), (stock) => stock.sold === units)
  const orderCount = async () => (await api.get("/admin/orders?fields=id", shop().admin)).data.count as number
  const refunds = async (sessionId: string) => {
    const { payment_intent } = await client().checkout.sessions.retrieve(sessionId)
    return (await client().refunds.list({ payment_intent: payment_intent as string })).data
  }

  /** Whether the sweep still looks at a cart. */
  const isWatched = async (cartId: string) => {
    const [attempt] = await container().resolve<OfferModuleService>("offer").listCheckoutAttempts({ cart_id: cartId })
    return attempt.is_open
  }

  const placedOrder = async () => {
    const [{ id }] = (await api.get("/admin/orders?fields=id", shop().admin)).data.orders
    return (await api.get(`/admin/orders/${id}?fields=+summary`, shop().admin)).data.order
  }
  /** Medusa's books of the order follow Stripe's a moment later. */
  const booked = (expected: { paid_total?: number; refunded_total?: number; pending_difference: number }) => {
    const agrees = ({ summary }: { summary: Record<string, number> }) =>
      Object.entries(expected).every(([name, amount]) => Math.abs(summary[name] - amount) < 0.001)
    return eventually(async () => agrees(await placedOrder()), Boolean)
  }
  /** Stripe delivers an event at least once, so perhaps again when all is done. */
  const redeliver = async (sessionIds: string[]) => {
    const events = (await client().events.list({ type: "checkout.session.completed" })).data
    events.filter(({ data }) => sessionIds.includes((data.object as Stripe.Checkout.Session).id)).forEach(({ id }) => stripe().redeliver(id))
  }
  /** A ticket and a hoodie with 19 % VAT, in euros. */
  const PAID = (100 + 45) * 1.19

  describe("a payment that works", () => {
    it("is completed by the webhook alone", async () => {
      const { offerId, cartId } = await cartWithOffer()
      pay(stripe(), await openPaymentPage(api, shop(), cartId))
      expect(await sold(offerId, 1)).toMatchObject({ sold: 1, held: 0 })
      expect(await confirm(api, shop(), cartId)).toMatchObject({ status: "placed" })
      expect(await orderCount()).toBe(1)
    })

    it("confirmed five times at once with the webhook makes one order and one purchase", async () => {
      const { offerId, cartId } = await cartWithOffer()
      const sessionId = await openPaymentPage(api, shop(), cartId)
      pay(stripe(), sessionId)
      const answers = await Promise.all(Array.from({ length: 5 }, () => confirm(api, shop(), cartId)))
      expect(new Set(answers.map(({ orderId }) => orderId).filter(Boolean)).size).toBe(1)
      await sold(offerId, 1)
      await settle()
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 1, held: 0 })
      expect(await orderCount()).toBe(1)
      expect(await refunds(sessionId)).toHaveLength(0)
    })

    it("reported by the same webhook again and again makes one order", async () => {
      const { offerId, cartId } = await cartWithOffer()
      const sessionId = await openPaymentPage(api, shop(), cartId)
      pay(stripe(), sessionId)
      await sold(offerId, 1)
      const events = (await client().events.list({ type: "checkout.session.completed" })).data
      const event = events.find(({ data }) => (data.object as Stripe.Checkout.Session).id === sessionId)
      for (let replay = 0; replay < 3; replay++) {
        stripe().redeliver(event?.id as string)
      }
      await new Promise((resolve) => setTimeout(resolve, 1000))
      await settle()
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 1, held: 0 })
      expect(await orderCount()).toBe(1)
      expect(await refunds(sessionId)).toHaveLength(0)
    })

    it("is made with Medusa's own Stripe provider and a Payment Element", async () => {
      const { offerId, cartId } = await cartWithOffer()
      const { data } = await api.post("/store/payment-collections", { cart_id: cartId }, shop().store)
      const created = await api.post(
        `/store/payment-collections/${data.payment_collection.id}/payment-sessions`,
        { provider_id: "pp_stripe_stripe" },
        shop().store
      )
      const [session] = created.data.payment_collection.payment_sessions
      await client().paymentIntents.confirm(session.data.id, { payment_method: "pm_card_visa", return_url: "http://localhost:8000/" })
      expect(await sold(offerId, 1)).toMatchObject({ sold: 1, held: 0 })
      expect(await orderCount()).toBe(1)
    })

    it("uses the offer's Stripe Price, and asked twice for an unchanged cart answers the same page", async () => {
      const { offerId, cartId } = await cartWithOffer()
      const offer = await eventually(
        async () => (await api.get(`/admin/offers/${offerId}`, shop().admin)).data.offer,
        ({ stripe: catalog }) => catalog.status === "synced"
      )
      const sessionId = await openPaymentPage(api, shop(), cartId)
      expect(await openPaymentPage(api, shop(), cartId)).toBe(sessionId)
      const { data: lines } = await client().checkout.sessions.listLineItems(sessionId)
      const euro = offer.prices.find((price: { currency_code: string }) => price.currency_code === "eur")
      expect(euro.stripe_price_id).toMatch(/^price_/)
      expect(lines.reduce((sum, line) => sum + line.amount_total, 0)).toBe(Math.round(PAID * 100))
    })
  })

  it.each([
    ["a generic refusal", "4000000000000002", "Your card was declined."],
    ["too little money", "4000000000009995", "insufficient funds"],
    ["a card that ran out", "4000000000000069", "expired_card"],
    ["a wrong code", "4000000000000127", "incorrect_cvc"],
  ])("a card refused for %s leaves the page open and the units held, for another card", async (_reason, card, code) => {
    const { offerId, cartId } = await cartWithOffer()
    const sessionId = await openPaymentPage(api, shop(), cartId)
    expect(JSON.stringify(stripe().payCheckoutSession(sessionId, { ...CARD, card }))).toContain(code)
    expect(await confirm(api, shop(), cartId)).toMatchObject({ status: "open", orderId: null })
    expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 0, held: 1 })
    pay(stripe(), sessionId)
    expect(await confirmed(api, shop(), cartId)).toMatchObject({ status: "placed" })
    expect(await sold(offerId, 1)).toMatchObject({ sold: 1, held: 0 })
  })

  describe("a payment that comes too late", () => {
    it("takes the stock again when there is some", async () => {
      const { offerId, cartId } = await cartWithOffer()
      const sessionId = await openPaymentPage(api, shop(), cartId)
      await runOut(container(), cartId)
      pay(stripe(), sessionId)
      expect(await confirmed(api, shop(), cartId)).toMatchObject({ status: "placed" })
      expect(await sold(offerId, 1)).toMatchObject({ sold: 1, held: 0 })
    })

    it("is refunded in full, with a trail, when somebody else has taken it", async () => {
      const { offerId, cartId } = await cartWithOffer({ inventory_total: 1 })
      const sessionId = await openPaymentPage(api, shop(), cartId)
      await runOut(container(), cartId)
      const other = await createCart(api, shop(), null)
      await addOffer(api, shop(), other, offerId)
      pay(stripe(), sessionId)
      const settled = await confirmed(api, shop(), cartId)
      expect(settled).toMatchObject({ status: "refunded", orderId: null, message: "Hoodie is sold out." })
      const [refund, ...more] = await refunds(sessionId)
      expect(refund.amount).toBe(Math.round(PAID * 100))
      expect(more).toHaveLength(0)
      await settle()
      expect(await stockOf(api, shop(), offerId)).toEqual({ total: 1, sold: 0, held: 1, available: 0 })
      expect(await orderCount()).toBe(0)
      const { data } = await api.get(`/admin/offers/${offerId}/activity`, shop().admin)
      expect(data.activities.map(({ kind }: { kind: string }) => kind)).toContain("order_refused")
    })
  })

  describe("a cart whose payment was refused and given back", () => {
    /** Paid too late and refunded; then the stock is there again. */
    const refusedOnce = async () => {
      const { offerId, cartId } = await cartWithOffer({ inventory_total: 1 })
      const sessionId = await openPaymentPage(api, shop(), cartId)
      await runOut(container(), cartId)
      const other = await createCart(api, shop(), null)
      await addOffer(api, shop(), other, offerId)
      payUnheard(sessionId)
      expect(await confirmed(api, shop(), cartId)).toMatchObject({ status: "refunded" })
      await settle()
      await api.delete(`/store/carts/${other}/offers/${offerId}`, shop().store)
      return { offerId, cartId, refusedSession: sessionId }
    }
    const payUnheard = (sessionId: string) => {
      const lost = stripe().faults.add({ drop_webhooks: 10 })
      pay(stripe(), sessionId)
      stripe().faults.clear(lost.id)
    }

    it("becomes an order when it is paid again, and that payment is not given back", async () => {
      const { offerId, cartId, refusedSession } = await refusedOnce()
      const sessionId = await openPaymentPage(api, shop(), cartId)
      payUnheard(sessionId)
      expect(await confirm(api, shop(), cartId)).toMatchObject({ status: "placed" })
      expect(await refunds(sessionId)).toHaveLength(0)
      expect(await sold(offerId, 1)).toMatchObject({ sold: 1, held: 0 })
      // Nor is it taken for one that a crash left half placed: the first payment is in none of its books.
      await undoHalfPlacedOrder(container(), cartId)
      expect(await orderCount()).toBe(1)
      await redeliver([refusedSession, sessionId])
      expect(await booked({ paid_total: 2 * PAID, refunded_total: PAID, pending_difference: 0 })).toBe(true)
    })

    it("can be paid as long as its new page is open, and is watched", async () => {
      const { offerId, cartId } = await refusedOnce()
      const sessionId = await openPaymentPage(api, shop(), cartId)
      expect(await confirm(api, shop(), cartId)).toMatchObject({ status: "open" })
      await letWatchersLook(container(), cartId)
      await sweepCheckouts(container())
      payUnheard(sessionId)
      await letWatchersLook(container(), cartId)
      await sweepCheckouts(container())
      expect(await sold(offerId, 1)).toMatchObject({ sold: 1, held: 0 })
      expect(await refunds(sessionId)).toHaveLength(0)
    })

    it("is told so as long as no new page was asked for", async () => {
      const { cartId } = await refusedOnce()
      await letWatchersLook(container(), cartId)
      await sweepCheckouts(container())
      expect(await confirm(api, shop(), cartId)).toMatchObject({ status: "refunded", message: "Hoodie is sold out." })
    })
  })

  describe("two payment pages of one cart", () => {
    const openAt = async (cartId: string) =>
      (await client().checkout.sessions.list({ limit: 100 })).data.filter(({ metadata, status }) => metadata?.cart_id === cartId && status === "open")
    /** A second page that nobody asked our route for, as two servers without a common lock would make it. */
    const secondPage = async (cartId: string) => {
      const { data } = await container()
        .resolve(ContainerRegistrationKeys.QUERY)
        .graph({ entity: "cart", fields: ["payment_collection.*", "payment_collection.payment_sessions.*"], filters: { id: cartId } })
      const collection = data[0].payment_collection as unknown as { id: string; amount: number; payment_sessions: { data: Record<string, unknown> }[] }
      const { success_url, cancel_url } = collection.payment_sessions[0].data
      const session = await container()
        .resolve(Modules.PAYMENT)
        .createPaymentSession(collection.id, {
          provider_id: "pp_stripe-checkout_stripe-checkout",
          currency_code: "eur",
          amount: collection.amount,
          data: { success_url, cancel_url, cart_id: cartId },
        } as never)
      return session.data?.id as string
    }

    it("are one, when they are asked for at once", async () => {
      const { cartId } = await cartWithOffer()
      const slow = stripe().faults.add({ match: { method: "POST", path: "/v1/checkout/sessions$" }, delay_ms: 300 })
      const answers = await Promise.all([1, 2, 3].map(() => openPaymentPage(api, shop(), cartId)))
      stripe().faults.clear(slow.id)
      expect(new Set(answers).size).toBe(1)
      expect((await openAt(cartId)).map(({ id }) => id)).toEqual([answers[0]])
    })

    it.each(["older", "newer"])("one paid unheard of, the %s: it becomes the order, and the other is closed", async (which) => {
      const { offerId, cartId } = await cartWithOffer()
      const [older, newer] = [await openPaymentPage(api, shop(), cartId), await secondPage(cartId)]
      const [paid, other] = which === "older" ? [older, newer] : [newer, older]
      const lost = stripe().faults.add({ drop_webhooks: 10 })
      pay(stripe(), paid)
      stripe().faults.clear(lost.id)
      expect(await eventually(() => confirm(api, shop(), cartId), ({ status }) => status === "placed")).toMatchObject({ status: "placed" })
      expect(await sold(offerId, 1)).toMatchObject({ sold: 1, held: 0 })
      expect((await client().checkout.sessions.retrieve(other)).status).toBe("expired")
      expect(await refunds(paid)).toHaveLength(0)
    })

    it("end with the order: the one that wasn't paid is closed", async () => {
      const { offerId, cartId } = await cartWithOffer()
      const first = await openPaymentPage(api, shop(), cartId)
      const second = await secondPage(cartId)
      pay(stripe(), first)
      await sold(offerId, 1)
      expect(await eventually(() => openAt(cartId), (open) => !open.length)).toEqual([])
      expect((await client().checkout.sessions.retrieve(second)).status).toBe("expired")
      expect(await refunds(first)).toHaveLength(0)
    })

    it("end with the order, though Stripe doesn't answer for a while: the sweep comes back until it does", async () => {
      const { offerId, cartId } = await cartWithOffer()
      const first = await openPaymentPage(api, shop(), cartId)
      const second = await secondPage(cartId)
      const down = stripe().faults.add({ match: { path: `^/v1/checkout/sessions/${second}` }, status: 500 })
      pay(stripe(), first)
      await sold(offerId, 1)
      await settle()
      const sweep = async () => {
        await letWatchersLook(container(), cartId)
        await sweepCheckouts(container())
      }
      await sweep()
      expect(await isWatched(cartId)).toBe(true)
      stripe().faults.clear(down.id)
      await sweep()
      expect((await client().checkout.sessions.retrieve(second)).status).toBe("expired")
      expect(await isWatched(cartId)).toBe(false)
    })

    it.each(["heard of", "unheard of"])("both paid, the second %s, make one order, and one payment is given back", async (second) => {
      const { offerId, cartId } = await cartWithOffer()
      const pages = [await openPaymentPage(api, shop(), cartId), await secondPage(cartId)]
      const lost = second === "unheard of" ? stripe().faults.add({ drop_webhooks: 1 }) : null
      pay(stripe(), pages[1])
      if (lost) {
        stripe().faults.clear(lost.id)
      }
      pay(stripe(), pages[0])
      await sold(offerId, 1)
      await settle()
      const given = await eventually(
        async () => (await Promise.all(pages.map(refunds))).map((list) => list.reduce((sum, { amount }) => sum + amount, 0)),
        (sums) => sums.some(Boolean)
      )
      expect(given.sort((a, b) => a - b)).toEqual([0, Math.round(PAID * 100)])
      await letWatchersLook(container(), cartId)
      await sweepCheckouts(container())
      expect(await orderCount()).toBe(1)
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 1, held: 0 })
      expect(await booked({ pending_difference: 0 })).toBe(true)
      await redeliver(pages)
      await settle()
      expect(await booked({ paid_total: 2 * PAID, refunded_total: PAID, pending_difference: 0 })).toBe(true)
      expect((await placedOrder()).status).toBe("pending")
      expect((await Promise.all(pages.map(refunds))).flat()).toHaveLength(1)
    })
  })

  describe("a cart whose payment page is being made", () => {
    it("keeps the lock that somebody else has taken meanwhile when Stripe refuses the page", async () => {
      const { cartId } = await cartWithOffer()
      const locking = container().resolve(Modules.LOCKING)
      const fault = stripe().faults.add({ match: { method: "POST", path: "/v1/checkout/sessions$" }, delay_ms: 300, status: 500 })
      const asking = refused(api.post(`/store/carts/${cartId}/checkout-session`, {}, shop().store))
      await eventually(async () => stripe().faults.list()[0].hits, Boolean)
      // As Medusa's own workflows take it, such as one that completes the cart.
      await locking.acquire(cartId, { expire: 60 })
      expect(await asking).toMatchObject({ code: "stripe_unavailable" })
      stripe().faults.clear(fault.id)
      await expect(locking.acquire(cartId, { expire: 60 })).rejects.toThrow()
      await locking.release(cartId)
    })

    it("is charged what it costs, though Medusa's payment collection was left behind", async () => {
      const { cartId } = await cartWithOffer()
      const { data } = await api.post("/store/payment-collections", { cart_id: cartId }, shop().store)
      await container().resolve(Modules.PAYMENT).updatePaymentCollections(data.payment_collection.id, { amount: 1 })
      const page = await client().checkout.sessions.retrieve(await openPaymentPage(api, shop(), cartId))
      expect(page.amount_total).toBe(Math.round(PAID * 100))
    })
  })

  describe("an order that was placed", () => {
    it("is not looked at again because somebody completes its cart once more", async () => {
      const { offerId, cartId } = await cartWithOffer()
      pay(stripe(), await openPaymentPage(api, shop(), cartId))
      await sold(offerId, 1)
      await settle()
      expect(await isWatched(cartId)).toBe(false)
      expect((await api.post(`/store/carts/${cartId}/complete`, {}, shop().store)).data.type).toBe("order")
      expect(await isWatched(cartId)).toBe(false)
    })

    it("is not placed for less than its cart costs: the payment goes back", async () => {
      const { offerId, cartId } = await cartWithOffer()
      const sessionId = await openPaymentPage(api, shop(), cartId)
      // As a change of the cart that came between Medusa's reading of the total and the page.
      const [line] = await container().resolve(Modules.CART).listLineItems({ cart_id: cartId })
      await container().resolve(Modules.CART).updateLineItems(line.id, { unit_price: Number(line.unit_price) + 1 })
      pay(stripe(), sessionId)
      expect(await confirmed(api, shop(), cartId)).toMatchObject({ status: "refunded", orderId: null })
      expect((await refunds(sessionId)).reduce((sum, { amount }) => sum + amount, 0)).toBe(Math.round(PAID * 100))
      expect(await orderCount()).toBe(0)
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 0 })
    })

    it("is not placed with a payment that went back before a server died", async () => {
      const { cartId } = await cartWithOffer()
      const lost = stripe().faults.add({ drop_webhooks: 10 })
      const sessionId = await openPaymentPage(api, shop(), cartId)
      pay(stripe(), sessionId)
      stripe().faults.clear(lost.id)
      const payments = container().resolve(Modules.PAYMENT)
      const [{ id }] = (await payments.listPaymentSessions({})).filter(({ data }) => data?.id === sessionId)
      const payment = await payments.authorizePaymentSession(id, {})
      await payments.refundPayment({ payment_id: payment?.id as string, amount: payment?.amount })
      expect(await refused(api.post(`/store/carts/${cartId}/complete`, {}, shop().store))).toMatchObject({ status: 400, code: "payment_refunded" })
      expect(await confirm(api, shop(), cartId)).toMatchObject({ status: "refunded", orderId: null })
      expect(await orderCount()).toBe(0)
    })
  })

  describe("a bank that takes its time", () => {
    const DAY = 24 * 60 * 60
    const knex = () => container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
    /** Paid by bank debit: submitted, and nobody has heard of the money yet. */
    const atTheBank = async (late = false) => {
      const { offerId, cartId } = await cartWithOffer({ inventory_total: 1 })
      const sessionId = await openPaymentPage(api, shop(), cartId)
      if (late) {
        await runOut(container(), cartId)
      }
      expect(stripe().payCheckoutSession(sessionId, { ...CARD, card: "", bankDebit: true })).toMatchObject({ outcome: "complete" })
      return { offerId, cartId, sessionId }
    }
    const answer = (sessionId: string, succeeded: boolean) => {
      const lost = stripe().faults.add({ drop_webhooks: 10 })
      stripe().settleCheckoutSession(sessionId, succeeded)
      stripe().faults.clear(lost.id)
    }
    const sweepAfter = async (cartId: string, seconds: number) => {
      const past = "make_interval(secs => ?)"
      await knex().raw(
        `update offer_checkout_attempt set opened_at = opened_at - ${past}, checked_at = checked_at - ${past}, processing_at = processing_at - ${past} where cart_id = ?`,
        [seconds, seconds, seconds, cartId]
      )
      await knex().raw(`update offer_hold set expires_at = expires_at - ${past}, updated_at = updated_at - ${past} where cart_id = ? and status <> 'sold'`, [
        seconds,
        seconds,
        cartId,
      ])
      await sweepCheckouts(container())
    }

    it("is waited for, for days: nothing is sold to others, the cart stays as it is, and its money is heard of", async () => {
      const { offerId, cartId, sessionId } = await atTheBank()
      expect(await confirm(api, shop(), cartId)).toMatchObject({ status: "processing" })
      const change = refused(api.post(`/store/carts/${cartId}/offers/${offerId}`, { quantity: 1 }, shop().store))
      expect(await change).toMatchObject({ code: "payment_in_progress" })
      const asked = refused(api.post(`/store/carts/${cartId}/line-items`, { variant_id: shop().plainVariantId, quantity: 1 }, shop().store))
      expect((await asked).status).not.toBe(200)
      for (let days = 1; days <= 7; days++) {
        await sweepAfter(cartId, DAY)
        expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 1, sold: 0 })
      }
      answer(sessionId, true)
      await sweepAfter(cartId, DAY)
      expect(await sold(offerId, 1)).toMatchObject({ sold: 1, held: 0 })
      expect(await refunds(sessionId)).toHaveLength(0)
      expect(await orderCount()).toBe(1)
    })

    it("and says no at last gives the stock back", async () => {
      const { offerId, cartId, sessionId } = await atTheBank()
      await sweepAfter(cartId, DAY)
      await sweepAfter(cartId, DAY)
      answer(sessionId, false)
      await sweepAfter(cartId, DAY)
      expect(await confirm(api, shop(), cartId)).toMatchObject({ status: "expired" })
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 0, sold: 0, available: 1 })
      const { data } = await api.get(`/store/carts/${cartId}/offers`, shop().store)
      expect(data.cart.offers).toHaveLength(0)
    })

    it("is not in the way of other carts whose hold has run out, even when nothing can be kept for it", async () => {
      const { offerId, cartId, sessionId } = await atTheBank(true)
      const other = await createCart(api, shop(), null)
      await addOffer(api, shop(), other, offerId)
      await sweepAfter(cartId, 3600)
      await sweepCheckouts(container())
      const { rows } = await knex().raw("select cart_id from offer_hold where status = 'active' and expires_at < clock_timestamp()")
      expect(rows).toHaveLength(1)
      expect(await (container().resolve("offer") as OfferModuleService).takeExpiredCarts(10)).toEqual([])
      answer(sessionId, true)
      await sweepAfter(cartId, 3600)
      expect(await confirm(api, shop(), cartId)).toMatchObject({ status: "refunded", message: "Hoodie is sold out." })
      expect((await refunds(sessionId)).map(({ amount }) => amount)).toEqual([Math.round(PAID * 100)])
    })
  })

  it("a cart that has just been paid can't be changed, and becomes the order that was paid", async () => {
    const { offerId, cartId } = await cartWithOffer()
    const sessionId = await openPaymentPage(api, shop(), cartId)
    stripe().faults.add({ drop_webhooks: 10 })
    pay(stripe(), sessionId)
    stripe().faults.clear()
    expect(await refused(api.post(`/store/carts/${cartId}/offers/${offerId}`, { quantity: 3 }, shop().store))).toMatchObject({
      code: "payment_already_made",
    })
    expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 1 })
    expect(await confirm(api, shop(), cartId)).toMatchObject({ status: "placed" })
    expect(await sold(offerId, 1)).toMatchObject({ sold: 1, held: 0 })
  })

  describe("a hold that runs out", () => {
    it("leaves the cart, says so, and closes the payment page", async () => {
      const { offerId, cartId } = await cartWithOffer()
      const sessionId = await openPaymentPage(api, shop(), cartId)
      await runOut(container(), cartId)
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 0, available: 10 })
      await sweepCheckouts(container())
      const { data } = await api.get(`/store/carts/${cartId}/offers`, shop().store)
      expect(data.cart.offers).toHaveLength(0)
      expect(data.cart.tickets).toHaveLength(1)
      expect(data.cart.notices).toMatchObject([{ code: "hold_expired", offerId, title: "Hoodie", quantity: 1 }])
      expect((await client().checkout.sessions.retrieve(sessionId)).status).toBe("expired")
    })

    it("becomes an order if the payment was made and its webhook lost", async () => {
      const { offerId, cartId } = await cartWithOffer()
      const sessionId = await openPaymentPage(api, shop(), cartId)
      stripe().faults.add({ drop_webhooks: 10 })
      pay(stripe(), sessionId)
      stripe().faults.clear()
      await runOut(container(), cartId)
      await sweepCheckouts(container())
      expect(await sold(offerId, 1)).toMatchObject({ sold: 1, held: 0 })
      expect(await confirm(api, shop(), cartId)).toMatchObject({ status: "placed" })
    })
  })

  describe("Stripe in trouble", () => {
    it.each([500, 429] as const)("answers %i: a clear error, and the hold is as it was", async (status) => {
      const { offerId, cartId } = await cartWithOffer()
      const before = (await api.get(`/store/carts/${cartId}/offers`, shop().store)).data.cart.offers[0].hold
      stripe().faults.add({ match: { method: "POST", path: "/v1/checkout/sessions" }, status, times: 20 })
      const answer = await refused(api.post(`/store/carts/${cartId}/checkout-session`, {}, shop().store))
      stripe().faults.clear()
      expect(answer.code).toBe("stripe_unavailable")
      const after = (await api.get(`/store/carts/${cartId}/offers`, shop().store)).data.cart.offers[0].hold
      expect(after.expiresAt).toBe(before.expiresAt)
      expect(after.renewalsLeft).toBe(before.renewalsLeft)
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 1 })
      await openPaymentPage(api, shop(), cartId)
    })

    it("is silent: the call is given up, and the hold is as it was", async () => {
      const { offerId, cartId } = await cartWithOffer()
      stripe().faults.add({ match: { method: "POST", path: "/v1/checkout/sessions$" }, delay_ms: 4000, times: 10 })
      const answer = await refused(api.post(`/store/carts/${cartId}/checkout-session`, {}, shop().store))
      stripe().faults.clear()
      expect(answer.code).toBe("stripe_unavailable")
      const { data } = await api.get(`/store/carts/${cartId}/offers`, shop().store)
      expect(data.cart.offers[0].hold).toMatchObject({ state: "live", renewalsLeft: 10 })
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ held: 1, sold: 0 })
    })

    it("loses an answer: the page is made once", async () => {
      const { cartId } = await cartWithOffer()
      stripe().faults.add({ match: { method: "POST", path: "/v1/checkout/sessions$" }, status: 500, after_execution: true, times: 1 })
      const sessionId = await openPaymentPage(api, shop(), cartId)
      stripe().faults.clear()
      const sessions = (await client().checkout.sessions.list({ limit: 100 })).data.filter(({ metadata }) => metadata?.cart_id === cartId)
      expect(sessions.map(({ id }) => id)).toEqual([sessionId])
    })
  })

  describe("what may not be believed", () => {
    it("a forged webhook changes nothing", async () => {
      const { offerId, cartId } = await cartWithOffer()
      const sessionId = await openPaymentPage(api, shop(), cartId)
      const session = await client().checkout.sessions.retrieve(sessionId)
      const payload = JSON.stringify({
        id: "evt_forged",
        object: "event",
        type: "checkout.session.completed",
        data: { object: { ...session, status: "complete", payment_status: "paid" } },
      })
      const signature = client().webhooks.generateTestHeaderString({ payload, secret: "whsec_of_somebody_else" })
      await api.post("/hooks/payment/stripe-checkout_stripe-checkout", payload, {
        headers: { "content-type": "application/json", "stripe-signature": signature },
      })
      await settle()
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(await orderCount()).toBe(0)
      expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 0, held: 1 })
    })

    it("a return URL elsewhere", async () => {
      const { cartId } = await cartWithOffer()
      const answer = await refused(
        api.post(`/store/carts/${cartId}/checkout-session`, { successUrl: "https://evil.example/" }, shop().store)
      )
      expect(answer).toMatchObject({ status: 400, code: "return_url_not_allowed" })
    })

    it("an offer id or price in a line's metadata", async () => {
      const offerId = await createOffer(api, shop())
      const cartId = await createCart(api, shop(), null)
      await api.post(
        `/store/carts/${cartId}/line-items`,
        { variant_id: shop().plainVariantId, quantity: 1, metadata: { offer_id: offerId, offer_hold_id: "offhold_x", unit_price: 0 } },
        shop().store
      )
      const { data } = await api.get(`/store/carts/${cartId}/offers`, shop().store)
      expect(data.cart.offers).toHaveLength(0)
      expect(data.cart.others).toMatchObject([{ unitPrice: 20 }])
    })
  })

  it("an order whose cart was given another cart's mark is not taken for that one's and undone", async () => {
    const victim = await cartWithOffer()
    await openPaymentPage(api, shop(), victim.cartId)
    await (container().resolve("offer") as OfferModuleService).openAttempt(victim.cartId, "completing")
    const { cartId } = await cartWithOffer()
    const sessionId = await openPaymentPage(api, shop(), cartId)
    await api.post(`/store/carts/${cartId}`, { metadata: { monetization_cart_id: victim.cartId } }, shop().store)
    pay(stripe(), sessionId)
    expect(await eventually(() => confirm(api, shop(), cartId), ({ status }) => status === "placed")).toMatchObject({ status: "placed" })
    expect(await undoHalfPlacedOrder(container(), victim.cartId)).toBe(false)
    expect(await orderCount()).toBe(1)
  })

  it("a direct purchase answers an order in progress and its payment page, which places the order", async () => {
    const offerId = await createOffer(api, shop(), { type: "SERVICE", title: "Mentoring" })
    const { data } = await api.post(
      `/store/offers/${offerId}/purchase`,
      { quantity: 2, regionId: shop().regionId, email: "direct@example.com" },
      shop().store
    )
    expect(data.order).toMatchObject({ status: "PENDING_PAYMENT", currency: "eur", items: [{ title: "Mentoring", quantity: 2, unitPrice: 45 }] })
    expect(new Date(data.expiresAt).getTime()).toBeGreaterThan(Date.now() + 29 * 60_000)
    pay(stripe(), new URL(data.checkoutUrl).pathname.split("/").pop() as string)
    expect(await confirm(api, shop(), data.order.id)).toMatchObject({ status: "placed" })
    expect(await sold(offerId, 2)).toMatchObject({ sold: 2, held: 0 })
  })
})
