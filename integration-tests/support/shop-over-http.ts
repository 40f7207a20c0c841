import type { AxiosInstance, AxiosRequestConfig } from "axios"
import type { Client } from "pg"
import type { Shop } from "./shop"

const HOUR = 3_600_000
const CREDENTIALS = { email: "organizer@example.com", password: "an organizer's password" }
const CURRENCIES = ["eur", "usd"]

/**
 * An organizer who can sign in. The first one has nobody to invite them, so `medusa user` writes them into the database;
 * this does the same without starting Medusa a second time.
 */
async function createAdmin(api: AxiosInstance, database: Client): Promise<AxiosRequestConfig> {
  const { data } = await api.post("/auth/user/emailpass/register", CREDENTIALS)
  const { auth_identity_id } = JSON.parse(Buffer.from(data.token.split(".")[1], "base64url").toString())
  await database.query(`insert into "user" (id, email) values ('user_organizer', $1)`, [CREDENTIALS.email])
  await database.query(`update auth_identity set app_metadata = '{"user_id": "user_organizer"}' where id = $1`, [auth_identity_id])
  const login = await api.post("/auth/user/emailpass", CREDENTIALS)
  return { headers: { authorization: `Bearer ${login.data.token}` } }
}

/**
 * The shop of `seedShop`, made through the admin API of a server in another process.
 * @param paymentProviders those of both regions
 */
export async function seedShopOverHttp(api: AxiosInstance, database: Client, paymentProviders: string[]): Promise<Shop> {
  const admin = await createAdmin(api, database)
  const post = async (path: string, body: unknown) => (await api.post(path, body, admin)).data

  const { sales_channel: channel } = await post("/admin/sales-channels", { name: "Tickets" })
  const { api_key: key } = await post("/admin/api-keys", { title: "Storefront", type: "publishable" })
  await post(`/admin/api-keys/${key.id}/sales-channels`, { add: [channel.id] })
  const region = async (name: string, currency: string, country: string) =>
    (await post("/admin/regions", { name, currency_code: currency, countries: [country], payment_providers: paymentProviders })).region
  const germany = await region("Germany", "eur", "de")
  const unitedStates = await region("United States", "usd", "us")
  await post("/admin/tax-regions", {
    country_code: "de",
    provider_id: "tp_system",
    default_tax_rate: { name: "VAT", code: "vat", rate: 19 },
  })
  const { shipping_profiles: profiles } = (await api.get("/admin/shipping-profiles?type=default", admin)).data
  if (!profiles.length) {
    await post("/admin/shipping-profiles", { name: "Default", type: "default" })
  }

  const product = async (title: string, variants: string[], price: number): Promise<string[]> => {
    const { product: created } = await post("/admin/products?fields=id,variants.id,variants.title", {
      title,
      status: "published",
      options: [{ title: "Kind", values: variants }],
      sales_channels: [{ id: channel.id }],
      variants: variants.map((variant, index) => ({
        title: variant,
        manage_inventory: false,
        options: { Kind: variant },
        prices: CURRENCIES.map((currency_code) => ({ currency_code, amount: price * (index + 1) })),
      })),
    })
    return variants.map((variant) => created.variants.find((candidate: { title: string }) => candidate.title === variant).id)
  }
  const [standard, vip] = await product("Festival ticket", ["Standard", "VIP"], 100)
  const [otherTicket] = await product("Other ticket", ["Standard"], 50)
  const [plain] = await product("Poster", ["A2"], 20)

  const start = Date.now() + 30 * 24 * HOUR
  const at = (hours: number) => new Date(start + hours * HOUR).toISOString()
  const event = async (title: string, handle: string): Promise<string> => {
    const body = { title, handle, starts_at: at(0), ends_at: at(48), time_zone: "Europe/Berlin", status: "published" }
    return (await post("/admin/events", body)).event.id
  }
  const main = await event("Festival", "festival")
  const other = await event("Other event", "other-event")
  const sessionIds: string[] = []
  for (const [index, title] of ["Opening", "Workshop"].entries()) {
    const body = { title, starts_at: at(index), ends_at: at(index + 1), capacity: 50 }
    sessionIds.push((await post(`/admin/events/${main}/sessions`, body)).session.id)
  }
  const ticketType = async (eventId: string, product_variant_id: string, name: string, tier: string) =>
    await post(`/admin/events/${eventId}/ticket-types`, { product_variant_id, name, tier })
  await ticketType(main, standard, "Standard", "STANDARD")
  await ticketType(main, vip, "VIP", "VIP")
  await ticketType(other, otherTicket, "Standard", "STANDARD")

  return {
    regionId: germany.id,
    usRegionId: unitedStates.id,
    salesChannelId: channel.id,
    eventId: main,
    otherEventId: other,
    sessionIds,
    tickets: { standard, vip, other: otherTicket },
    plainVariantId: plain,
    store: { headers: { "x-publishable-api-key": key.token } },
    admin,
  }
}
