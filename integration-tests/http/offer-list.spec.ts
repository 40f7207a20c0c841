import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { AxiosRequestConfig } from "axios"
import fc from "fast-check"
import { byExpectedEarning, isExhausted } from "../../src/modules/offer/recommendation"
import { testApp } from "../support/app"
import { eventually, runOut } from "../support/checkout"
import { signUp } from "../support/customer"
import { createCart, createOffer, orderByInvoice, refused, stockOf } from "../support/shop"

const HOUR = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString()

type Listed = { id: string; title: string; price: number; purchasable: boolean; refusal: { code: string; message: string } | null; inventory: { total: number | null; available: number | null; sold: number } }

testApp(({ api, container, shop, settle }) => {
  const sql = async (statement: string, bindings: unknown[]) =>
    await container().resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(statement, bindings as never)
  const list = async (query: string, options: AxiosRequestConfig = shop().store) =>
    (await api.get(`/store/offers?eventId=${shop().eventId}&${query}`, options)).data as { offers: Listed[]; count: number }
  const listed = async (offerId: string, query: string, options?: AxiosRequestConfig) =>
    (await list(query, options)).offers.find(({ id }) => id === offerId)
  const add = async (cartId: string, offerId: string, more: Record<string, unknown> = {}, options = shop().store) =>
    await refused(api.post(`/store/carts/${cartId}/offers`, { offerId, ...more }, options))
  const added = async (cartId: string, offerId: string, quantity = 1) => {
    expect(await add(cartId, offerId, { quantity })).toEqual({ status: 200 })
    return cartId
  }
  const cart = async (variantId: string | null = null) => await createCart(api, shop(), variantId)
  /** Terms that the offer's own form checks in other ways are set where they are kept. */
  const setTerms = async (offerId: string, terms: Record<string, unknown>) => {
    for (const [column, value] of Object.entries(terms)) {
      await sql(`update offer set ${column} = ? where id = ?`, [value, offerId])
    }
  }
  const withTickets = async (variantId: string, quantity: number) => {
    const cartId = await cart()
    await api.post(`/store/carts/${cartId}/line-items`, { variant_id: variantId, quantity }, shop().store)
    return cartId
  }

  describe("what the list says of an offer is what adding it says:", () => {
    const cases: [string, Record<string, unknown>, (offerId: string) => Promise<string>, string | null][] = [
      ["nothing speaks against it", {}, () => cart(), null],
      ["a ticket is needed", { requires_ticket: true }, () => cart(), "ticket_required"],
      ["the ticket is in the cart", { requires_ticket: true }, () => cart(shop().tickets.standard), null],
      ["the ticket is for another event", { requires_ticket: true }, () => cart(shop().tickets.other), "wrong_event"],
      ["the ticket's tier is another", { target_tiers: ["VIP"] }, () => cart(shop().tickets.standard), "tier_required"],
      ["the order has what it may", { per_order_limit: 1 }, async (id) => await added(await cart(), id), "limit_per_order"],
      ["the order may have one more", { per_order_limit: 2 }, async (id) => await added(await cart(), id), null],
      [
        "the person holds in another cart what they may",
        { per_customer_limit: 1 },
        async (id) => (await added(await cart(), id), await cart()),
        "limit_per_customer",
      ],
      ["the person holds in this cart what they may", { per_customer_limit: 1 }, async (id) => await added(await cart(), id), "limit_per_customer"],
      ["it is sold out", { inventory_total: 1 }, async (id) => (await added(await cart(), id), await cart()), "offer_sold_out"],
      ["there never was any", { inventory_total: 0 }, () => cart(), "offer_sold_out"],
      ["the cart has all there is", { inventory_total: 1 }, async (id) => await added(await cart(), id), "insufficient_stock"],
      ["the cart's own hold leaves one", { inventory_total: 2 }, async (id) => await added(await cart(), id), null],
      [
        "the cart's hold ran out, and another cart took it",
        { inventory_total: 1 },
        async (id) => {
          const mine = await added(await cart(), id)
          await runOut(container(), mine)
          await added(await cart(), id)
          return mine
        },
        "offer_sold_out",
      ],
      [
        "the cart's hold ran out, and nobody took it",
        { inventory_total: 1, per_order_limit: 1 },
        async (id) => {
          const mine = await added(await cart(), id)
          await runOut(container(), mine)
          return mine
        },
        null,
      ],
      [
        "the cart got it through Medusa's own route",
        { per_order_limit: 1 },
        async (id) => {
          const { data } = await api.get(`/admin/offers/${id}`, shop().admin)
          return await cart(data.offer.variant_id)
        },
        "limit_per_order",
      ],
      [
        "the cart's one ticket has its unit",
        { per_ticket_limit: 1 },
        async (id) => await added(await cart(shop().tickets.standard), id),
        "limit_per_ticket",
      ],
      [
        "the cart's second ticket has none yet",
        { per_ticket_limit: 1 },
        async (id) => await added(await withTickets(shop().tickets.standard, 2), id),
        null,
      ],
      ["an upgrade for a lower ticket", { upgrade_tier: "VIP", per_ticket_limit: 1 }, () => cart(shop().tickets.standard), null],
      ["an upgrade for a ticket that is there", { upgrade_tier: "VIP", per_ticket_limit: 1 }, () => cart(shop().tickets.vip), "tier_already_reached"],
    ]
    const OWN_TERMS = ["per_ticket_limit", "upgrade_tier"]

    it.each(cases)("%s", async (_case, terms, given, code) => {
      const entries = Object.entries(terms)
      const offerId = await createOffer(api, shop(), Object.fromEntries(entries.filter(([name]) => !OWN_TERMS.includes(name))))
      await setTerms(offerId, Object.fromEntries(entries.filter(([name]) => OWN_TERMS.includes(name))))
      const cartId = await given(offerId)
      // An answer names the offer's Stripe Price as soon as there is one.
      await settle()
      const offer = await listed(offerId, `cartId=${cartId}`)
      expect(offer).toMatchObject({ purchasable: code === null })
      expect(offer?.refusal?.code ?? null).toBe(code)
      const single = await api.get(`/store/offers/${offerId}?cartId=${cartId}`, shop().store)
      expect(single.data.offer).toEqual(offer)
      const answer = await add(cartId, offerId)
      expect(answer).toEqual(offer?.refusal ? { status: 400, ...offer.refusal } : { status: 200 })
    })

    it.each<[string, Record<string, unknown>, string, Record<string, unknown>]>([
      ["a draft", {}, "offer_not_published", { status: "draft" }],
      ["an archived offer", {}, "offer_archived", { status: "archived" }],
      ["one whose sale begins later", { starts_at: inHours(1) }, "offer_not_started", {}],
      ["one whose sale has ended", {}, "offer_expired", { expires_at: new Date(0) }],
      ["one without a price in the currency", { prices: [{ currency_code: "gbp", amount: 1 }] }, "currency_not_priced", {}],
    ])("%s isn't listed, and refused", async (_case, terms, code, columns) => {
      const offerId = await createOffer(api, shop(), terms)
      await setTerms(offerId, columns)
      const cartId = await cart()
      expect(await list(`cartId=${cartId}`)).toMatchObject({ offers: [], count: 0 })
      expect(await refused(api.get(`/store/offers/${offerId}?cartId=${cartId}`, shop().store))).toMatchObject({ status: 404, code: "offer_not_found" })
      expect(await add(cartId, offerId)).toMatchObject({ status: 400, code })
    })

    it("one for another session's page", async () => {
      const [first, second] = shop().sessionIds
      const offerId = await createOffer(api, shop(), { target_session_ids: [first] })
      const cartId = await cart()
      expect((await list(`cartId=${cartId}&sessionId=${second}`)).count).toBe(0)
      expect(await add(cartId, offerId, { sessionId: second })).toMatchObject({ code: "session_required" })
      expect(await listed(offerId, `cartId=${cartId}&sessionId=${first}`)).toMatchObject({ purchasable: true })
      expect(await add(cartId, offerId, { sessionId: first })).toEqual({ status: 200 })
    })

    it("whatever the terms and whatever is in the cart", async () => {
      const limit = fc.option(fc.integer({ min: 1, max: 3 }), { nil: null })
      const situation = fc.record({
        terms: fc.record({
          inventory_total: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
          per_order_limit: limit,
          per_customer_limit: limit,
          requires_ticket: fc.boolean(),
          target_tiers: fc.constantFrom([], ["VIP"], ["STANDARD", "VIP"]),
        }),
        own: fc.record({ per_ticket_limit: limit, upgrade_tier: fc.constantFrom(null, "PREMIUM", "VIP") }),
        ticket: fc.constantFrom(null, "standard" as const, "vip" as const, "other" as const),
        here: fc.integer({ min: 0, max: 3 }),
        elsewhere: fc.integer({ min: 0, max: 2 }),
        ranOut: fc.boolean(),
      })
      await fc.assert(
        fc.asyncProperty(situation, async ({ terms, own, ticket, here, elsewhere, ranOut }) => {
          const offerId = await createOffer(api, shop(), terms)
          const variantId = ticket && shop().tickets[ticket]
          const [mine, other] = [await cart(variantId), await cart(variantId)]
          for (const [cartId, quantity] of [[mine, here], [other, elsewhere]] as const) {
            if (quantity) {
              await add(cartId, offerId, { quantity })
            }
          }
          if (ranOut) {
            await runOut(container(), mine)
          }
          await setTerms(offerId, own)
          const offer = await listed(offerId, `cartId=${mine}&limit=1000`)
          const answer = await add(mine, offerId)
          expect(answer).toEqual(offer?.refusal ? { status: 400, ...offer.refusal } : { status: 200 })
          await api.post(`/admin/offers/${offerId}/archive`, {}, shop().admin)
        }),
        { numRuns: 25, endOnFailure: true }
      )
    })
  })

  describe("a customer signed in, without a cart,", () => {
    const buy = async (offerId: string, buyer: AxiosRequestConfig) => {
      const cartId = await createCart(api, shop(), shop().tickets.standard, buyer)
      await api.post(`/store/carts/${cartId}/offers`, { offerId }, buyer)
      await orderByInvoice(api, shop(), cartId)
      await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold === 1)
      await eventually(async () => (await api.get("/store/customers/me/tickets", buyer)).data, ({ count }) => count === 1)
    }

    it("is told what their tickets and purchases allow; others and guests aren't", async () => {
      const [limited, vipOnly] = [
        await createOffer(api, shop(), { per_customer_limit: 1, requires_ticket: true }),
        await createOffer(api, shop(), { target_tiers: ["VIP"] }),
      ]
      const [buyer, other] = [await signUp(api, shop(), "buyer@example.com"), await signUp(api, shop(), "other@example.com")]
      await buy(limited, buyer)
      const region = `regionId=${shop().regionId}`
      const codes = async (options: AxiosRequestConfig) =>
        await Promise.all([limited, vipOnly].map(async (id) => (await listed(id, region, options))?.refusal?.code ?? null))
      expect(await codes(buyer)).toEqual(["limit_per_customer", "tier_required"])
      expect(await codes(other)).toEqual(["ticket_required", "ticket_required"])
      expect(await codes(shop().store)).toEqual([null, null])
      const single = await api.get(`/store/offers/${limited}?${region}`, buyer)
      expect(single.data.offer.refusal.code).toBe("limit_per_customer")

      const next = await createCart(api, shop(), null, buyer)
      expect(await add(next, limited, {}, buyer)).toMatchObject({ code: "limit_per_customer" })
      expect((await listed(limited, `cartId=${next}`, buyer))?.refusal?.code).toBe("limit_per_customer")
    })
  })

  describe("recommended at checkout", () => {
    const recommended = (cartId: string, more = "") => list(`placement=CHECKOUT&sort=recommended&cartId=${cartId}${more}`)

    it("leaves out what the cart can take no more of, and shows it elsewhere with its refusal", async () => {
      const offer = async (title: string, terms: Record<string, unknown>) => [title, await createOffer(api, shop(), { title, ...terms })] as const
      const ids = Object.fromEntries([
        await offer("per order", { per_order_limit: 1 }),
        await offer("per person", { per_customer_limit: 1 }),
        await offer("per ticket", {}),
        await offer("upgrade", {}),
        await offer("sold out", { inventory_total: 1 }),
        await offer("all here", { inventory_total: 1 }),
        await offer("for VIP", { target_tiers: ["VIP"] }),
        await offer("to be had", {}),
      ])
      await setTerms(ids["per ticket"], { per_ticket_limit: 1 })
      await setTerms(ids.upgrade, { upgrade_tier: "STANDARD", per_ticket_limit: 1 })
      await added(await cart(), ids["sold out"])
      const cartId = await cart(shop().tickets.standard)
      const titles = async () => (await recommended(cartId)).offers.map(({ title }) => title)
      expect((await titles()).sort()).toEqual(["all here", "for VIP", "per order", "per person", "per ticket", "to be had"])

      for (const title of ["per order", "per person", "per ticket", "all here"]) {
        await added(cartId, ids[title])
      }
      // What only lacks a ticket could still be given one: it stays, behind what can be had.
      expect(await titles()).toEqual(["to be had", "for VIP"])
      expect((await recommended(cartId)).count).toBe(2)
      expect((await list(`placement=CHECKOUT&cartId=${cartId}`)).count).toBe(2)
      const elsewhere = await list(`placement=IN_EVENT&cartId=${cartId}`)
      expect(Object.fromEntries(elsewhere.offers.map(({ title, refusal }) => [title, refusal?.code ?? null]))).toEqual({
        "per order": "limit_per_order",
        "per person": "limit_per_customer",
        "per ticket": "limit_per_ticket",
        upgrade: "tier_already_reached",
        "sold out": "offer_sold_out",
        "all here": "insufficient_stock",
        "for VIP": "tier_required",
        "to be had": null,
      })

      await api.delete(`/store/carts/${cartId}/offers/${ids["per order"]}`, shop().store)
      expect(await titles()).toContain("per order")
    })

    it("puts first what is expected to earn most beside this cart, the same whenever it is asked, page by page", async () => {
      const offer = async (title: string, amount: number, sold: number, position = 0) => {
        const id = await createOffer(api, shop(), { title, position, inventory_total: 100, prices: [{ currency_code: "eur", amount }] })
        await setTerms(id, { sold })
      }
      await offer("cheap", 5, 60)
      await offer("good", 60, 40)
      await offer("twice the cart", 200, 40)
      await offer("twin 2", 10, 10, 2)
      await offer("twin 1", 10, 10, 1)
      const withTicket = await cart(shop().tickets.standard)
      const order = ["good", "twice the cart", "cheap", "twin 1", "twin 2"]
      await settle()
      const first = await recommended(withTicket)
      expect(first.offers.map(({ title }) => title)).toEqual(order)
      expect((await recommended(withTicket)).offers).toEqual(first.offers)
      const pages = await Promise.all([0, 2, 4].map((offset) => recommended(withTicket, `&limit=2&offset=${offset}`)))
      expect(pages.flatMap(({ offers }) => offers)).toEqual(first.offers)
      expect(pages.map(({ count }) => count)).toEqual([5, 5, 5])

      // Beside a poster for 20 the dear ones are out of proportion.
      const withPoster = await cart(shop().plainVariantId)
      expect((await recommended(withPoster)).offers.map(({ title }) => title)).toEqual(["cheap", "good", "twin 1", "twin 2", "twice the cart"])
      // The organizer's order is untouched.
      const byPosition = (await list(`cartId=${withTicket}`)).offers.map(({ title }) => title)
      expect(byPosition.slice(3)).toEqual(["twin 1", "twin 2"])
    })

    it("is the whole list, page by page: what the ordinary list says of each, in the rule's order, none twice and none missing", async () => {
      const count = 24
      for (let index = 0; index < count; index++) {
        const id = await createOffer(api, shop(), {
          title: `Offer ${index}`,
          position: index % 3,
          inventory_total: index % 4 === 3 ? null : 20 + index,
          prices: [{ currency_code: "eur", amount: 5 + ((index * 37) % 90) }],
          per_order_limit: index % 5 === 0 ? 1 : null,
          target_tiers: index % 7 === 2 ? ["VIP"] : [],
        })
        await setTerms(id, { sold: index % 6 === 5 ? 20 + index : (index * 11) % 20 })
      }
      const cartId = await cart(shop().tickets.standard)
      await settle()
      const everything = (await list(`placement=IN_EVENT&cartId=${cartId}&limit=100`)).offers
      await added(cartId, everything.find(({ title }) => title === "Offer 10")?.id as string)
      const ordinary = (await list(`placement=IN_EVENT&cartId=${cartId}&limit=100`)).offers
      expect(ordinary).toHaveLength(count)
      const { items } = (await api.get(`/store/carts/${cartId}`, shop().store)).data.cart as { items: { unit_price: number; quantity: number }[] }
      const total = items.reduce((sum, item) => sum + item.unit_price * item.quantity, 0)
      const toBeHad = ordinary.filter(({ refusal }) => !isExhausted(refusal))
      expect(ordinary.filter(({ refusal }) => isExhausted(refusal)).map(({ title }) => title)).toContain("Offer 10")
      const candidates = toBeHad.map((offer) => ({
        id: offer.id,
        position: Number(offer.title.slice("Offer ".length)) % 3,
        price: offer.price,
        sold: offer.inventory.sold,
        inventory_total: offer.inventory.total,
        refusal: offer.refusal,
        offer,
      }))
      const walk = async (query: string) => {
        const pages = []
        for (let offset = 0; offset <= toBeHad.length; offset += 5) {
          pages.push(await list(`${query}&limit=5&offset=${offset}`))
        }
        expect(new Set(pages.map((page) => page.count))).toEqual(new Set([toBeHad.length]))
        return pages.flatMap(({ offers }) => offers)
      }
      const checkout = `placement=CHECKOUT&cartId=${cartId}`
      expect(await walk(checkout)).toEqual(toBeHad)
      expect(await walk(`${checkout}&sort=recommended`)).toEqual(byExpectedEarning(candidates, total).map(({ offer }) => offer))
      expect(await list(`${checkout}&sort=recommended&offset=100`)).toMatchObject({ offers: [], count: toBeHad.length })
    })

    it("asks the database as often for many offers as for one of each kind", async () => {
      const kinds = [{}, { per_customer_limit: 3 }, { requires_ticket: true }]
      const makeEach = async () => {
        for (const terms of kinds) {
          await createOffer(api, shop(), terms)
        }
        const perTicket = await createOffer(api, shop())
        await setTerms(perTicket, { per_ticket_limit: 2 })
        const upgrade = await createOffer(api, shop())
        await setTerms(upgrade, { upgrade_tier: "VIP", charges_difference: true })
      }
      const statements = async (cartId: string) => {
        const connection = container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
        const counts: number[] = []
        // A job of the app may ask something in between: the least of a few counts it.
        for (let attempt = 0; attempt < 3; attempt++) {
          let count = 0
          const onQuery = () => void count++
          connection.on("query", onQuery)
          await recommended(cartId)
          connection.removeListener("query", onQuery)
          counts.push(count)
        }
        return Math.min(...counts)
      }
      const cartId = await cart(shop().tickets.standard)
      await makeEach()
      const few = await statements(cartId)
      expect(few).toBeGreaterThan(5)
      await makeEach()
      await makeEach()
      expect((await recommended(cartId)).count).toBe(15)
      expect(await statements(cartId)).toBe(few)
    })

    it("refuses an unknown way to sort", async () => {
      expect(await refused(api.get(`/store/offers?regionId=${shop().regionId}&sort=cheapest`, shop().store))).toMatchObject({ status: 400, code: "invalid_request" })
    })
  })

  it("pages through the organizer's order without losing or repeating one, and counts beyond the end", async () => {
    for (const position of [2, 1, 1, 0]) {
      await createOffer(api, shop(), { title: `At ${position}`, position })
    }
    const region = `regionId=${shop().regionId}`
    await settle()
    const all = await list(region)
    expect(all.offers.map(({ title }) => title)).toEqual(["At 0", "At 1", "At 1", "At 2"])
    const pages = await Promise.all([0, 1, 2, 3].map((offset) => list(`${region}&limit=1&offset=${offset}`)))
    expect(pages.flatMap(({ offers }) => offers)).toEqual(all.offers)
    expect(await list(`${region}&offset=10`)).toMatchObject({ offers: [], count: 4 })
  })

  it("a cart of somebody with an account is listed for nobody else", async () => {
    const offerId = await createOffer(api, shop())
    const [owner, stranger] = [await signUp(api, shop(), "owner@example.com"), await signUp(api, shop(), "stranger@example.com")]
    const cartId = await createCart(api, shop(), null, owner)
    const paths = [`/store/offers?cartId=${cartId}`, `/store/offers?placement=CHECKOUT&sort=recommended&cartId=${cartId}`, `/store/offers/${offerId}?cartId=${cartId}`]
    for (const path of paths) {
      expect((await api.get(path, owner)).status).toBe(200)
      for (const someone of [stranger, shop().store]) {
        expect(await refused(api.get(path, someone))).toMatchObject({ status: 404, code: "cart_not_found" })
      }
    }
    expect(await refused(api.get("/store/offers?cartId=cart_unknown", owner))).toMatchObject({ status: 404, code: "cart_not_found" })
  })

  it("a cart that has been ordered speaks for its buyer: what was bought counts, once", async () => {
    const offerId = await createOffer(api, shop(), { per_customer_limit: 2, per_order_limit: 1, requires_ticket: true })
    const cartId = await added(await cart(shop().tickets.standard), offerId)
    expect((await listed(offerId, `cartId=${cartId}`))?.refusal?.code).toBe("limit_per_order")
    await orderByInvoice(api, shop(), cartId)
    await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold === 1)
    expect(await listed(offerId, `cartId=${cartId}`)).toMatchObject({ purchasable: true, inventory: { available: 9 } })
  })
})
