import type { AxiosInstance } from "axios"
import type { Shop } from "./shop"

export type Parcels = {
  locationId: string
  profileId: string
  /** Shipping option ids by name. */
  options: Record<string, string>
  /** Shipping options for products of another shipping profile. */
  createOption: (name: string, amount: number, profileId?: string) => Promise<string>
}

/** A warehouse that sends parcels to Germany, in the ways and at the flat prices given. */
export async function createParcels(api: AxiosInstance, shop: Shop, prices: Record<string, number>): Promise<Parcels> {
  const post = async (path: string, body: unknown) => (await api.post(path, body, shop.admin)).data
  const { stock_location } = await post("/admin/stock-locations", { name: "Warehouse" })
  await post(`/admin/stock-locations/${stock_location.id}/sales-channels`, { add: [shop.salesChannelId] })
  await post(`/admin/stock-locations/${stock_location.id}/fulfillment-providers`, { add: ["manual_manual"] })
  const sets = `/admin/stock-locations/${stock_location.id}/fulfillment-sets?fields=id,*fulfillment_sets`
  const { stock_location: located } = await post(sets, { name: "Parcels", type: "shipping" })
  const zones = `/admin/fulfillment-sets/${located.fulfillment_sets[0].id}/service-zones?fields=id,*service_zones`
  const { fulfillment_set } = await post(zones, { name: "Germany", geo_zones: [{ type: "country", country_code: "de" }] })
  const { data } = await api.get("/admin/shipping-profiles?type=default", shop.admin)
  const profileId = data.shipping_profiles[0].id as string

  const createOption = async (name: string, amount: number, profile = profileId): Promise<string> => {
    const { shipping_option } = await post("/admin/shipping-options", {
      name,
      service_zone_id: fulfillment_set.service_zones[0].id,
      shipping_profile_id: profile,
      provider_id: "manual_manual",
      price_type: "flat",
      type: { label: name, description: name, code: name.toLowerCase() },
      prices: [{ currency_code: "eur", amount }],
      rules: [
        { attribute: "enabled_in_store", operator: "eq", value: "true" },
        { attribute: "is_return", operator: "eq", value: "false" },
      ],
    })
    return shipping_option.id
  }
  const options: Record<string, string> = {}
  for (const [name, amount] of Object.entries(prices)) {
    options[name] = await createOption(name, amount)
  }
  return { locationId: stock_location.id, profileId, options, createOption }
}
