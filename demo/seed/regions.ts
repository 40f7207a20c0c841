import { Api } from "./api"

const CHECKOUT_PROVIDER = "pp_stripe-checkout_stripe-checkout"
const PROVIDERS = [CHECKOUT_PROVIDER, "pp_stripe_stripe"]

/** Shelf prices contain tax where the law wants it so; the first country is the one the demo sells to. */
const REGIONS = [
  {
    name: "Europe",
    currency: "eur",
    taxInclusive: true,
    countries: ["de", "at", "be", "es", "fi", "fr", "ie", "it", "nl", "pt"],
  },
  { name: "United Kingdom", currency: "gbp", taxInclusive: true, countries: ["gb"] },
  { name: "United States", currency: "usd", taxInclusive: false, countries: ["us"] },
  { name: "Japan", currency: "jpy", taxInclusive: true, countries: ["jp"] },
]

/** Standard rates in per cent. In the United States tax depends on the place; this is one a buyer might meet. */
const TAXES: Record<string, { name: string; rate: number }> = {
  de: { name: "MwSt.", rate: 19 },
  at: { name: "USt.", rate: 20 },
  be: { name: "BTW", rate: 21 },
  es: { name: "IVA", rate: 21 },
  fi: { name: "ALV", rate: 25.5 },
  fr: { name: "TVA", rate: 20 },
  ie: { name: "VAT", rate: 23 },
  it: { name: "IVA", rate: 22 },
  nl: { name: "BTW", rate: 21 },
  pt: { name: "IVA", rate: 23 },
  gb: { name: "VAT", rate: 20 },
  us: { name: "Sales tax", rate: 8.875 },
  jp: { name: "Consumption tax", rate: 10 },
}

export const COUNTRIES = REGIONS.flatMap((region) => region.countries)

interface Region {
  id: string
  name: string
  countries: { iso_2: string }[]
}

/** Regions with both Stripe providers, and a tax rate for each country. Answers the id of the first region. */
export async function seedRegions(api: Api): Promise<{ regionId: string }> {
  const providers = await paymentProviders(api)
  const { regions } = await api.get<{ regions: Region[] }>("/admin/regions?limit=200&fields=id,name,*countries")
  const ids: string[] = []
  for (const wanted of REGIONS) {
    // A country belongs to one region only; in a shop that exists, the region that has it serves as well.
    const standing = regions.find(
      (region) => region.name === wanted.name || region.countries.some((country) => country.iso_2 === wanted.countries[0])
    )
    if (standing) {
      ids.push(standing.id)
      continue
    }
    const taken = new Set(regions.flatMap((region) => region.countries.map((country) => country.iso_2)))
    const { region } = await api.post<{ region: Region }>("/admin/regions", {
      name: wanted.name,
      currency_code: wanted.currency,
      countries: wanted.countries.filter((country) => !taken.has(country)),
      is_tax_inclusive: wanted.taxInclusive,
      automatic_taxes: true,
      payment_providers: providers,
    })
    ids.push(region.id)
  }
  await taxRegions(api)
  return { regionId: ids[0] }
}

async function paymentProviders(api: Api): Promise<string[]> {
  type Provider = { id: string; is_enabled: boolean }
  const { payment_providers } = await api.get<{ payment_providers: Provider[] }>(
    "/admin/payments/payment-providers?limit=200"
  )
  const enabled = payment_providers.filter((provider) => provider.is_enabled).map((provider) => provider.id)
  const ours = PROVIDERS.filter((id) => enabled.includes(id))
  if (!ours.includes(CHECKOUT_PROVIDER)) {
    throw new Error(
      `The payment provider ${CHECKOUT_PROVIDER} is not registered (there are: ${enabled.join(", ") || "none"}). medusa-config.ts must list it.`
    )
  }
  return ours
}

async function taxRegions(api: Api): Promise<void> {
  type TaxRegion = { country_code: string; province_code: string | null }
  const { tax_regions } = await api.get<{ tax_regions: TaxRegion[] }>(
    "/admin/tax-regions?limit=500&fields=country_code,province_code"
  )
  const known = new Set(tax_regions.filter((region) => !region.province_code).map((region) => region.country_code))
  for (const country of COUNTRIES.filter((code) => !known.has(code))) {
    const { name, rate } = TAXES[country]
    await api.post("/admin/tax-regions", {
      country_code: country,
      provider_id: "tp_system",
      default_tax_rate: { name, rate, code: `${country}-standard` },
    })
  }
}
