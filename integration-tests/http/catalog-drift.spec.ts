import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import Stripe from "stripe"
import syncDueOffers from "../../src/jobs/sync-offer-catalog"
import { repairOfferCatalog } from "../../src/workflows/offer/repair-offer-catalog"
import { testApp } from "../support/app"
import { eventually } from "../support/checkout"
import { createOffer, refused } from "../support/shop"

type AdminOffer = {
  id: string
  product_id: string
  prices: { currency_code: string; amount: number; stripe_price_id: string }[]
  stripe: { status: string; product_id: string; error: string | null; synced_at: string }
}

testApp(({ api, container, shop, settle, stripe }) => {
  const client = () => new Stripe("sk_test_integration", { host: "localhost", port: stripe().port, protocol: "http" })
  const read = async (id: string): Promise<AdminOffer> => (await api.get(`/admin/offers/${id}`, shop().admin)).data.offer
  const synced = (id: string) => eventually(() => read(id), (offer) => offer.stripe.status === "synced")
  /** Published, priced at 45 EUR, and in step with Stripe. */
  const publish = async (overrides: Record<string, unknown> = {}) => {
    const id = await createOffer(api, shop(), { prices: [{ currency_code: "eur", amount: 45 }], ...overrides })
    return await eventually(async () => {
      const offer = await synced(id)
      const product = await client().products.retrieve(offer.stripe.product_id)
      return { ...offer, isActive: product.active }
    }, ({ isActive }) => isActive)
  }
  const sql = async (statement: string, bindings: unknown[]) =>
    await container().resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(statement, bindings as never)
  /** As if they had been looked at so many days ago, in this order. */
  const age = async (ids: string[], days = 2) => {
    for (const [index, id] of ids.entries()) {
      await sql(`update offer set catalog_synced_at = now() - make_interval(days => ?) + make_interval(secs => ?) where id = ?`, [days, index, id])
    }
  }
  const repair = () => repairOfferCatalog(container())
  const pricesAt = async (productId: string) => (await client().prices.list({ product: productId, limit: 100 })).data

  it("the catalogue follows creation, a new name, a new price, archiving and a return to the shop", async () => {
    const offer = await publish()
    expect(await client().products.retrieve(offer.stripe.product_id)).toMatchObject({ name: "Hoodie", active: true })
    await api.post(`/admin/offers/${offer.id}`, { title: "Warm hoodie", prices: [{ currency_code: "eur", amount: 50 }] }, shop().admin)
    const changed = await eventually(() => synced(offer.id), ({ prices }) => prices[0].stripe_price_id !== offer.prices[0].stripe_price_id)
    expect(await client().products.retrieve(offer.stripe.product_id)).toMatchObject({ name: "Warm hoodie" })
    expect((await pricesAt(offer.stripe.product_id)).filter(({ active }) => active)).toMatchObject([{ id: changed.prices[0].stripe_price_id, unit_amount: 5000 }])
    for (const [action, isActive] of [["archive", false], ["publish", true]] as const) {
      await api.post(`/admin/offers/${offer.id}/${action}`, {}, shop().admin)
      await settle()
      expect((await client().products.retrieve(offer.stripe.product_id)).active).toBe(isActive)
      expect((await read(offer.id)).stripe.status).toBe("synced")
    }
    await age([offer.id])
    expect(await repair()).toEqual({ checked: 1, drifted: [], retired: [], stopped: null })
  })

  it("two changes at once end in the catalogue of the last, whoever asks Stripe first", async () => {
    const offer = await publish()
    stripe().faults.add({ match: { method: "GET", path: "^/v1/prices$" }, answer_delay_ms: 400, times: 1 })
    for (const amount of [50, 55, 60]) {
      await api.post(`/admin/offers/${offer.id}`, { prices: [{ currency_code: "eur", amount }] }, shop().admin)
    }
    await settle()
    const { prices, stripe: catalog } = await read(offer.id)
    expect(catalog.status).toBe("synced")
    const live = (await pricesAt(catalog.product_id)).filter(({ active }) => active)
    expect(live).toMatchObject([{ id: prices[0].stripe_price_id, unit_amount: 6000 }])
  })

  describe("the repair finds, marks and mends", () => {
    const drifts: [string, (offer: AdminOffer) => Promise<unknown>, RegExp][] = [
      ["a product renamed by hand", ({ stripe: { product_id } }) => client().products.update(product_id, { name: "By hand" }), /name differs/],
      ["a product deactivated by hand", ({ stripe: { product_id } }) => client().products.update(product_id, { active: false }), /active differs/],
      ["a price archived by hand", ({ prices }) => client().prices.update(prices[0].stripe_price_id, { active: false }), /45 EUR is archived/],
      [
        "a price with another amount",
        async ({ id, prices, stripe: { product_id } }) => {
          const metadata = (await client().prices.retrieve(prices[0].stripe_price_id)).metadata
          const wrong = await client().prices.create({ product: product_id, currency: "eur", unit_amount: 4000, metadata })
          await client().prices.update(prices[0].stripe_price_id, { active: false, metadata: { offer_price_id: "" } })
          await sql("update offer_price set catalog_price_id = ? where offer_id = ?", [wrong.id, id])
        },
        /45 EUR is 40\.00 EUR at Stripe/,
      ],
      [
        "the same price twice",
        async ({ prices, stripe: { product_id } }) => {
          const { metadata } = await client().prices.retrieve(prices[0].stripe_price_id)
          await client().prices.create({ product: product_id, currency: "eur", unit_amount: 4500, metadata })
        },
        /is still active/,
      ],
      ["a product that Stripe doesn't know", ({ id }) => sql("update offer set catalog_product_id = 'prod_gone' where id = ?", [id]), /does not exist/],
      [
        "a copy of the product",
        ({ id }) => client().products.create({ id: `copy_of_${id}`, name: "Hoodie (copy)", metadata: { offer_id: id } }),
        /copy_of_\w+ is a copy/,
      ],
    ]

    it.each(drifts)("%s", async (_kind, drift, reason) => {
      const offer = await publish()
      const untouched = await publish({ title: "Untouched" })
      await drift(offer)
      await age([offer.id, untouched.id])
      const report = await repair()
      expect(report).toMatchObject({ checked: 2, stopped: null, drifted: [{ id: offer.id, drift: expect.arrayContaining([expect.stringMatching(reason)]) }] })
      // The reason stands with the offer until the sync has mended it.
      expect((await read(offer.id)).stripe).toMatchObject({ status: "pending", error: expect.stringMatching(reason) })
      await syncDueOffers(container())
      const mended = await synced(offer.id)
      expect(mended.stripe.error).toBeNull()
      expect(await client().products.retrieve(mended.stripe.product_id)).toMatchObject({ name: "Hoodie", active: true, metadata: { offer_id: offer.id } })
      const live = (await pricesAt(mended.stripe.product_id)).filter(({ active }) => active)
      expect(live).toMatchObject([{ id: mended.prices[0].stripe_price_id, unit_amount: 4500, currency: "eur" }])
      const { data: products } = await client().products.list({ active: true, limit: 100 })
      expect(products.filter(({ metadata }) => metadata.offer_id === offer.id)).toHaveLength(1)

      await age([offer.id, untouched.id])
      expect(await repair()).toEqual({ checked: 2, drifted: [], retired: [], stopped: null })
    })

    it("the product of a deleted offer, and leaves those of other shops alone", async () => {
      const [kept, deleted] = [await publish(), await publish({ title: "Deleted" })]
      await client().products.create({ id: "prod_of_another_shop", name: "Hoodie", metadata: { offer_id: "offer_of_another_shop" } })
      await client().products.create({ id: "prod_of_somebody", name: "Something else" })
      await api.delete(`/admin/offers/${deleted.id}`, shop().admin)
      await age([kept.id])
      expect(await repair()).toMatchObject({ checked: 1, drifted: [], retired: [deleted.stripe.product_id] })
      expect((await client().products.retrieve(deleted.stripe.product_id)).active).toBe(false)
      for (const id of [kept.stripe.product_id, "prod_of_another_shop", "prod_of_somebody"]) {
        expect((await client().products.retrieve(id)).active).toBe(true)
      }
    })

    it("each offer once a day, and asks Stripe nothing in between", async () => {
      const offer = await publish()
      const before = stripe().requests().length
      expect(await repair()).toEqual({ checked: 0, drifted: [], retired: [], stopped: null })
      expect(stripe().requests()).toHaveLength(before)
      await age([offer.id])
      expect((await repair()).checked).toBe(1)
      expect((await repair()).checked).toBe(0)
      expect(Date.parse((await read(offer.id)).stripe.synced_at)).toBeGreaterThan(Date.now() - 60_000)
    })

    it("nothing of an offer that is changed while it is looked at", async () => {
      const offer = await publish()
      await age([offer.id])
      const slow = stripe().faults.add({ match: { method: "GET", path: "^/v1/prices$" }, answer_delay_ms: 1000, times: 1 })
      const running = repair()
      // A fault that has hit as often as it may is no longer among the active ones.
      await eventually(async () => stripe().faults.list(), (active) => !active.some(({ id }) => id === slow.id))
      await api.post(`/admin/offers/${offer.id}`, { title: "Renamed meanwhile" }, shop().admin)
      expect(await running).toMatchObject({ stopped: null })
      await settle()
      expect((await client().products.retrieve(offer.stripe.product_id)).name).toBe("Renamed meanwhile")
      expect((await read(offer.id)).stripe).toMatchObject({ status: "synced", error: null })
    })
  })

  describe("an outage", () => {
    it.each([429, 500] as const)("of %s ends the run, and the next one continues where it stopped", async (status) => {
      const offers = [await publish({ title: "First" }), await publish({ title: "Second" }), await publish({ title: "Third" })]
      const [first, second, third] = offers.map(({ id }) => id)
      const copy = `copy_of_${second}`
      await client().products.create({ id: copy, name: "Second (copy)", metadata: { offer_id: second } })
      await client().products.update(offers[2].stripe.product_id, { name: "By hand" })
      await age([first, second, third])
      stripe().faults.add({ match: { method: "POST", path: `^/v1/products/${copy}$` }, status })
      expect(await repair()).toMatchObject({ checked: 1, drifted: [], stopped: expect.stringContaining("try again shortly") })
      // Whether it can be reached at all makes no difference.
      stripe().faults.add({ status })
      expect(await repair()).toMatchObject({ checked: 0, stopped: expect.any(String) })

      stripe().faults.clear()
      const { drifted, ...rest } = await repair()
      expect(rest).toEqual({ checked: 2, retired: [copy], stopped: null })
      expect(drifted.map(({ id }) => id)).toEqual([second, third])
      await syncDueOffers(container())
      await synced(third)
      expect(await client().products.retrieve(offers[2].stripe.product_id)).toMatchObject({ name: "Third", active: true })
    })

    it("while mending is shown to the organizer and mended once Stripe is back", async () => {
      const offer = await publish()
      await client().products.update(offer.stripe.product_id, { name: "By hand" })
      await age([offer.id])
      expect((await repair()).drifted).toHaveLength(1)
      stripe().faults.add({ status: 500 })
      await syncDueOffers(container())
      expect((await read(offer.id)).stripe).toMatchObject({ status: "failed", error: expect.stringContaining("Stripe") })
      stripe().faults.clear()
      const { data } = await api.post(`/admin/offers/${offer.id}/stripe-sync`, {}, shop().admin)
      expect(data.offer.stripe).toMatchObject({ status: "synced", error: null })
      expect((await client().products.retrieve(offer.stripe.product_id)).name).toBe("Hoodie")
    })

    it("while an offer changes is made up for by the job, once its pause is over", async () => {
      const offer = await publish()
      stripe().faults.add({ status: 500 })
      await api.post(`/admin/offers/${offer.id}`, { title: "Warm hoodie" }, shop().admin)
      await settle()
      expect((await read(offer.id)).stripe.status).toBe("failed")
      stripe().faults.clear()
      await syncDueOffers(container())
      expect((await read(offer.id)).stripe.status).toBe("failed")
      await sql(`update offer set catalog_next_attempt_at = clock_timestamp() where id = ?`, [offer.id])
      await syncDueOffers(container())
      expect((await read(offer.id)).stripe).toMatchObject({ status: "synced", error: null })
      expect((await client().products.retrieve(offer.stripe.product_id)).name).toBe("Warm hoodie")
    })
  })

  it("the organizer's button mends drift and copies at once; a stranger has no such button", async () => {
    const offer = await publish()
    await client().products.update(offer.stripe.product_id, { name: "By hand", active: false })
    const copy = `copy_of_${offer.id}`
    await client().products.create({ id: copy, name: "Hoodie (copy)", metadata: { offer_id: offer.id } })
    expect((await refused(api.post(`/admin/offers/${offer.id}/stripe-sync`, {}))).status).toBe(401)
    expect((await refused(api.post(`/admin/offers/${offer.id}/stripe-sync`, {}, shop().store))).status).toBe(401)
    expect((await client().products.retrieve(copy)).active).toBe(true)
    const { data } = await api.post(`/admin/offers/${offer.id}/stripe-sync`, {}, shop().admin)
    expect(data.offer.stripe).toMatchObject({ status: "synced", error: null })
    expect(await client().products.retrieve(offer.stripe.product_id)).toMatchObject({ name: "Hoodie", active: true })
    expect((await client().products.retrieve(copy)).active).toBe(false)
  })
})
