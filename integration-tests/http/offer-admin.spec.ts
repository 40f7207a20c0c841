import Stripe from "stripe"
import { attentionReasons } from "../../src/admin/lib/attention"
import { testApp } from "../support/app"
import { eventually } from "../support/checkout"
import { addOffer, createCart, createOffer, orderByInvoice, refused, stockOf } from "../support/shop"

testApp(({ api, shop, stripe }) => {
  const body = (overrides: Record<string, unknown> = {}) => ({
    event_id: shop().eventId,
    type: "SERVICE",
    title: "Mentoring",
    prices: [{ currency_code: "eur", amount: 90, compare_at_amount: 120 }],
    ...overrides,
  })
  const create = async (overrides: Record<string, unknown> = {}) => (await api.post("/admin/offers", body(overrides), shop().admin)).data.offer
  const client = () => new Stripe("sk_test_integration", { host: "localhost", port: stripe().port, protocol: "http" })
  const synced = (id: string) =>
    eventually(async () => (await api.get(`/admin/offers/${id}`, shop().admin)).data.offer, (offer) => offer.stripe.status === "synced")

  it("an offer is created as a draft, published, changed, archived", async () => {
    const offer = await create({ target_session_ids: [shop().sessionIds[0]], target_tiers: ["VIP"], inventory_total: 5 })
    expect(offer).toMatchObject({
      status: "draft",
      placements: ["CHECKOUT", "POST_PURCHASE", "IN_EVENT"],
      stock: { total: 5, sold: 0, held: 0, available: 5 },
      prices: [{ currency_code: "eur", amount: 90, compare_at_amount: 120 }],
      variant_linked: false,
      event: { id: shop().eventId, title: "Festival" },
    })
    await api.post(`/admin/offers/${offer.id}/publish`, {}, shop().admin)
    const { data } = await api.post(
      `/admin/offers/${offer.id}`,
      { title: "Mentoring hour", prices: [{ currency_code: "eur", amount: 80 }, { currency_code: "usd", amount: 95 }], inventory_total: null },
      shop().admin
    )
    expect(data.offer).toMatchObject({
      title: "Mentoring hour",
      status: "published",
      inventory_total: null,
      prices: [{ currency_code: "eur", amount: 80, compare_at_amount: null }, { currency_code: "usd", amount: 95 }],
    })
    const variant = await api.get(`/admin/products/${offer.product_id}?fields=title,status,*variants.prices`, shop().admin)
    expect(variant.data.product).toMatchObject({ title: "Mentoring hour", status: "published" })
    const amounts = variant.data.product.variants[0].prices.map((price: { currency_code: string; amount: number }) => [price.currency_code, price.amount])
    expect(amounts.sort()).toEqual([["eur", 80], ["usd", 95]])
    await api.post(`/admin/offers/${offer.id}/archive`, {}, shop().admin)
    expect((await api.get(`/admin/products/${offer.product_id}?fields=status`, shop().admin)).data.product.status).toBe("draft")
  })

  it.each<[string, Record<string, unknown>, number, string]>([
    ["an unknown event", { event_id: "evt_none" }, 404, "event_not_found"],
    ["an unknown field", { colour: "red" }, 400, "invalid_request"],
    ["no price", { prices: [] }, 400, "invalid_request"],
    ["a negative price", { prices: [{ currency_code: "eur", amount: -1 }] }, 400, "invalid_request"],
    ["half a yen", { prices: [{ currency_code: "jpy", amount: 12.5 }] }, 400, "invalid_request"],
    ["a thousandth of a dinar, which can't be charged", { prices: [{ currency_code: "KWD", amount: 1.234 }] }, 400, "invalid_request"],
    ["such a compare-at price", { prices: [{ currency_code: "eur", amount: 1, compare_at_amount: 1.999 }] }, 400, "invalid_request"],
    ["two prices in a currency", { prices: [{ currency_code: "eur", amount: 1 }, { currency_code: "EUR", amount: 2 }] }, 400, "currency_duplicate"],
    ["a compare-at price below the price", { prices: [{ currency_code: "eur", amount: 10, compare_at_amount: 9 }] }, 400, "compare_at_not_above_price"],
    ["an end before the start", { starts_at: "2027-02-01T00:00:00Z", expires_at: "2027-01-01T00:00:00Z" }, 400, "expiry_before_start"],
    ["a script for an image", { image_url: "javascript:alert(1)" }, 400, "invalid_request"],
    ["a negative total", { inventory_total: -1 }, 400, "invalid_request"],
    ["an unknown variant", { variant_id: "variant_none" }, 404, "variant_not_found"],
    ["an unknown session", { target_session_ids: ["evses_none"] }, 400, "session_of_other_event"],
  ])("refuses %s", async (_case, overrides, status, code) => {
    expect(await refused(api.post("/admin/offers", body(overrides), shop().admin))).toMatchObject({ status, code })
    expect((await api.get("/admin/offers", shop().admin)).data.count).toBe(0)
  })

  it("takes prices in the decimals that are charged, and says which those are", async () => {
    const prices = [{ currency_code: "jpy", amount: 1250 }, { currency_code: "kwd", amount: 1.23 }, { currency_code: "huf", amount: 4990.5 }]
    const offer = await create({ prices })
    expect(offer.prices).toMatchObject([{ amount: 4990.5 }, { amount: 1250 }, { amount: 1.23 }])
    const wrong = await refused(api.post(`/admin/offers/${offer.id}`, { prices: [{ currency_code: "jpy", amount: 12.5 }] }, shop().admin))
    expect(wrong.message).toContain("amount 12.5: JPY is charged in whole units")
    const wrongToo = await refused(api.post("/admin/offers", body({ prices: [{ currency_code: "kwd", amount: 1.234 }] }), shop().admin))
    expect(wrongToo.message).toContain("amount 1.234: KWD is charged with at most 2 decimals")
  })

  it("refuses a ticket as an offer, a total below what is sold or held in history, and deleting what was touched", async () => {
    expect(await refused(api.post("/admin/offers", body({ variant_id: shop().tickets.vip }), shop().admin))).toMatchObject({ code: "variant_is_ticket" })
    const untouched = await create()
    expect((await api.delete(`/admin/offers/${untouched.id}`, shop().admin)).data).toEqual({ id: untouched.id, object: "offer", deleted: true })
    expect(await refused(api.get(`/admin/offers/${untouched.id}`, shop().admin))).toMatchObject({ status: 404, code: "offer_not_found" })
    const touched = await createOffer(api, shop())
    await addOffer(api, shop(), await createCart(api, shop(), null), touched)
    expect(await refused(api.delete(`/admin/offers/${touched}`, shop().admin))).toMatchObject({ code: "offer_has_history" })
  })

  it("takes any title, twice", async () => {
    for (const title of ["All Recordings, Forever!", "All Recordings, Forever!", "打ち上げ 🎉"]) {
      expect(await create({ title })).toMatchObject({ title })
    }
  })

  it("searches, filters, sorts and pages", async () => {
    await create({ title: "Alpha hoodie", type: "MERCHANDISE", placements: ["CHECKOUT"] })
    await create({ title: "Beta tour", placements: ["IN_EVENT"] })
    const gamma = await create({ title: "Gamma talk", event_id: shop().otherEventId })
    const list = async (query: string) => {
      const { data } = await api.get(`/admin/offers?${query}`, shop().admin)
      return { ...data, titles: data.offers.map(({ title }: { title: string }) => title) }
    }
    expect((await list("order=title")).titles).toEqual(["Alpha hoodie", "Beta tour", "Gamma talk"])
    expect((await list("q=tour")).titles).toEqual(["Beta tour"])
    expect((await list("type=MERCHANDISE")).titles).toEqual(["Alpha hoodie"])
    expect((await list("placement=IN_EVENT&order=title")).titles).toEqual(["Beta tour", "Gamma talk"])
    expect((await list(`event_id=${gamma.event_id}`)).titles).toEqual(["Gamma talk"])
    expect(await list("limit=1&offset=1&order=-title")).toMatchObject({ count: 3, limit: 1, offset: 1, titles: ["Beta tour"] })
    expect(await refused(api.get("/admin/offers?order=password", shop().admin))).toMatchObject({ status: 400, code: "invalid_request" })
  })

  describe("what needs a look", () => {
    const overview = async () => (await api.get("/admin/offer-overview", shop().admin)).data.overview
    const list = async (query = "") => (await api.get(`/admin/offers?limit=200${query}`, shop().admin)).data
    const titles = async (query: string) => (await list(query)).offers.map(({ title }: { title: string }) => title).sort()
    const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

    it("is nothing where there is no offer", async () => {
      expect(await overview()).toEqual({
        offers: 0,
        published_offers: 0,
        launched_offers: 0,
        units_sold: 0,
        units_held: 0,
        units_left: 0,
        offers_needing_attention: 0,
      })
      expect(await list("&attention=true")).toMatchObject({ offers: [], count: 0 })
    })

    it("calls stock unlimited only while all of it is", async () => {
      await createOffer(api, shop(), { inventory_total: null })
      await create({ inventory_total: 7 })
      expect(await overview()).toMatchObject({ offers: 2, published_offers: 1, launched_offers: 1, units_left: null })
      await createOffer(api, shop(), { inventory_total: 5 })
      expect(await overview()).toMatchObject({ published_offers: 2, units_left: 5 })
    })

    it("is counted and listed by the rule that the pages give the reasons by", async () => {
      stripe().faults.add({ match: { path: "/v1/products" }, status: 500, times: 100 })
      const refusedDraft = await create({ title: "Draft that Stripe refused" })
      await eventually(() => list(), ({ offers }) => offers[0].stripe.status === "failed")
      const refusedArchived = await create({ title: "Archived, refused too" })
      await api.post(`/admin/offers/${refusedArchived.id}/archive`, {}, shop().admin)
      await eventually(
        () => list(),
        ({ offers }) => offers.every(({ stripe: twin }: { stripe: { status: string } }) => twin.status === "failed")
      )
      stripe().faults.clear()
      expect(refusedDraft.status).toBe("draft")

      const sold = await createOffer(api, shop(), { title: "Sold and held", inventory_total: 3 })
      const bought = await createCart(api, shop(), null)
      await addOffer(api, shop(), bought, sold, 2)
      await orderByInvoice(api, shop(), bought)
      await eventually(() => stockOf(api, shop(), sold), ({ sold: units }) => units === 2)
      await addOffer(api, shop(), await createCart(api, shop(), null), sold)
      await createOffer(api, shop(), { title: "Ends soon", expires_at: soon(6.9) })
      await createOffer(api, shop(), { title: "Ends later", expires_at: soon(7.1) })
      const over = await createOffer(api, shop(), { title: "Is over" })
      await api.post(`/admin/offers/${over}`, { expires_at: soon(-1) }, shop().admin)
      await createOffer(api, shop(), { title: "Never ends", inventory_total: null })
      await create({ title: "Draft", expires_at: soon(1) })

      const { offers } = await list()
      const byThePages = offers.filter((offer: any) => attentionReasons(offer, Date.now()).length > 0).map(({ title }: any) => title)
      expect(byThePages.sort()).toEqual(["Draft that Stripe refused", "Ends soon", "Is over", "Sold and held"])
      expect(await titles("&attention=true")).toEqual(byThePages)
      expect(await overview()).toMatchObject({
        offers: 8,
        published_offers: 5,
        launched_offers: 6,
        units_sold: 2,
        units_held: 1,
        units_left: 30,
        offers_needing_attention: 4,
      })
      expect(await list("&attention=true&q=ends&order=title")).toMatchObject({ count: 1, offers: [{ title: "Ends soon" }] })
      expect((await api.get("/admin/offers?attention=true&limit=1&offset=3", shop().admin)).data).toMatchObject({ count: 4, limit: 1, offset: 3 })
      expect(await refused(api.get("/admin/offers?attention=false", shop().admin))).toMatchObject({ status: 400, code: "invalid_request" })
    })
  })

  it("finds the offers that a ticket is needed for, by the product it is sold as", async () => {
    const productOf = async (variantId: string) =>
      (await api.get(`/admin/product-variants?id=${variantId}&fields=product_id`, shop().admin)).data.variants[0].product_id
    await create({ title: "Any ticket", requires_ticket: true })
    await create({ title: "VIP only", target_tiers: ["VIP"] })
    await create({ title: "Premium only", target_tiers: ["PREMIUM"] })
    await create({ title: "Upgrade", type: "TICKET_UPGRADE", delivery_method: "TICKET_UPGRADE", upgrade_tier: "VIP" })
    await create({ title: "No ticket" })
    const other = await create({ title: "Other event", requires_ticket: true, event_id: shop().otherEventId })
    const found = async (productId: string, more = "") => {
      const { data } = await api.get(`/admin/offers?order=title&ticket_product_id=${productId}${more}`, shop().admin)
      return data.offers.map(({ title }: { title: string }) => title)
    }
    // The product has a standard and a VIP ticket.
    expect(await found(await productOf(shop().tickets.vip))).toEqual(["Any ticket", "Upgrade", "VIP only"])
    expect(await found(await productOf(shop().tickets.other))).toEqual(["Other event"])
    expect(await found(await productOf(shop().plainVariantId))).toEqual([])
    expect(await found("prod_none")).toEqual([])
    expect(await found(await productOf(shop().tickets.other), "&attention=true")).toEqual([])
    await api.post(`/admin/offers/${other.id}`, { expires_at: new Date(Date.now() + 3_600_000).toISOString() }, shop().admin)
    await api.post(`/admin/offers/${other.id}/publish`, {}, shop().admin)
    expect(await found(await productOf(shop().tickets.other), "&attention=true")).toEqual(["Other event"])
  })

  it("tells how large a file for download may be, and which events are still to come", async () => {
    const offer = await create()
    expect((await api.get(`/admin/offers/${offer.id}/assets`, shop().admin)).data).toEqual({ assets: [], max_megabytes: 500 })
    await api.post(
      "/admin/events",
      { title: "Long ago", starts_at: "2020-05-01T09:00:00Z", ends_at: "2020-05-02T09:00:00Z", time_zone: "UTC" },
      shop().admin
    )
    const events = async (query: string) => (await api.get(`/admin/events?${query}`, shop().admin)).data
    expect((await events("")).count).toBe(3)
    expect(await events("upcoming=true&limit=1")).toMatchObject({ count: 2, limit: 1, events: [{ title: expect.not.stringMatching("Long ago") }] })
    expect(await events("upcoming=true&status[]=draft")).toMatchObject({ count: 0, events: [] })
  })

  it("strangers and customers are let near nothing", async () => {
    const offer = await create()
    const paths = ["", `/${offer.id}`, `/${offer.id}/holds`, `/${offer.id}/purchases`, `/${offer.id}/activity`]
    const posts = ["", `/${offer.id}`, `/${offer.id}/publish`, `/${offer.id}/archive`, `/${offer.id}/stripe-sync`]
    const calls = [
      api.get("/admin/offer-overview"),
      ...paths.map((path) => api.get(`/admin/offers${path}`)),
      ...posts.map((path) => api.post(`/admin/offers${path}`, {})),
      api.delete(`/admin/offers/${offer.id}`),
    ]
    for (const answer of await Promise.all(calls.map(refused))) {
      expect(answer.status).toBe(401)
    }
  })

  describe("Stripe's catalogue", () => {
    it("follows creation, renaming, a new price and archiving", async () => {
      const { id } = await create()
      await api.post(`/admin/offers/${id}/publish`, {}, shop().admin)
      const first = await synced(id)
      expect(await client().products.retrieve(first.stripe.product_id)).toMatchObject({ name: "Mentoring", active: true })
      expect(await client().prices.retrieve(first.prices[0].stripe_price_id)).toMatchObject({ unit_amount: 9000, currency: "eur", active: true })

      await api.post(`/admin/offers/${id}`, { title: "Mentoring hour", prices: [{ currency_code: "eur", amount: 95 }] }, shop().admin)
      const second = await eventually(() => synced(id), (offer) => offer.prices[0].stripe_price_id !== first.prices[0].stripe_price_id)
      expect(await client().products.retrieve(second.stripe.product_id)).toMatchObject({ name: "Mentoring hour" })
      expect(await client().prices.retrieve(first.prices[0].stripe_price_id)).toMatchObject({ active: false })
      expect(await client().prices.retrieve(second.prices[0].stripe_price_id)).toMatchObject({ unit_amount: 9500, active: true })

      await api.post(`/admin/offers/${id}/archive`, {}, shop().admin)
      await eventually(() => client().products.retrieve(second.stripe.product_id), ({ active }) => !active)
      expect(await client().products.retrieve(second.stripe.product_id)).toMatchObject({ active: false })
    })

    it("shows an outage to the organizer, and is mended afterwards", async () => {
      stripe().faults.add({ match: { path: "/v1/products" }, status: 500, times: 100 })
      const { id } = await create()
      const failed = await eventually(
        async () => (await api.get(`/admin/offers/${id}`, shop().admin)).data.offer,
        (offer) => offer.stripe.status === "failed"
      )
      expect(failed.stripe.error).toContain("Stripe")
      stripe().faults.clear()
      const { data } = await api.post(`/admin/offers/${id}/stripe-sync`, {}, shop().admin)
      expect(data.offer.stripe).toMatchObject({ status: "synced", error: null })
    })

    it("follows a price changed in Medusa's own product page", async () => {
      const offer = await create()
      await synced(offer.id)
      await api.post(
        `/admin/products/${offer.product_id}/variants/${offer.variant_id}`,
        { prices: [{ currency_code: "eur", amount: 70 }] },
        shop().admin
      )
      const changed = await eventually(() => synced(offer.id), ({ prices }) => prices[0].amount === 70)
      expect(changed.prices).toMatchObject([{ currency_code: "eur", amount: 70 }])
    })
  })
})
