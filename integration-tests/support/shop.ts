import { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingProfilesWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"
import type { AxiosInstance, AxiosRequestConfig, AxiosResponse } from "axios"
import type ProgramModuleService from "../../src/modules/program/service"

export type Shop = {
  regionId: string
  usRegionId: string
  salesChannelId: string
  eventId: string
  otherEventId: string
  sessionIds: string[]
  tickets: { standard: string; vip: string; other: string }
  /** An ordinary variant, sold without any offer. */
  plainVariantId: string
  store: AxiosRequestConfig
  admin: AxiosRequestConfig
}

const HOUR = 3_600_000

async function createAdmin(api: AxiosInstance, container: MedusaContainer): Promise<AxiosRequestConfig> {
  const credentials = { email: "organizer@example.com", password: "an organizer's password" }
  const { data } = await api.post("/auth/user/emailpass/register", credentials)
  const { auth_identity_id } = JSON.parse(Buffer.from(data.token.split(".")[1], "base64url").toString())
  const user = await container.resolve(Modules.USER).createUsers({ email: credentials.email })
  await container.resolve(Modules.AUTH).updateAuthIdentities({ id: auth_identity_id, app_metadata: { user_id: user.id } })
  const login = await api.post("/auth/user/emailpass", credentials)
  return { headers: { authorization: `Bearer ${login.data.token}` } }
}

/** A shop with two events, tickets in three tiers and an ordinary product: what every test starts from. */
export async function seedShop(api: AxiosInstance, container: MedusaContainer): Promise<Shop> {
  const admin = await createAdmin(api, container)
  const {
    result: [channel],
  } = await createSalesChannelsWorkflow(container).run({ input: { salesChannelsData: [{ name: "Tickets" }] } })
  const {
    result: [key],
  } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title: "Storefront", type: "publishable", created_by: "" }] },
  })
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: key.id, add: [channel.id] } })
  const payment_providers = ["pp_system_default", "pp_stripe-checkout_stripe-checkout", "pp_stripe_stripe"]
  const { result: regions } = await createRegionsWorkflow(container).run({
    input: {
      regions: [
        { name: "Germany", currency_code: "eur", countries: ["de"], payment_providers },
        { name: "United States", currency_code: "usd", countries: ["us"], payment_providers },
      ],
    },
  })
  await createTaxRegionsWorkflow(container).run({
    input: [{ country_code: "de", provider_id: "tp_system", default_tax_rate: { name: "VAT", code: "vat", rate: 19 } }],
  })
  await createShippingProfilesWorkflow(container).run({ input: { data: [{ name: "Default", type: "default" }] } })

  const product = (title: string, variants: string[], price: number) => ({
    title,
    status: "published" as const,
    options: [{ title: "Kind", values: variants }],
    sales_channels: [{ id: channel.id }],
    variants: variants.map((variant, index) => ({
      title: variant,
      manage_inventory: false,
      options: { Kind: variant },
      prices: [
        { currency_code: "eur", amount: price * (index + 1) },
        { currency_code: "usd", amount: price * (index + 1) },
      ],
    })),
  })
  const { result: products } = await createProductsWorkflow(container).run({
    input: {
      products: [product("Festival ticket", ["Standard", "VIP"], 100), product("Other ticket", ["Standard"], 50), product("Poster", ["A2"], 20)],
    },
  })
  const [standard, vip] = products[0].variants
  const program = container.resolve<ProgramModuleService>("program")
  const start = Date.now() + 30 * 24 * HOUR
  const event = (title: string, handle: string) => ({
    title,
    handle,
    starts_at: new Date(start),
    ends_at: new Date(start + 48 * HOUR),
    time_zone: "Europe/Berlin",
    status: "published" as const,
  })
  const [main, other] = await program.createProgramEvents([event("Festival", "festival"), event("Other event", "other-event")])
  const sessions = await program.createProgramSessions(
    ["Opening", "Workshop"].map((title, index) => ({
      event_id: main.id,
      title,
      starts_at: new Date(start + index * HOUR),
      ends_at: new Date(start + (index + 1) * HOUR),
      capacity: 50,
    }))
  )
  await program.createProgramTicketTypes([
    { event_id: main.id, product_variant_id: standard.id, name: "Standard", tier: "STANDARD" },
    { event_id: main.id, product_variant_id: vip.id, name: "VIP", tier: "VIP" },
    { event_id: other.id, product_variant_id: products[1].variants[0].id, name: "Standard", tier: "STANDARD" },
  ])
  return {
    regionId: regions[0].id,
    usRegionId: regions[1].id,
    salesChannelId: channel.id,
    eventId: main.id,
    otherEventId: other.id,
    sessionIds: sessions.map((session) => session.id),
    tickets: { standard: standard.id, vip: vip.id, other: products[1].variants[0].id },
    plainVariantId: products[2].variants[0].id,
    store: { headers: { "x-publishable-api-key": key.token } },
    admin,
  }
}

/** The answer of a call that is expected to be refused, instead of an exception. */
export async function refused(call: Promise<AxiosResponse>): Promise<{ status: number; code?: string; message?: string }> {
  try {
    const { status } = await call
    return { status }
  } catch (error) {
    const { response } = error as { response?: AxiosResponse }
    if (!response) {
      throw error
    }
    return { status: response.status, code: response.data.code, message: response.data.message }
  }
}

export type OfferOverrides = Record<string, unknown>

/** Creates an offer through the admin API and publishes it. */
export async function createOffer(api: AxiosInstance, shop: Shop, overrides: OfferOverrides = {}): Promise<string> {
  const { data } = await api.post(
    "/admin/offers",
    {
      event_id: shop.eventId,
      type: "MERCHANDISE",
      title: "Hoodie",
      inventory_total: 10,
      prices: [
        { currency_code: "eur", amount: 45, compare_at_amount: 60 },
        { currency_code: "usd", amount: 49.5 },
      ],
      ...overrides,
    },
    shop.admin
  )
  await api.post(`/admin/offers/${data.offer.id}/publish`, {}, shop.admin)
  return data.offer.id
}

/** A cart with a variant in it, as Medusa's own routes make it. */
export async function createCart(api: AxiosInstance, shop: Shop, variantId: string | null, options: AxiosRequestConfig = shop.store) {
  const { data } = await api.post(
    "/store/carts",
    {
      region_id: shop.regionId,
      email: "attendee@example.com",
      ...(variantId ? { items: [{ variant_id: variantId, quantity: 1 }] } : {}),
    },
    options
  )
  return data.cart.id as string
}

export async function addOffer(api: AxiosInstance, shop: Shop, cartId: string, offerId: string, quantity = 1) {
  const { data } = await api.post(`/store/carts/${cartId}/offers`, { offerId, quantity }, shop.store)
  return data.cart
}

export async function stockOf(api: AxiosInstance, shop: Shop, offerId: string) {
  const { data } = await api.get(`/admin/offers/${offerId}`, shop.admin)
  return data.offer.stock as { total: number | null; sold: number; held: number; available: number | null }
}

/** Places the order with Medusa's system payment provider, without Stripe. */
export async function orderByInvoice(api: AxiosInstance, shop: Shop, cartId: string): Promise<AxiosResponse> {
  const { data } = await api.post("/store/payment-collections", { cart_id: cartId }, shop.store)
  await api.post(
    `/store/payment-collections/${data.payment_collection.id}/payment-sessions`,
    { provider_id: "pp_system_default" },
    shop.store
  )
  return await api.post(`/store/carts/${cartId}/complete`, {}, shop.store)
}
