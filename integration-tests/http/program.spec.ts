import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateJwtToken, Modules } from "@medusajs/framework/utils"
import {
  cancelOrderWorkflow,
  convertDraftOrderWorkflow,
  createApiKeysWorkflow,
  createCustomersWorkflow,
  createOrderWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import type { ProgramModuleService } from "../../src/modules/program"
import { selectSession, type lockSession } from "../../src/modules/program/queries/seats"
import {
  cancelOrderAttendeesWorkflow,
  cancelReturnedAttendeesWorkflow,
  recordOrderAttendeesWorkflow,
  registerSeatWorkflow,
  sweepOrderAttendees,
} from "../../src/workflows/program"
import { barrier } from "../support/barrier"
import { becomeQuiet, stopScheduledJobs, watchSubscribers } from "../support/quiet"

jest.setTimeout(180_000)

type Headers = { headers: Record<string, string> }
type Answer = { status: number; data: any }

const EVENT = {
  title: "Harbour Summit",
  starts_at: "2037-05-01T09:00:00+02:00",
  ends_at: "2037-05-02T18:00:00+02:00",
  time_zone: "Europe/Berlin",
  city: "Hamburg",
  status: "published",
}
const SESSION = { title: "Keynote", starts_at: "2037-05-01T10:00:00Z", ends_at: "2037-05-01T11:00:00Z", capacity: 5, room: "A1" }
const NOW = { settleSeconds: 0 }

medusaIntegrationTestRunner({
  inApp: true,
  testSuite: ({ api, getContainer }) => {
    let container: MedusaContainer
    let subscribers: () => number
    let admin: Headers
    let store: Headers
    let regionId: string
    let salesChannelId: string
    let customerId: string
    let signedIn: Headers
    let dayVariantId: string
    let vipVariantId: string
    let hiddenVariantId: string
    let earlyVariantId: string

    const program = () => container.resolve<ProgramModuleService>("program")
    const sweep = (options = {}) => sweepOrderAttendees(container, { ...NOW, ...options })

    /** A request whose refusal is an answer, not an exception. */
    async function call(method: "get" | "post" | "delete", path: string, headers: Headers | undefined, body?: unknown): Promise<Answer> {
      const config = { ...headers, validateStatus: () => true }
      const { status, data } = await (method === "post" ? api.post(path, body, config) : api[method](path, config))
      return { status, data }
    }
    const adminPost = (path: string, body?: unknown) => call("post", path, admin, body)
    const adminGet = (path: string) => call("get", path, admin)
    const storeGet = (path: string, headers = store) => call("get", path, headers)

    function token(actorType: string, actorId: string): string {
      const { http } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig
      return generateJwtToken(
        { actor_id: actorId, actor_type: actorType, auth_identity_id: `authid_${actorId}`, app_metadata: {} },
        { secret: http.jwtSecret as string, expiresIn: "1h" }
      )
    }
    const signIn = (id: string): Headers => ({ headers: { ...store.headers, authorization: `Bearer ${token("customer", id)}` } })

    async function createEvent(changes = {}): Promise<any> {
      const { status, data } = await adminPost("/admin/events", { ...EVENT, ...changes })
      expect({ status, code: data.code }).toEqual({ status: 200, code: undefined })
      return data.event
    }
    async function createSession(eventId: string, changes = {}): Promise<any> {
      const { data } = await adminPost(`/admin/events/${eventId}/sessions`, { ...SESSION, ...changes })
      expect(data.code).toBeUndefined()
      return data.session
    }
    async function createTicketType(eventId: string, changes = {}): Promise<any> {
      const { data } = await adminPost(`/admin/events/${eventId}/ticket-types`, {
        product_variant_id: dayVariantId,
        name: "Day ticket",
        tier: "STANDARD",
        ...changes,
      })
      expect(data.code).toBeUndefined()
      return data.ticket_type
    }

    /** An order that no event tells of. */
    async function createOrder(quantity: number, changes = {}): Promise<any> {
      const { result } = await createOrderWorkflow(container).run({
        input: {
          region_id: regionId,
          currency_code: "eur",
          sales_channel_id: salesChannelId,
          customer_id: customerId,
          email: "ada@example.com",
          billing_address: { first_name: "Ada", last_name: "Lovelace", country_code: "de" },
          items: [{ variant_id: dayVariantId, quantity, title: "Day ticket", unit_price: 50 }],
          status: "pending",
          ...changes,
        } as never,
      })
      return result
    }

    /** Buys through the store API, as a shop does. */
    async function checkout(variantId: string, quantity: number, headers: Headers): Promise<any> {
      const { data: made } = await call("post", "/store/carts", headers, {
        region_id: regionId,
        email: "ada@example.com",
        items: [{ variant_id: variantId, quantity }],
      })
      const { data: collection } = await call("post", "/store/payment-collections", headers, { cart_id: made.cart.id })
      await call("post", `/store/payment-collections/${collection.payment_collection.id}/payment-sessions`, headers, {
        provider_id: "pp_system_default",
      })
      const { data } = await call("post", `/store/carts/${made.cart.id}/complete`, headers)
      expect(data.type).toBe("order")
      await becomeQuiet(subscribers)
      return data.order
    }

    const attendees = (filters = {}) =>
      program().listProgramAttendees(filters, { order: { order_line_item_id: "ASC", unit: "ASC" } })

    async function eventually(check: () => Promise<void>): Promise<void> {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await check()
        } catch (error) {
          if (attempt >= 200) {
            throw error
          }
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
      }
    }

    beforeEach(stopScheduledJobs)
    beforeAll(async () => {
      container = getContainer()
      subscribers = watchSubscribers(container)
      const user = await container.resolve(Modules.USER).createUsers({ email: "organizer@example.com" })
      admin = { headers: { authorization: `Bearer ${token("user", user.id)}` } }

      const { result: channels } = await createSalesChannelsWorkflow(container).run({
        input: { salesChannelsData: [{ name: "Shop" }] },
      })
      salesChannelId = channels[0].id
      const { result: keys } = await createApiKeysWorkflow(container).run({
        input: { api_keys: [{ title: "Shop", type: "publishable", created_by: user.id }] },
      })
      await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: keys[0].id, add: [salesChannelId] } })
      store = { headers: { "x-publishable-api-key": keys[0].token } }

      const { result: regions } = await createRegionsWorkflow(container).run({
        input: { regions: [{ name: "Europe", currency_code: "eur", countries: ["de"], payment_providers: ["pp_system_default"] }] },
      })
      regionId = regions[0].id

      const variant = (title: string, amount: number) => ({
        title,
        sku: title.toUpperCase(),
        manage_inventory: false,
        options: { Kind: title },
        prices: [{ currency_code: "eur", amount }],
      })
      const { result: products } = await createProductsWorkflow(container).run({
        input: {
          products: [
            {
              title: "Summit ticket",
              status: "published",
              sales_channels: [{ id: salesChannelId }],
              options: [{ title: "Kind", values: ["Day", "Vip", "Early"] }],
              variants: [variant("Day", 50), variant("Vip", 199.5), variant("Early", 20)],
            },
            {
              title: "Not on sale",
              status: "draft",
              options: [{ title: "Kind", values: ["Hidden"] }],
              variants: [variant("Hidden", 10)],
            },
          ],
        },
      })
      const variants = products.flatMap((product) => product.variants)
      const idOf = (title: string) => variants.find((candidate) => candidate.title === title)!.id
      dayVariantId = idOf("Day")
      vipVariantId = idOf("Vip")
      hiddenVariantId = idOf("Hidden")
      earlyVariantId = idOf("Early")

      const { result: customers } = await createCustomersWorkflow(container).run({
        input: { customersData: [{ email: "ada@example.com", first_name: "Ada", has_account: true }] },
      })
      customerId = customers[0].id
      signedIn = signIn(customerId)
    })

    describe("admin: the programme", () => {
      it("refuses strangers on every route", async () => {
        const routes = [
          ["get", "/admin/events"],
          ["post", "/admin/events"],
          ["get", "/admin/events/evt_1"],
          ["post", "/admin/events/evt_1"],
          ["delete", "/admin/events/evt_1"],
          ["post", "/admin/events/evt_1/sessions"],
          ["post", "/admin/events/evt_1/ticket-types"],
          ["get", "/admin/events/evt_1/attendees"],
          ["post", "/admin/event-sessions/evses_1"],
          ["delete", "/admin/event-sessions/evses_1"],
          ["post", "/admin/ticket-types/tictype_1"],
          ["delete", "/admin/ticket-types/tictype_1"],
        ] as const
        for (const [method, path] of routes) {
          for (const stranger of [undefined, signedIn]) {
            expect([method, path, (await call(method, path, stranger)).status]).toEqual([method, path, 401])
          }
        }
      })

      it("creates, lists, changes and deletes an event", async () => {
        const event = await createEvent({ status: undefined, description: "Two days" })
        expect(event).toMatchObject({
          id: expect.stringMatching(/^evt_/),
          handle: "harbour-summit",
          status: "draft",
          starts_at: "2037-05-01T07:00:00.000Z",
          sessions: [],
          ticket_types: [],
        })
        const second = await createEvent({ title: "Harbour summit!" })
        expect(second.handle).toBe("harbour-summit-2")

        const { data: list } = await adminGet("/admin/events?limit=1&offset=1&order=handle")
        expect(list).toMatchObject({ code: "invalid_request" })
        const { data: page } = await adminGet("/admin/events?limit=1&offset=1&order=created_at")
        expect(page).toMatchObject({ count: 2, limit: 1, offset: 1, events: [{ id: second.id }] })
        const { data: drafts } = await adminGet("/admin/events?status=draft&q=harbour")
        expect(drafts).toMatchObject({ count: 1, events: [{ id: event.id }] })
        expect((await adminGet("/admin/events?status[]=draft&status[]=published")).data.count).toBe(2)
        expect((await adminGet("/admin/events?q=nowhere")).data).toMatchObject({ events: [], count: 0 })

        const { data: changed } = await adminPost(`/admin/events/${event.id}`, { venue: "Hall 4", description: null, status: "archived" })
        expect(changed.event).toMatchObject({ venue: "Hall 4", description: null, status: "archived", title: EVENT.title })

        const { data: deleted } = await call("delete", `/admin/events/${event.id}`, admin)
        expect(deleted).toEqual({ id: event.id, object: "event", deleted: true })
        expect(await adminGet(`/admin/events/${event.id}`)).toMatchObject({ status: 404, data: { code: "event_not_found" } })
        expect((await createEvent()).handle).toBe("harbour-summit")
      })

      it("refuses an event that can't be", async () => {
        const wrong = {
          "no title": { title: undefined },
          "an empty title": { title: "   " },
          "a title of the wrong type": { title: 7 },
          "an end before the start": { ends_at: "2037-04-30T09:00:00Z" },
          "an end at the start": { ends_at: EVENT.starts_at },
          "an unknown time zone": { time_zone: "Europe/Atlantis" },
          "a date without a zone": { starts_at: "2037-05-01T09:00:00" },
          "a status that is none": { status: "live" },
          "a handle that is none": { handle: "Not A Handle" },
          "an unknown field": { price: 3 },
          "an image that is a script": { image_url: "javascript:alert(1)" },
          "an image on another host without a scheme": { image_url: "//evil.example/x.png" },
        }
        for (const [what, changes] of Object.entries(wrong)) {
          const { status, data } = await adminPost("/admin/events", { ...EVENT, ...changes })
          expect([what, status, data.type, data.code]).toEqual([what, 400, "invalid_data", "invalid_request"])
        }
        expect((await adminGet("/admin/events")).data.count).toBe(0)
      })

      it("keeps handles unique, also when many are made at once", async () => {
        const event = await createEvent({ handle: "summit" })
        const refusal = { status: 400, data: { code: "handle_taken", type: "not_allowed" } }
        expect(await adminPost("/admin/events", { ...EVENT, handle: "summit" })).toMatchObject(refusal)
        const other = await createEvent({ title: "Other" })
        expect(await adminPost(`/admin/events/${other.id}`, { handle: "summit" })).toMatchObject(refusal)
        expect(await adminPost(`/admin/events/${event.id}`, { handle: "summit" })).toMatchObject({ status: 200 })

        const made = await Promise.all(Array.from({ length: 10 }, () => createEvent({ title: "Rush" })))
        expect(new Set(made.map(({ handle }) => handle)).size).toBe(10)
      })

      it("checks a change against what it does not change", async () => {
        const event = await createEvent()
        expect(await adminPost(`/admin/events/${event.id}`, { ends_at: "2037-05-01T06:59:00Z" })).toMatchObject({
          status: 400,
          data: { code: "invalid_request" },
        })
        const session = await createSession(event.id)
        expect(await adminPost(`/admin/event-sessions/${session.id}`, { starts_at: "2037-05-01T11:00:00Z" })).toMatchObject({
          status: 400,
          data: { code: "invalid_request" },
        })
        expect((await adminGet(`/admin/events/${event.id}`)).data.event.ends_at).toBe("2037-05-02T16:00:00.000Z")
      })

      it("creates, changes and deletes sessions", async () => {
        const event = await createEvent()
        const late = await createSession(event.id, { title: "Late", starts_at: "2037-05-01T12:00:00Z", ends_at: "2037-05-01T13:00:00Z" })
        const session = await createSession(event.id)
        expect(session).toMatchObject({
          id: expect.stringMatching(/^evses_/),
          event_id: event.id,
          capacity: 5,
          overflow_limit: 0,
          registered: 0,
          room: "A1",
        })
        const { data: changed } = await adminPost(`/admin/event-sessions/${session.id}`, { capacity: 0, overflow_limit: 10 })
        expect(changed.session).toMatchObject({ capacity: 0, overflow_limit: 10, room: "A1", registered: 0 })
        const detail = (await adminGet(`/admin/events/${event.id}`)).data.event
        expect(detail.sessions.map((item: any) => item.id)).toEqual([session.id, late.id])

        expect((await call("delete", `/admin/event-sessions/${late.id}`, admin)).data).toEqual({
          id: late.id,
          object: "event_session",
          deleted: true,
        })
        expect((await adminGet(`/admin/events/${event.id}`)).data.event.sessions).toHaveLength(1)

        for (const changes of [{ capacity: -1 }, { capacity: 1.5 }, { capacity: "5" }, { capacity: 1e12 }, { ends_at: SESSION.starts_at }]) {
          expect(await adminPost(`/admin/events/${event.id}/sessions`, { ...SESSION, ...changes })).toMatchObject({
            status: 400,
            data: { code: "invalid_request" },
          })
        }
      })

      it("maps a variant to one ticket type only and shows its prices", async () => {
        const event = await createEvent()
        const vip = await createTicketType(event.id, { product_variant_id: vipVariantId, name: "VIP", tier: "VIP", position: 2 })
        const day = await createTicketType(event.id)
        expect(vip).toMatchObject({
          id: expect.stringMatching(/^tictype_/),
          tier: "VIP",
          variant: {
            id: vipVariantId,
            title: "Vip",
            sku: "VIP",
            product: { title: "Summit ticket" },
            prices: [{ currency_code: "eur", amount: 199.5 }],
          },
        })
        const detail = (await adminGet(`/admin/events/${event.id}`)).data.event
        expect(detail.ticket_types.map((item: any) => item.id)).toEqual([day.id, vip.id])
        expect(detail.ticket_types[0].variant.prices).toEqual([{ currency_code: "eur", amount: 50 }])

        const ask = (changes: object) =>
          adminPost(`/admin/events/${event.id}/ticket-types`, { product_variant_id: vipVariantId, name: "X", tier: "VIP", ...changes })
        expect(await ask({})).toMatchObject({ status: 400, data: { code: "variant_already_mapped" } })
        expect(await ask({ product_variant_id: "variant_none" })).toMatchObject({ status: 404, data: { code: "variant_not_found" } })
        expect(await ask({ tier: "GOLD" })).toMatchObject({ status: 400, data: { code: "invalid_request" } })

        const { data: changed } = await adminPost(`/admin/ticket-types/${vip.id}`, { name: "Very", tier: "PREMIUM" })
        expect(changed.ticket_type).toMatchObject({ name: "Very", tier: "PREMIUM", position: 2, variant: { id: vipVariantId } })
        expect(await adminPost(`/admin/ticket-types/${vip.id}`, { product_variant_id: dayVariantId })).toMatchObject({ status: 400 })
        expect(await program().listTicketTypesByVariant([vipVariantId, "variant_none"])).toEqual([
          { id: vip.id, event_id: event.id, product_variant_id: vipVariantId, tier: "PREMIUM", name: "Very" },
        ])

        expect((await call("delete", `/admin/ticket-types/${vip.id}`, admin)).data).toEqual({
          id: vip.id,
          object: "ticket_type",
          deleted: true,
        })
        expect(await ask({})).toMatchObject({ status: 200 })
      })

      it("answers 404 with a code for what is not there", async () => {
        const missing = [
          ["get", "/admin/events/evt_none", undefined, "event_not_found"],
          ["post", "/admin/events/evt_none", { title: "X" }, "event_not_found"],
          ["delete", "/admin/events/evt_none", undefined, "event_not_found"],
          ["get", "/admin/events/evt_none/attendees", undefined, "event_not_found"],
          ["post", "/admin/events/evt_none/sessions", SESSION, "event_not_found"],
          ["post", "/admin/events/evt_none/ticket-types", { product_variant_id: dayVariantId, name: "X", tier: "VIP" }, "event_not_found"],
          ["post", "/admin/event-sessions/evses_none", { title: "X" }, "session_not_found"],
          ["delete", "/admin/event-sessions/evses_none", undefined, "session_not_found"],
          ["post", "/admin/ticket-types/tictype_none", { name: "X" }, "ticket_type_not_found"],
          ["delete", "/admin/ticket-types/tictype_none", undefined, "ticket_type_not_found"],
        ] as const
        for (const [method, path, body, code] of missing) {
          const { status, data } = await call(method, path, admin, body)
          expect([method, path, status, data.code]).toEqual([method, path, 404, code])
        }
      })

      it("refuses to delete what people bought", async () => {
        const event = await createEvent()
        const session = await createSession(event.id)
        const ticketType = await createTicketType(event.id)
        await createOrder(1)
        await sweep()
        await registerSeatWorkflow(container).run({ input: { session_id: session.id, customer_id: customerId } })

        const refused = async (path: string) => {
          const { status, data } = await call("delete", path, admin)
          return [status, data.code]
        }
        expect(await refused(`/admin/events/${event.id}`)).toEqual([400, "event_has_attendees"])
        expect(await refused(`/admin/event-sessions/${session.id}`)).toEqual([400, "session_has_registrations"])
        expect(await refused(`/admin/ticket-types/${ticketType.id}`)).toEqual([400, "ticket_type_has_attendees"])

        await adminPost(`/admin/event-sessions/${session.id}`, { capacity: 0 })
        const { data } = await adminGet(`/admin/events/${event.id}`)
        expect(data.event.sessions[0]).toMatchObject({ capacity: 0, registered: 1 })
      })

      it("refuses to delete an event with offers, and to sell an offer's variant as a ticket", async () => {
        const event = await createEvent()
        const { data } = await adminPost("/admin/offers", {
          event_id: event.id,
          type: "MERCHANDISE",
          title: "Hoodie",
          inventory_total: 1,
          prices: [{ currency_code: "eur", amount: 45 }],
        })
        const { id, variant_id } = data.offer
        const mapped = await adminPost(`/admin/events/${event.id}/ticket-types`, { product_variant_id: variant_id, name: "X", tier: "VIP" })
        expect(mapped).toMatchObject({ status: 400, data: { code: "variant_is_offer" } })
        const remove = () => call("delete", `/admin/events/${event.id}`, admin)
        expect(await remove()).toMatchObject({ status: 400, data: { code: "event_has_offers" } })
        await adminPost(`/admin/offers/${id}/archive`, {})
        expect((await remove()).status).toBe(200)
      })

      it("undoes a deletion exactly", async () => {
        const event = await createEvent()
        const gone = await createSession(event.id, { title: "Deleted before" })
        await createSession(event.id)
        await call("delete", `/admin/event-sessions/${gone.id}`, admin)
        const deletedAt = await program().deleteEvent(event.id)
        await program().restoreEvent(event.id, deletedAt)
        expect((await adminGet(`/admin/events/${event.id}`)).data.event.sessions.map((item: any) => item.title)).toEqual(["Keynote"])
      })
    })

    describe("store: the programme", () => {
      it("shows published events only", async () => {
        const draft = await createEvent({ status: "draft", title: "Secret" })
        const archived = await createEvent({ status: "archived", title: "Past" })
        const session = await createSession(draft.id)
        expect((await storeGet("/store/events")).data).toMatchObject({ events: [], count: 0 })
        for (const hidden of [draft.id, draft.handle, archived.id, archived.handle, "evt_none", "none"]) {
          expect(await storeGet(`/store/events/${hidden}`)).toMatchObject({ status: 404, data: { code: "event_not_found" } })
        }
        expect(await storeGet(`/store/event-sessions/${session.id}`)).toMatchObject({ status: 404, data: { code: "session_not_found" } })

        await adminPost(`/admin/events/${draft.id}`, { status: "published" })
        expect((await storeGet("/store/events")).data).toMatchObject({ count: 1, limit: 20, offset: 0, events: [{ id: draft.id }] })
        expect((await storeGet(`/store/event-sessions/${session.id}`)).status).toBe(200)
      })

      it("shows an event by id and handle, with seats left and the region's prices, and nothing else", async () => {
        const event = await createEvent({ metadata: { secret: true }, image_url: "/static/summit.jpg" })
        const session = await createSession(event.id, { metadata: { secret: true } })
        const day = await createTicketType(event.id, { position: 1 })
        await createTicketType(event.id, { product_variant_id: hiddenVariantId, name: "Hidden" })
        await createOrder(2)
        await sweep()
        await registerSeatWorkflow(container).run({ input: { session_id: session.id, customer_id: customerId } })

        const { data } = await storeGet(`/store/events/harbour-summit?regionId=${regionId}`)
        expect(data.event).toEqual({
          id: event.id,
          handle: "harbour-summit",
          title: EVENT.title,
          description: null,
          startsAt: "2037-05-01T07:00:00.000Z",
          endsAt: "2037-05-02T16:00:00.000Z",
          timeZone: "Europe/Berlin",
          venue: null,
          city: "Hamburg",
          imageUrl: "/static/summit.jpg",
          sessions: [
            {
              id: session.id,
              eventId: event.id,
              title: "Keynote",
              description: null,
              speaker: null,
              startsAt: "2037-05-01T10:00:00.000Z",
              endsAt: "2037-05-01T11:00:00.000Z",
              room: "A1",
              section: null,
              capacity: 5,
              seatsLeft: 4,
              imageUrl: null,
            },
          ],
          ticketTypes: [
            {
              id: day.id,
              eventId: event.id,
              name: "Day ticket",
              description: null,
              tier: "STANDARD",
              variantId: dayVariantId,
              price: 50,
              originalPrice: 50,
              currency: "eur",
            },
          ],
        })
        expect((await storeGet(`/store/events/${event.id}?regionId=${regionId}`, signedIn)).data.event).toEqual(data.event)
        expect((await storeGet(`/store/events?regionId=${regionId}`)).data.events).toEqual([data.event])
        expect((await storeGet(`/store/events/${event.id}`)).data.event.ticketTypes).toMatchObject([
          { price: null, originalPrice: null, currency: null },
        ])
        expect((await storeGet(`/store/event-sessions/${session.id}`)).data.session).toEqual({
          ...data.event.sessions[0],
          event: { id: event.id, handle: "harbour-summit", title: EVENT.title, timeZone: "Europe/Berlin" },
        })
      })

      it("refuses what it does not know", async () => {
        const event = await createEvent()
        expect(await storeGet(`/store/events/${event.id}?regionId=reg_none`)).toMatchObject({ status: 404, data: { code: "region_not_found" } })
        for (const query of ["limit=0", "limit=1000", "offset=-1", "limit=x", "status=draft", "fields=metadata"]) {
          expect([query, (await storeGet(`/store/events?${query}`)).data.code]).toEqual([query, "invalid_request"])
        }
      })
    })

    describe("attendees", () => {
      let event: any

      beforeEach(async () => {
        event = await createEvent()
        await createTicketType(event.id)
        await createTicketType(event.id, { product_variant_id: vipVariantId, name: "VIP", tier: "VIP" })
      })

      it("are made from an order bought in the store, one for each ticket", async () => {
        const order = await checkout(vipVariantId, 2, signedIn)
        await eventually(async () => expect(await attendees({ order_id: order.id })).toHaveLength(2))
        const made = await attendees({ order_id: order.id })
        expect(made).toMatchObject(
          [0, 1].map((unit) => ({ unit, event_id: event.id, tier: "VIP", customer_id: customerId, email: "ada@example.com", status: "active" }))
        )
        expect(await program().listActiveAttendees({ customer_id: customerId, event_id: event.id })).toEqual(
          made.map(({ id, ticket_type_id }) => ({ id, event_id: event.id, tier: "VIP", bought_tier: "VIP", ticket_type_id, order_id: order.id, customer_id: customerId }))
        )
        expect(await program().listActiveAttendees({})).toEqual([])
        expect(await program().listActiveAttendees({ order_ids: [] })).toEqual([])

        const { data } = await storeGet("/store/customers/me/tickets", signedIn)
        expect(data).toMatchObject({ count: 2, limit: 20, offset: 0 })
        expect(data.tickets[0]).toEqual({
          attendeeId: expect.stringMatching(/^att_/),
          eventId: event.id,
          eventTitle: EVENT.title,
          eventStartsAt: "2037-05-01T07:00:00.000Z",
          timeZone: "Europe/Berlin",
          ticketName: "VIP",
          tier: "VIP",
          boughtTier: "VIP",
          orderId: order.id,
          status: "active",
          registeredSessionIds: [],
        })
        expect((await storeGet("/store/customers/me/tickets")).status).toBe(401)
        expect((await storeGet("/store/customers/me/tickets", signIn("cus_other"))).data).toMatchObject({ tickets: [], count: 0 })

        const { data: list } = await adminGet(`/admin/events/${event.id}/attendees?q=ada@example&limit=1`)
        expect(list).toMatchObject({ count: 2, limit: 1, attendees: [{ order: { display_id: order.display_id }, ticket_type: { name: "VIP" } }] })
        expect((await adminGet(`/admin/events/${event.id}/attendees?q=grace`)).data).toMatchObject({ attendees: [], count: 0 })
      })

      it("are made by the sweep when the event was lost, with the name of the buyer", async () => {
        const order = await createOrder(3)
        expect(await attendees()).toHaveLength(0)
        expect(await sweep()).toMatchObject({ created: 3, failed: [] })
        expect((await attendees()).map(({ order_id, unit, name }) => [order_id, unit, name])).toEqual(
          [0, 1, 2].map((unit) => [order.id, unit, "Ada Lovelace"])
        )
        expect(await sweep()).toMatchObject({ created: 0, canceled: 0 })
      })

      it("wait until an order has settled: Medusa takes an order back whose payment fails", async () => {
        await createOrder(1)
        expect(await sweepOrderAttendees(container)).toMatchObject({ read: 0, created: 0 })
        expect(await sweep()).toMatchObject({ created: 1 })
      })

      it("are made once when subscribers, sweeps and retries meet", async () => {
        const orders = [await createOrder(2), await createOrder(3)]
        const runs = await Promise.all([
          ...Array.from({ length: 4 }, () => sweep()),
          ...orders.flatMap((order) =>
            Array.from({ length: 4 }, () => recordOrderAttendeesWorkflow(container).run({ input: { order_ids: [order.id] } }))
          ),
        ])
        expect(await attendees()).toHaveLength(5)
        const created = runs.reduce((sum, run) => sum + ("created" in run ? run.created : run.result.length), 0)
        expect(created).toBe(5)
        await sweep()
        expect(await attendees()).toHaveLength(5)
      })

      it("are found page by page, however many orders there are", async () => {
        for (let made = 0; made < 7; made += 1) {
          await createOrder(1)
        }
        // A whole page of orders of the same millisecond must not stop the sweep.
        await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(`update "order" set updated_at = '2037-01-01T00:00:00.123456Z'`)
        jest.spyOn(Date, "now").mockReturnValue(new Date("2037-01-02").getTime())
        try {
          expect(await sweep({ pageSize: 2 })).toMatchObject({ created: 7, failed: [] })
        } finally {
          jest.restoreAllMocks()
        }
        expect(await attendees()).toHaveLength(7)
      })

      it("are made for a variant that was sold before it became a ticket", async () => {
        await sweep()
        const order = await createOrder(2, { items: [{ variant_id: earlyVariantId, quantity: 2, title: "Early", unit_price: 10 }] })
        const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
        await connection.raw(`update "order" set updated_at = '2020-01-01T00:00:00Z' where id = ?`, [order.id])
        expect(await sweep()).toMatchObject({ created: 0 })
        await connection.raw(
          `insert into program_watermark (id, name, position) values ('progwm_test', 'orders', now())
           on conflict (name) where deleted_at is null do update set position = now()`
        )

        await createTicketType(event.id, { product_variant_id: earlyVariantId, name: "Early" })
        expect(await sweep({ pageSize: 1 })).toMatchObject({ created: 2, failed: [] })
        expect(await program().listBackfills()).toEqual([])
      })

      it("are made from a draft order once it is converted, not before", async () => {
        const order = await createOrder(1, { is_draft_order: true, status: "draft" })
        await recordOrderAttendeesWorkflow(container).run({ input: { order_ids: [order.id] } })
        await sweep()
        expect(await attendees()).toHaveLength(0)
        await convertDraftOrderWorkflow(container).run({ input: { id: order.id } })
        await sweep()
        await becomeQuiet(subscribers)
        expect(await attendees()).toHaveLength(1)
      })

      it("survive one bad order, which the next sweep tries again", async () => {
        const bad = await createOrder(1)
        await createOrder(1)
        const service = program()
        const record = service.recordAttendees.bind(service)
        jest.spyOn(service, "recordAttendees").mockImplementation(async (units) => {
          if (units.some((unit) => unit.order_id === bad.id)) {
            throw new Error("disk on fire")
          }
          return record(units)
        })
        try {
          expect(await sweep()).toMatchObject({ created: 1, failed: [bad.id] })
        } finally {
          jest.restoreAllMocks()
        }
        // The sweep has gone past it, and comes back to that order alone.
        expect(await program().listFailedOrders(10)).toEqual([bad.id])
        expect(await sweep({ overlapMinutes: 0 })).toMatchObject({ created: 1, failed: [] })
        expect(await program().listFailedOrders(10)).toEqual([])
      })

      it("are not kept from being made by an order that can't ever be repaired", async () => {
        const bad = await createOrder(1)
        await createOrder(1)
        const alsoRepair = async (_: MedusaContainer, orders: { id: string }[]) => orders.map(({ id }) => id).filter((id) => id === bad.id)
        const { position: before } = (await program().readWatermark("orders")) ?? { position: null }
        expect(await sweep({ alsoRepair, pageSize: 1 })).toMatchObject({ created: 2, failed: [bad.id] })
        const { position: after } = (await program().readWatermark("orders")) as { position: Date }
        expect(after.getTime()).toBeGreaterThan(before?.getTime() ?? 0)
        expect(await program().listFailedOrders(10)).toEqual([bad.id])
        expect(await sweep({ alsoRepair })).toMatchObject({ created: 0, failed: [bad.id] })
        await sweep()
        expect(await program().listFailedOrders(10)).toEqual([])
      })

      it("are taken back when a later step of their workflow fails", async () => {
        const order = await createOrder(2)
        const bus = container.resolve(Modules.EVENT_BUS)
        jest.spyOn(bus, "emit").mockRejectedValue(new Error("bus is down"))
        try {
          const { errors } = await recordOrderAttendeesWorkflow(container).run({ input: { order_ids: [order.id] }, throwOnError: false })
          expect(errors).not.toHaveLength(0)
        } finally {
          jest.restoreAllMocks()
        }
        expect(await attendees()).toHaveLength(0)
        expect(await sweep()).toMatchObject({ created: 2 })
      })

      it("are canceled with their order, once, and their seats are free again", async () => {
        const session = await createSession(event.id, { capacity: 1 })
        const order = await createOrder(2)
        await sweep()
        await registerSeatWorkflow(container).run({ input: { session_id: session.id, customer_id: customerId } })

        await cancelOrderWorkflow(container).run({ input: { order_id: order.id } as never })
        await becomeQuiet(subscribers)
        await eventually(async () => expect(await program().listActiveAttendees({ order_ids: [order.id] })).toEqual([]))

        expect(await attendees({ order_id: order.id })).toMatchObject(
          [0, 1].map(() => ({ status: "canceled", cancel_cause: `order_canceled:${order.id}` }))
        )
        expect((await program().countRegistrations([session.id])).get(session.id)).toBe(0)
        const again = await cancelOrderAttendeesWorkflow(container).run({ input: { order_ids: [order.id] } })
        expect(again.result).toEqual({ attendees: [], registrations: [] })
        expect(await sweep()).toMatchObject({ created: 0, canceled: 0 })
        expect((await storeGet("/store/customers/me/tickets", signedIn)).data.tickets).toMatchObject([
          { status: "canceled", registeredSessionIds: [] },
          { status: "canceled", registeredSessionIds: [] },
        ])
      })

      it("are canceled by the sweep when that event was lost", async () => {
        const order = await createOrder(2)
        await sweep()
        await container.resolve(Modules.ORDER).cancel(order.id)
        expect(await sweep()).toMatchObject({ created: 0, canceled: 2 })
        expect(await sweep()).toMatchObject({ created: 0, canceled: 0 })
      })

      it("are not made from an order that was canceled before anybody looked", async () => {
        const order = await createOrder(2)
        await container.resolve(Modules.ORDER).cancel(order.id)
        await recordOrderAttendeesWorkflow(container).run({ input: { order_ids: [order.id] } })
        await sweep()
        expect(await attendees()).toHaveLength(0)
      })

      it("follow their order to another customer", async () => {
        const order = await createOrder(1)
        await sweep()
        await container.resolve(Modules.ORDER).updateOrders(order.id, { customer_id: "cus_other", email: "grace@example.com" } as never)
        await sweep()
        expect(await attendees()).toMatchObject([{ customer_id: "cus_other", email: "grace@example.com" }])
      })

      describe("of tickets that came back", () => {
        /** What Medusa's own routes do to the order's books, without a warehouse. */
        async function takeBack({ id, items }: any, quantity: number): Promise<void> {
          const orders = container.resolve(Modules.ORDER)
          await orders.registerFulfillment({ order_id: id, items: [{ id: items[0].id, quantity }] } as never)
          await orders.createReturn({ order_id: id, items: [{ id: items[0].id, quantity }] } as never)
          const [{ id: return_id }] = await orders.listReturns({ order_id: id } as never, { order: { created_at: "DESC" } })
          await orders.receiveReturn({ return_id, items: [{ id: items[0].id, quantity }] } as never)
        }
        const states = async (order: any) => (await attendees({ order_id: order.id })).map(({ status }) => status)

        it("are canceled by the sweep, one for each unit, the newest first, and their seats are free again", async () => {
          const order = await createOrder(3)
          await sweep()
          const session = await createSession(event.id, { capacity: 3 })
          for (const { id } of await attendees({ order_id: order.id })) {
            await program().registerSeat({ session_id: session.id, attendee_id: id })
          }
          await takeBack(order, 1)
          expect(await sweep()).toMatchObject({ created: 0, canceled: 1, failed: [] })
          expect(await states(order)).toEqual(["active", "active", "canceled"])
          expect((await program().countRegistrations([session.id])).get(session.id)).toBe(2)
          expect(await sweep()).toMatchObject({ created: 0, canceled: 0 })
          await takeBack(order, 2)
          expect(await sweep()).toMatchObject({ created: 0, canceled: 2 })
          expect(await states(order)).toEqual(["canceled", "canceled", "canceled"])
          expect((await attendees({ order_id: order.id }))[0].cancel_cause).toBe(`order_returned:${order.id}`)
        })

        it("are canceled at once when Medusa tells of the return", async () => {
          const order = await createOrder(2)
          await sweep()
          await takeBack(order, 1)
          await container.resolve(Modules.EVENT_BUS).emit({ name: "order.return_received", data: { order_id: order.id, return_id: "ret_1" } })
          await eventually(async () => expect(await states(order)).toEqual(["active", "canceled"]))
        })

        it("are canceled when an edit takes their whole line off the order, at once and by the sweep", async () => {
          const ticket = (variant_id: string) => ({ variant_id, quantity: 1, title: "Ticket", unit_price: 50 })
          const order = await createOrder(1, { items: [ticket(dayVariantId), ticket(vipVariantId)] })
          await sweep()
          const line = order.items.find(({ variant_id }: any) => variant_id === dayVariantId).id
          const byTier = async () => Object.fromEntries((await attendees({ order_id: order.id })).map(({ tier, status }) => [tier, status]))
          const path = `/admin/order-edits/${order.id}`
          await adminPost("/admin/order-edits", { order_id: order.id })
          await adminPost(`${path}/items/item/${line}`, { quantity: 0 })
          await adminPost(`${path}/request`, {})
          expect((await adminPost(`${path}/confirm`, {})).status).toBe(200)
          await eventually(async () => expect(await byTier()).toEqual({ STANDARD: "canceled", VIP: "active" }))
          await becomeQuiet(subscribers)
          // As it is when nobody heard of the edit.
          await program().updateProgramAttendees({ selector: { order_line_item_id: line }, data: { status: "active" } })
          expect(await sweep()).toMatchObject({ created: 0, canceled: 1, failed: [] })
          expect(await byTier()).toEqual({ STANDARD: "canceled", VIP: "active" })
          expect(await sweep()).toMatchObject({ created: 0, canceled: 0 })
        })

        it("are canceled when all the money of their order went back", async () => {
          const order = await checkout(dayVariantId, 2, signedIn)
          await eventually(async () => expect(await states(order)).toEqual(["active", "active"]))
          const { data } = await adminGet(`/admin/orders/${order.id}?fields=*payment_collections.payments`)
          const [payment] = data.order.payment_collections[0].payments
          await adminPost(`/admin/payments/${payment.id}/capture`, {})
          expect((await adminPost(`/admin/payments/${payment.id}/refund`, { amount: payment.amount / 2 })).status).toBe(200)
          await sweep()
          expect(await states(order)).toEqual(["active", "active"])
          expect((await adminPost(`/admin/payments/${payment.id}/refund`, { amount: payment.amount / 2 })).status).toBe(200)
          await eventually(async () => expect(await states(order)).toEqual(["canceled", "canceled"]))
        })

        it("are reinstated when a later step of their workflow fails", async () => {
          const order = await createOrder(2)
          await sweep()
          await takeBack(order, 1)
          jest.spyOn(container.resolve(Modules.EVENT_BUS), "emit").mockRejectedValue(new Error("bus is down"))
          try {
            await cancelReturnedAttendeesWorkflow(container).run({ input: { order_ids: [order.id] }, throwOnError: false })
          } finally {
            jest.restoreAllMocks()
          }
          expect(await states(order)).toEqual(["active", "active"])
        })
      })
    })

    describe("seats", () => {
      let event: any
      let session: any

      /** Tickets for as many people, straight from the module. */
      async function people(count: number): Promise<string[]> {
        const [ticketType] = await program().listTicketTypesByVariant([dayVariantId])
        const ids = Array.from({ length: count }, (_, number) => `cus_person${number}`)
        await program().recordAttendees(
          ids.map((id, number) => ({
            event_id: event.id,
            ticket_type_id: ticketType.id,
            order_id: `order_person${number}`,
            order_line_item_id: `ordli_person${number}`,
            unit: 0,
            customer_id: id,
            email: `${id}@example.com`,
            name: null,
            tier: "STANDARD" as const,
          }))
        )
        return ids
      }
      const register = (id: string, body?: unknown) =>
        call("post", `/store/event-sessions/${session.id}/registration`, signIn(id), body)
      const cancel = (id: string) => call("delete", `/store/event-sessions/${session.id}/registration`, signIn(id))
      const taken = async () => (await program().countRegistrations([session.id])).get(session.id)

      beforeEach(async () => {
        event = await createEvent()
        session = await createSession(event.id)
        await createTicketType(event.id)
      })

      it("are for signed-in customers with a ticket of this event", async () => {
        const path = `/store/event-sessions/${session.id}/registration`
        expect((await call("post", path, store)).status).toBe(401)
        expect((await call("delete", path, store)).status).toBe(401)
        expect(await register(customerId)).toMatchObject({ status: 400, data: { code: "attendee_required" } })

        const [mine, other] = await people(2)
        expect(await register(mine, { attendeeId: "att_none" })).toMatchObject({ status: 400, data: { code: "attendee_required" } })
        const [{ id: otherTicket }] = await program().listActiveAttendees({ customer_id: other })
        expect(await register(mine, { attendeeId: otherTicket })).toMatchObject({ data: { code: "attendee_required" } })
        expect(await register(mine, { sessionId: "x" })).toMatchObject({ data: { code: "invalid_request" } })

        const elsewhere = await createEvent({ title: "Elsewhere" })
        const foreign = await createSession(elsewhere.id)
        expect(await call("post", `/store/event-sessions/${foreign.id}/registration`, signIn(mine))).toMatchObject({
          data: { code: "attendee_required" },
        })
        expect(await call("post", "/store/event-sessions/evses_none/registration", signIn(mine))).toMatchObject({
          status: 404,
          data: { code: "session_not_found" },
        })
        await adminPost(`/admin/events/${event.id}`, { status: "draft" })
        expect(await register(mine)).toMatchObject({ status: 404, data: { code: "session_not_found" } })
        expect(await taken()).toBe(0)
      })

      it("are taken and given back, and asking again changes nothing", async () => {
        const [mine] = await people(1)
        const first = await register(mine)
        expect(first).toMatchObject({
          status: 200,
          data: { registration: { id: expect.stringMatching(/^sesreg_/), sessionId: session.id, status: "registered" } },
        })
        expect((await register(mine)).data).toEqual(first.data)
        expect((await storeGet("/store/customers/me/tickets", signIn(mine))).data.tickets[0].registeredSessionIds).toEqual([session.id])
        expect((await storeGet(`/store/event-sessions/${session.id}`)).data.session.seatsLeft).toBe(4)

        const given = await cancel(mine)
        expect(given.data.registration).toEqual({ ...first.data.registration, status: "canceled" })
        expect((await cancel(mine)).data).toEqual(given.data)
        expect((await storeGet(`/store/event-sessions/${session.id}`)).data.session.seatsLeft).toBe(5)
        expect(await cancel("cus_none")).toMatchObject({ status: 404, data: { code: "registration_not_found" } })

        expect((await register(mine)).data.registration.id).not.toBe(first.data.registration.id)
        expect(await taken()).toBe(1)
      })

      it("can be taken for each ticket of a customer", async () => {
        await createOrder(2)
        await sweep()
        const [one, two] = await program().listActiveAttendees({ customer_id: customerId })
        const first = await register(customerId)
        expect((await register(customerId)).data).toEqual(first.data)
        const otherId = first.data.registration.attendeeId === one.id ? two.id : one.id
        expect((await register(customerId, { attendeeId: otherId })).data.registration.attendeeId).toBe(otherId)
        expect(await taken()).toBe(2)
      })

      it("end with the session, but who sits there still does", async () => {
        const [mine, late] = await people(2)
        await register(mine)
        await adminPost(`/admin/event-sessions/${session.id}`, { starts_at: "2020-01-01T09:00:00Z", ends_at: "2020-01-01T10:00:00Z" })
        expect((await register(mine)).status).toBe(200)
        expect(await register(late)).toMatchObject({ status: 400, data: { code: "session_ended" } })
      })

      it("are never sold twice: 20 people at once for 5 seats", async () => {
        const ids = await people(20)
        const answers = await Promise.all(ids.map((id) => register(id)))
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
        const refusals = answers.filter(({ status }) => status !== 200)
        expect(refusals.map(({ status, data }) => [status, data.code])).toEqual(Array(15).fill([400, "session_full"]))
        expect(await taken()).toBe(5)

        const winner = ids[answers.findIndex(({ status }) => status === 200)]
        await cancel(winner)
        const losers = ids.filter((_, index) => answers[index].status !== 200)
        const second = await Promise.all(losers.map((id) => register(id)))
        expect(second.filter(({ status }) => status === 200)).toHaveLength(1)
        expect(await taken()).toBe(5)
      })

      it("would be sold twice without the lock (negative control)", async () => {
        await adminPost(`/admin/event-sessions/${session.id}`, { capacity: 1 })
        const ids = await people(2)
        const bothLooked = barrier(2)
        const service = program() as unknown as { lockSession_: typeof lockSession }
        const lock = service.lockSession_
        service.lockSession_ = async (trx, id) => {
          // Each goes on with what it saw before the other took the seat, however slow the machine is.
          await trx.raw("set transaction isolation level repeatable read")
          const [unlocked] = await selectSession(trx, id)
          await bothLooked()
          return unlocked
        }
        try {
          await Promise.all(ids.map((id) => program().registerSeat({ session_id: session.id, customer_id: id })))
        } finally {
          service.lockSession_ = lock
        }
        expect(await taken()).toBe(2)
      })

      it("are taken once by one person who asks many times at once", async () => {
        const [mine] = await people(1)
        const answers = await Promise.all(Array.from({ length: 8 }, () => register(mine)))
        expect(new Set(answers.map(({ data }) => data.registration.id)).size).toBe(1)
        expect(await taken()).toBe(1)
      })

      it("are not taken with a ticket that is being canceled", async () => {
        const ids = await people(5)
        await Promise.all(
          ids.flatMap((id, number) => [
            register(id),
            program().cancelAttendeesOfOrders([`order_person${number}`]),
          ])
        )
        expect(await taken()).toBe(0)
      })

      it("come back when a cancellation is undone, unless somebody else has them", async () => {
        await adminPost(`/admin/event-sessions/${session.id}`, { capacity: 1 })
        const [mine, other] = await people(2)
        await register(mine)
        const canceled = await program().cancelAttendeesOfOrders(["order_person0"])
        expect(canceled.registrations).toHaveLength(1)
        await program().reinstateAttendees(canceled)
        expect(await taken()).toBe(1)
        expect(await program().listActiveAttendees({ customer_id: mine })).toHaveLength(1)

        const again = await program().cancelAttendeesOfOrders(["order_person0"])
        await register(other)
        await program().reinstateAttendees(again)
        expect(await taken()).toBe(1)
        expect((await storeGet("/store/customers/me/tickets", signIn(mine))).data.tickets).toMatchObject([
          { status: "active", registeredSessionIds: [] },
        ])
      })
    })
  },
})
