import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { OFFER_MODULE } from "../../../modules/offer"
import type OfferModuleService from "../../../modules/offer/service"
import { CreateOfferInput, OfferPriceInput, UpdateOfferInput } from "../types"

type CreateInput = { offer: CreateOfferInput; product_id: string; variant_id: string; variant_linked: boolean }

type Window = { starts_at?: string | null; expires_at?: string | null }

/** The sale window arrives as ISO text and is stored as dates; what wasn't given stays out. */
function withDates<Input extends Window>({ starts_at, expires_at, ...rest }: Input) {
  const date = (value: string | null) => (value ? new Date(value) : null)
  return {
    ...rest,
    ...(starts_at === undefined ? {} : { starts_at: date(starts_at) }),
    ...(expires_at === undefined ? {} : { expires_at: date(expires_at) }),
  }
}

export const createOfferStep = createStep(
  "create-offer",
  async ({ offer, ...variant }: CreateInput, { container }) => {
    const service = container.resolve<OfferModuleService>(OFFER_MODULE)
    const { prices, ...rest } = offer
    const created = await service.createOffers({
      ...withDates(rest),
      ...variant,
      catalog_status: service.options.stripe ? "pending" : "disabled",
      prices: prices as never,
    })
    return new StepResponse(created.id, created.id)
  },
  async (id, { container }) => {
    if (id) {
      await container.resolve<OfferModuleService>(OFFER_MODULE).deleteOffers(id)
    }
  }
)

/** The vendor's catalogue follows, at once. */
const catalogDue = ({ options }: OfferModuleService) =>
  options.stripe ? { catalog_status: "pending" as const, catalog_attempts: 0, catalog_next_attempt_at: null } : {}

/** Changes an offer's own row and prices, and marks it for the vendor's catalogue. */
export const updateOfferStep = createStep(
  "update-offer",
  async ({ prices, ...input }: UpdateOfferInput & { status?: "published" | "archived" }, { container }) => {
    const service = container.resolve<OfferModuleService>(OFFER_MODULE)
    const before = await service.retrieveOffer(input.id, { relations: ["prices"] })
    await service.changeOffer({ ...withDates(input), ...catalogDue(service) })
    if (prices) {
      await replacePrices(service, input.id, before.prices, prices)
    }
    if (input.code_source === "uploaded") {
      await service.countCodes(input.id)
    }
    return new StepResponse(input.id, { before, changed: Object.keys(input) })
  },
  async (undo, { container }) => {
    if (!undo) {
      return
    }
    const service = container.resolve<OfferModuleService>(OFFER_MODULE)
    const { before, changed } = undo
    const { prices, ...values } = before
    // Another source of codes had changed the total as well.
    const keys = changed.includes("code_source") ? [...changed, "inventory_total"] : changed
    const previous = Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)))
    await service.changeOffer({ ...previous, id: before.id, ...catalogDue(service) }, true)
    if (before.code_source === "uploaded") {
      await service.countCodes(before.id)
    }
    const current = await service.listOfferPrices({ offer_id: before.id })
    await replacePrices(
      service,
      before.id,
      current,
      prices.map((price) => ({
        currency_code: price.currency_code,
        amount: Number(price.amount),
        compare_at_amount: price.compare_at_amount === null ? null : Number(price.compare_at_amount),
      }))
    )
  }
)

/** Prices keep their row, and with it their twin at the vendor, as long as their currency stays. */
async function replacePrices(
  service: OfferModuleService,
  offerId: string,
  before: { id: string; currency_code: string }[],
  after: OfferPriceInput[]
): Promise<void> {
  const idOf = new Map(before.map((price) => [price.currency_code, price.id]))
  const gone = before.filter((price) => !after.some(({ currency_code }) => currency_code === price.currency_code))
  const known = after.filter((price) => idOf.has(price.currency_code))
  const fresh = after.filter((price) => !idOf.has(price.currency_code))
  const values = ({ currency_code, amount, compare_at_amount }: OfferPriceInput) => ({
    currency_code,
    amount,
    compare_at_amount: compare_at_amount ?? null,
  })
  await service.deleteOfferPrices(gone.map((price) => price.id))
  await service.updateOfferPrices(known.map((price) => ({ id: idOf.get(price.currency_code) as string, ...values(price) })))
  await service.createOfferPrices(fresh.map((price) => ({ offer_id: offerId, ...values(price) })))
}
