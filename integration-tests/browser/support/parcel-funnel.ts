import type { BackOffice } from "./back-office"
import type { Demo } from "./running-demo"

interface Step {
  key: string
  offer_id: string
  headline: string
  message: string | null
  on_accept: string | null
  on_decline: string | null
}

const OPTION = "Collect at the event"

/**
 * Makes the event's funnel offer one thing that is handed over, and has handing it over cost money, for as long as `run`
 * runs; then both are as they were.
 * @param run is given a way to set what it costs, in EUR
 */
export async function withParcelFunnel(
  office: BackOffice,
  demo: Demo,
  step: { offer: string; headline: string; message: string },
  run: (setPrice: (amount: number) => Promise<void>) => Promise<void>
): Promise<void> {
  const query = new URLSearchParams({ event_id: demo.eventId, status: "active" })
  const { funnels } = await office.admin.get<{ funnels: { id: string; steps: Step[] }[] }>(`/admin/offer-funnels?${query}`)
  const [funnel] = funnels
  const setSteps = (steps: Partial<Step>[]) => office.admin.post(`/admin/offer-funnels/${funnel.id}`, { steps })

  type Priced = { id: string; name: string; prices: { currency_code: string; amount: number; price_rules?: unknown[] }[] }
  const { shipping_options } = await office.admin.get<{ shipping_options: Priced[] }>("/admin/shipping-options?limit=50")
  const option = shipping_options.find(({ name }) => name === OPTION) as Priced
  const before = option.prices.map(({ currency_code, amount }) => ({ currency_code, amount }))
  const setPrices = (prices: typeof before) => office.admin.post(`/admin/shipping-options/${option.id}`, { prices })
  const setPrice = async (amount: number) => {
    await setPrices(before.map((price) => (price.currency_code === "eur" ? { ...price, amount } : price)))
  }
  try {
    await setSteps([{ key: "parcel", offer_id: (await office.offer(step.offer)).id, headline: step.headline, message: step.message }])
    await run(setPrice)
  } finally {
    await setPrices(before)
    await setSteps(funnel.steps.map(({ key, offer_id, headline, message, on_accept, on_decline }) => ({ key, offer_id, headline, message, on_accept, on_decline })))
  }
}
