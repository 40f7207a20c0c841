import { Api } from "./api"
import { CURRENCIES } from "./types"

export interface Shop {
  salesChannelId: string
  publishableKey: string
}

export const STORE_NAME = "Lumen Events"
const CHANNEL = "Event shop"
const KEY = "Event storefront"

/** Store name and currencies, a sales channel of its own, and the key the storefront calls with. */
export async function seedShop(api: Api): Promise<Shop> {
  const salesChannelId = await salesChannel(api)
  await storeSettings(api, salesChannelId)
  return { salesChannelId, publishableKey: await publishableKey(api, salesChannelId) }
}

async function salesChannel(api: Api): Promise<string> {
  const query = new URLSearchParams({ name: CHANNEL, fields: "id" })
  const { sales_channels } = await api.get<{ sales_channels: { id: string }[] }>(`/admin/sales-channels?${query}`)
  if (sales_channels[0]) {
    return sales_channels[0].id
  }
  const { sales_channel } = await api.post<{ sales_channel: { id: string } }>("/admin/sales-channels", {
    name: CHANNEL,
    description: "Tickets and offers of the demo storefront",
  })
  return sales_channel.id
}

/** Where shelf prices are shown without tax. */
const TAX_ON_TOP = new Set<string>(["usd"])

/** Adds what is missing and never takes anything away: the database may be a shop that exists. */
async function storeSettings(api: Api, salesChannelId: string): Promise<void> {
  type Store = { id: string; name: string; supported_currencies: { currency_code: string; is_default: boolean }[] }
  const { stores } = await api.get<{ stores: Store[] }>("/admin/stores?fields=id,name,*supported_currencies")
  const store = stores[0]
  const known = store.supported_currencies.map((currency) => currency.currency_code)
  if (CURRENCIES.every((code) => known.includes(code))) {
    return
  }
  const isNew = store.name === "Medusa Store"
  const others = known.filter((code) => !CURRENCIES.some((wanted) => wanted === code))
  const standing = store.supported_currencies.find((currency) => currency.is_default)?.currency_code
  const fallback = isNew || !standing ? CURRENCIES[0] : standing
  await api.post(`/admin/stores/${store.id}`, {
    ...(isNew ? { name: STORE_NAME, default_sales_channel_id: salesChannelId } : {}),
    supported_currencies: [...CURRENCIES, ...others].map((code) => ({
      currency_code: code,
      is_default: code === fallback,
      // Prices of a currency, not of a region: its preference is what Medusa asks whether they contain the tax.
      ...(!isNew && known.includes(code) ? {} : { is_tax_inclusive: !TAX_ON_TOP.has(code) }),
    })),
  })
}

async function publishableKey(api: Api, salesChannelId: string): Promise<string> {
  type Key = { id: string; title: string; token: string; revoked_at: string | null; sales_channels?: { id: string }[] }
  const query = new URLSearchParams({ type: "publishable", title: KEY, fields: "id,title,token,revoked_at,*sales_channels" })
  const { api_keys } = await api.get<{ api_keys: Key[] }>(`/admin/api-keys?${query}`)
  const usable = api_keys.find((key) => !key.revoked_at)
  const key =
    usable ?? (await api.post<{ api_key: Key }>("/admin/api-keys", { title: KEY, type: "publishable" })).api_key
  if (!key.sales_channels?.some((channel) => channel.id === salesChannelId)) {
    await api.post(`/admin/api-keys/${key.id}/sales-channels`, { add: [salesChannelId] })
  }
  return key.token
}
