import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { AxiosInstance, AxiosRequestConfig } from "axios"
import { databaseUrl, ensureDatabase } from "../../demo/postgres"
import { startStripeStandIn, StripeStandIn } from "../../demo/stripe"
import { CARD } from "../support/cards"
import { eventually } from "../support/checkout"
import { connect, postgresFromEnv } from "../support/database"
import { ROOT } from "../support/server"
import { HostApp } from "./host-app"
import { filesOf, importedPackages, manifestOf, packPlugin, sizeOf } from "./packed-plugin"

/**
 * The published shape: the plugin is built and packed, the tarball is installed into a stock Medusa app in a folder of
 * its own, and an offer is sold there through HTTP.
 */
jest.setTimeout(600_000)

const ORGANIZER = { email: "organizer@example.com", password: "an organizer's password" }
const PROVIDER = "pp_stripe-checkout_stripe-checkout"
const WEBHOOK_SECRET = "whsec_package"
const DATABASE = `monetization_package_${process.pid}`
const MEGABYTE = 1024 * 1024

const folder = mkdtempSync(path.join(tmpdir(), "monetization-package-"))
let stripe: StripeStandIn
let host: HostApp
let tarball: string
let files: string[]

beforeAll(async () => {
  const postgres = postgresFromEnv()
  await ensureDatabase(postgres, DATABASE)
  stripe = await startStripeStandIn({ port: 0 })
  host = new HostApp(mkdtempSync(path.join(folder, "shop-")), {
    DATABASE_URL: databaseUrl(postgres, DATABASE),
    STRIPE_API_KEY: "sk_test_package",
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_BASE: stripe.url,
  })
  const packing = packPlugin(ROOT, folder)
  host.create(path.join(ROOT, "node_modules"))
  tarball = await packing
  files = filesOf(tarball)
  host.install(tarball)
})

afterAll(async () => {
  await host?.stop()
  await stripe?.close()
  const client = await connect(postgresFromEnv())
  await client.query(`drop database if exists "${DATABASE}" with (force)`)
  await client.end()
  rmSync(folder, { recursive: true, force: true })
})

describe("the tarball", () => {
  it("holds the built plugin, its papers and nothing else", () => {
    const papers = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"]
    expect(files.filter((file) => !file.startsWith(".medusa/server/src/")).sort()).toEqual(papers)
    // Built JavaScript and its types: no source, test, source map, or copy of somebody's admin build.
    const built = files.filter((file) => !papers.includes(file))
    expect(built.filter((file) => !/\.(js|mjs|d\.ts)$/.test(file) || /\.(spec|test)\./.test(file))).toEqual([])
    expect(built.filter((file) => file.startsWith(".medusa/server/src/admin/"))).toHaveLength(2)
    expect(sizeOf(host.plugin, files)).toBeLessThan(3 * MEGABYTE)
  })

  it.each([
    "admin/index.js",
    "admin/index.mjs",
    "api/middlewares.js",
    "workflows/index.js",
    "workflows/index.d.ts",
    "modules/funnel/index.js",
    "modules/offer/index.js",
    "modules/program/index.js",
    "plugins/stripe-checkout/index.js",
    "plugins/stripe/index.js",
  ])("has %s", (file) => {
    expect(files).toContain(`.medusa/server/src/${file}`)
  })

  it("imports only what a shop gets with it or already has", () => {
    const { dependencies, peerDependencies, peerDependenciesMeta } = manifestOf(host.plugin)
    const imported = importedPackages(host.plugin, files)
    const declared = { ...dependencies, ...peerDependencies }
    expect([...imported].filter(([name]) => !declared[name])).toEqual([])
    // What only the admin uses may be missing in a shop without one.
    const server = importedPackages(host.plugin, files.filter((file) => !file.includes("/src/admin/")))
    expect([...server.keys()].filter((name) => peerDependenciesMeta?.[name]?.optional)).toEqual([])
    expect(peerDependencies).toMatchObject({ "@medusajs/framework": ">=2.21 <3", "@medusajs/medusa": ">=2.21 <3" })
  })
})

describe("a stock Medusa app with the plugin", () => {
  it("migrates, and builds an admin with the plugin's pages", async () => {
    const prepareDatabase = async () => {
      await host.medusa("db:migrate", "--execute-safe-links")
      await host.medusa("user", "--email", ORGANIZER.email, "--password", ORGANIZER.password)
    }
    await Promise.all([prepareDatabase(), host.medusa("build", "--admin-only")])
    expect(host.adminText()).toContain("/monetization/offers")
  })

  it("imports the workflows, modules and providers by name", () => {
    const keys = (name: string) => host.evaluate(`Object.keys(require("medusa-plugin-event-monetization/${name}"))`)
    expect(keys("workflows")).toEqual(expect.arrayContaining(["createOfferWorkflow", "setCartOfferWorkflow", "startCheckoutWorkflow"]))
    expect(keys("modules/offer")).toEqual(expect.arrayContaining(["default", "OFFER_MODULE"]))
    expect(keys("plugins/stripe-checkout")).toContain("default")
    expect(existsSync(path.join(host.plugin, "package.json"))).toBe(true)
  })

  it("doesn't start with a wrong option, and names it", async () => {
    const { code, log } = await host.startInVain({ HOLD_MINUTES: "0" })
    expect(log).toContain("holdMinutes")
    expect(code).not.toBe(0)
  })

  it("sells an offer", async () => {
    const api = await host.start()
    stripe.setWebhookEndpoints([
      { url: `${api.defaults.baseURL}/hooks/payment/stripe-checkout_stripe-checkout`, secret: WEBHOOK_SECRET },
    ])
    const { admin, store, regionId, eventId, ticketId } = await openShop(api)

    const draft = await api.post(
      "/admin/offers",
      {
        event_id: eventId,
        type: "MERCHANDISE",
        title: "Hoodie",
        inventory_total: 3,
        prices: [{ currency_code: "eur", amount: 45, compare_at_amount: 60 }],
      },
      admin
    )
    const offerId: string = draft.data.offer.id
    await api.post(`/admin/offers/${offerId}/publish`, {}, admin)
    const list = await api.get(`/store/offers?eventId=${eventId}&regionId=${regionId}`, store)
    expect(list.data.offers).toMatchObject([{ id: offerId, price: 45, originalPrice: 60, currency: "eur", purchasable: true }])

    // The offer's Product and Price at Stripe, made by a subscriber.
    const offer = await eventually(
      async () => (await api.get(`/admin/offers/${offerId}`, admin)).data.offer,
      ({ stripe: { status } }) => status === "synced"
    )
    expect(offer).toMatchObject({
      stripe: { status: "synced", product_id: expect.stringMatching(/./), error: null },
      prices: [{ currency_code: "eur", amount: 45, stripe_price_id: expect.stringMatching(/^price_/) }],
    })

    const body = { region_id: regionId, email: CARD.email, items: [{ variant_id: ticketId, quantity: 1 }] }
    const cartId: string = (await api.post("/store/carts", body, store)).data.cart.id
    const { cart } = (await api.post(`/store/carts/${cartId}/offers`, { offerId, quantity: 2 }, store)).data
    expect(cart).toMatchObject({ tickets: [{ quantity: 1 }], offers: [{ offerId, quantity: 2, hold: { state: "live" } }], total: 190 })

    const checkout = await api.post(`/store/carts/${cartId}/checkout-session`, {}, store)
    expect(new URL(checkout.data.checkoutUrl).origin).toBe(stripe.url)
    stripe.payCheckoutSession(new URL(checkout.data.checkoutUrl).pathname.split("/").pop() as string, CARD)
    const settled = await eventually(
      async () => (await api.post(`/store/carts/${cartId}/checkout-session/confirm`, {}, store)).data,
      ({ status }) => status === "placed"
    )
    expect(settled).toMatchObject({ status: "placed", orderId: expect.stringMatching(/^order_/) })
    expect(stripe.state().money).toMatchObject({ eur: { captured: 19_000, refunded: 0 } })

    const purchases = await eventually(
      async () => (await api.get(`/admin/offers/${offerId}/purchases`, admin)).data.purchases,
      (purchases) => purchases.length > 0
    )
    expect(purchases).toMatchObject([{ order_id: settled.orderId, quantity: 2, currency_code: "eur" }])
    const attendees = await eventually(
      async () => (await api.get(`/admin/events/${eventId}/attendees`, admin)).data.attendees,
      (attendees) => attendees.length > 0
    )
    expect(attendees).toMatchObject([{ order_id: settled.orderId, tier: "VIP" }])
    const sold = (await api.get(`/admin/offers/${offerId}`, admin)).data.offer
    expect(sold.stock).toEqual({ total: 3, sold: 2, held: 0, available: 1 })
  })
})

interface OpenShop {
  admin: AxiosRequestConfig
  store: AxiosRequestConfig
  regionId: string
  eventId: string
  /** The variant of the one kind of ticket. */
  ticketId: string
}

/** What an organizer sets up before the first offer, through the admin API. */
async function openShop(api: AxiosInstance): Promise<OpenShop> {
  const login = await api.post("/auth/user/emailpass", ORGANIZER)
  const admin = { headers: { authorization: `Bearer ${login.data.token}` } }
  const post = async (route: string, body: unknown) => (await api.post(route, body, admin)).data

  const { sales_channel: channel } = await post("/admin/sales-channels", { name: "Tickets" })
  const { api_key: key } = await post("/admin/api-keys", { title: "Storefront", type: "publishable" })
  await post(`/admin/api-keys/${key.id}/sales-channels`, { add: [channel.id] })
  const { region } = await post("/admin/regions", {
    name: "Europe",
    currency_code: "eur",
    countries: ["de"],
    payment_providers: [PROVIDER],
  })
  const { product } = await post("/admin/products?fields=id,variants.id", {
    title: "Festival ticket",
    status: "published",
    options: [{ title: "Kind", values: ["VIP"] }],
    sales_channels: [{ id: channel.id }],
    variants: [{ title: "VIP", manage_inventory: false, options: { Kind: "VIP" }, prices: [{ currency_code: "eur", amount: 100 }] }],
  })
  const ticketId: string = product.variants[0].id
  const { event } = await post("/admin/events", {
    title: "Festival",
    starts_at: "2037-06-01T10:00:00Z",
    ends_at: "2037-06-02T22:00:00Z",
    time_zone: "Europe/Berlin",
    status: "published",
  })
  await post(`/admin/events/${event.id}/ticket-types`, { product_variant_id: ticketId, name: "VIP", tier: "VIP" })
  return { admin, store: { headers: { "x-publishable-api-key": key.token } }, regionId: region.id, eventId: event.id, ticketId }
}
