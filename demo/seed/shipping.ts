import { Api } from "./api"
import { COUNTRIES } from "./regions"
import { CURRENCIES, Prices } from "./types"

const LOCATION = "Werkhof Berlin"
const FULFILLMENT_PROVIDER = "manual_manual"

const OPTIONS: { set: string; type: "pickup" | "shipping"; name: string; code: string; description: string; prices: Prices }[] = [
  {
    set: "Event counter",
    type: "pickup",
    name: "Collect at the event",
    code: "collect",
    description: "Waiting for you at the info counter, with your name on it",
    prices: { eur: 0, usd: 0, gbp: 0, jpy: 0 },
  },
  {
    set: "Parcels from Berlin",
    type: "shipping",
    name: "Standard shipping",
    code: "standard",
    description: "3 to 6 working days",
    prices: { eur: 6.9, usd: 12.9, gbp: 8.9, jpy: 1900 },
  },
]

interface Zone {
  id: string
  name: string
}
interface FulfillmentSet {
  id: string
  name: string
  service_zones: Zone[]
}
interface Location {
  id: string
  fulfillment_sets?: FulfillmentSet[]
}

/** One place that goods leave from, and the two ways to get them. */
export async function seedShipping(api: Api, salesChannelId: string): Promise<{ locationId: string }> {
  const profileId = await shippingProfile(api)
  const location = await stockLocation(api, salesChannelId)
  for (const option of OPTIONS) {
    const set = location.fulfillment_sets?.find((known) => known.name === option.set) ?? (await addSet(api, location.id, option))
    const zone = set.service_zones?.[0] ?? (await addZone(api, set))
    await shippingOption(api, option, zone.id, profileId)
  }
  return { locationId: location.id }
}

async function shippingProfile(api: Api): Promise<string> {
  const { shipping_profiles } = await api.get<{ shipping_profiles: { id: string; type: string }[] }>(
    "/admin/shipping-profiles?limit=200&fields=id,type"
  )
  const standing = shipping_profiles.find((profile) => profile.type === "default")
  if (standing) {
    return standing.id
  }
  const { shipping_profile } = await api.post<{ shipping_profile: { id: string } }>("/admin/shipping-profiles", {
    name: "Merchandise",
    type: "default",
  })
  return shipping_profile.id
}

async function stockLocation(api: Api, salesChannelId: string): Promise<Location> {
  const fields = "id,name,*sales_channels,*fulfillment_providers,*fulfillment_sets,*fulfillment_sets.service_zones"
  const query = new URLSearchParams({ name: LOCATION, fields })
  type Known = Location & { sales_channels?: { id: string }[]; fulfillment_providers?: { id: string }[] }
  const { stock_locations } = await api.get<{ stock_locations: Known[] }>(`/admin/stock-locations?${query}`)
  const location: Known =
    stock_locations[0] ??
    (
      await api.post<{ stock_location: Known }>("/admin/stock-locations", {
        name: LOCATION,
        address: { address_1: "Uferstraße 12", postal_code: "10243", city: "Berlin", country_code: "DE" },
      })
    ).stock_location
  if (!location.sales_channels?.some((channel) => channel.id === salesChannelId)) {
    await api.post(`/admin/stock-locations/${location.id}/sales-channels`, { add: [salesChannelId] })
  }
  if (!location.fulfillment_providers?.some((provider) => provider.id === FULFILLMENT_PROVIDER)) {
    await api.post(`/admin/stock-locations/${location.id}/fulfillment-providers`, { add: [FULFILLMENT_PROVIDER] })
  }
  return location
}

async function addSet(api: Api, locationId: string, option: { set: string; type: string }): Promise<FulfillmentSet> {
  const { stock_location } = await api.post<{ stock_location: Location }>(
    `/admin/stock-locations/${locationId}/fulfillment-sets?fields=id,*fulfillment_sets,*fulfillment_sets.service_zones`,
    { name: option.set, type: option.type }
  )
  const set = stock_location.fulfillment_sets?.find((known) => known.name === option.set)
  if (!set) {
    throw new Error(`The fulfilment set "${option.set}" was not made.`)
  }
  return set
}

async function addZone(api: Api, set: FulfillmentSet): Promise<Zone> {
  const { fulfillment_set } = await api.post<{ fulfillment_set: FulfillmentSet }>(
    `/admin/fulfillment-sets/${set.id}/service-zones?fields=id,*service_zones`,
    { name: set.name, geo_zones: COUNTRIES.map((country) => ({ type: "country", country_code: country })) }
  )
  return fulfillment_set.service_zones[0]
}

async function shippingOption(api: Api, option: (typeof OPTIONS)[number], zoneId: string, profileId: string): Promise<void> {
  const { shipping_options } = await api.get<{ shipping_options: { id: string; name: string }[] }>(
    `/admin/shipping-options?service_zone_id=${zoneId}&fields=id,name`
  )
  if (shipping_options.some((known) => known.name === option.name)) {
    return
  }
  await api.post("/admin/shipping-options", {
    name: option.name,
    service_zone_id: zoneId,
    shipping_profile_id: profileId,
    provider_id: FULFILLMENT_PROVIDER,
    price_type: "flat",
    type: { label: option.name, description: option.description, code: option.code },
    prices: CURRENCIES.map((code) => ({ currency_code: code, amount: option.prices[code] })),
    rules: [
      { attribute: "enabled_in_store", operator: "eq", value: "true" },
      { attribute: "is_return", operator: "eq", value: "false" },
    ],
  })
}
