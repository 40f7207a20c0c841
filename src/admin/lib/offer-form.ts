import { AdminOffer, CodeSource, DeliveryMethod, OfferInput, OfferType, Placement, Tier, UpgradeTier } from "./types"
import { deliveryMethodsOf, stockIsCodes } from "./delivery"
import { exampleAmount, parseMoney } from "./money"
import { instantOf, instantOrKept, wallTimeOf } from "./time-zone"
import { parseCount, Problem, Problems } from "./validation"

/** The offer form: prices and counts are as typed, times are wall-clock times in the event's zone. */
export type OfferFormValues = {
  event_id: string
  type: OfferType | ""
  title: string
  description: string
  image_url: string | null
  prices: { currency_code: string; amount: string; compare_at_amount: string }[]
  placements: Placement[]
  target_session_ids: string[]
  target_tiers: Tier[]
  requires_ticket: boolean
  limited: boolean
  inventory_total: string
  per_customer_limit: string
  per_order_limit: string
  per_ticket_limit: string
  delivery_method: DeliveryMethod | ""
  upgrade_tier: UpgradeTier | ""
  charges_difference: boolean
  code_source: CodeSource
  starts_at: string
  expires_at: string
  position: string
  link_variant: boolean
  variant_id: string
}

const text = (value: number | null | undefined) => (value === null || value === undefined ? "" : String(value))

/** One price row for every currency of the store, and for any other the offer already has a price in. */
export function priceRows(offer: AdminOffer | undefined, currencies: string[]): OfferFormValues["prices"] {
  const codes = [...new Set([...currencies, ...(offer?.prices.map((price) => price.currency_code) ?? [])])]
  return codes.map((currency_code) => {
    const price = offer?.prices.find((entry) => entry.currency_code === currency_code)
    return { currency_code, amount: text(price?.amount), compare_at_amount: text(price?.compare_at_amount) }
  })
}

export function offerFormValues(
  offer: AdminOffer | undefined,
  currencies: string[],
  timeZone: string,
  eventId = ""
): OfferFormValues {
  return {
    event_id: offer?.event_id ?? eventId,
    type: offer?.type ?? "",
    title: offer?.title ?? "",
    description: offer?.description ?? "",
    image_url: offer?.image_url ?? null,
    prices: priceRows(offer, currencies),
    placements: offer?.placements ?? ["CHECKOUT"],
    target_session_ids: offer?.target_session_ids ?? [],
    target_tiers: offer?.target_tiers ?? [],
    requires_ticket: offer?.requires_ticket ?? false,
    limited: offer ? offer.inventory_total !== null : true,
    inventory_total: text(offer?.inventory_total),
    per_customer_limit: text(offer?.per_customer_limit),
    per_order_limit: text(offer?.per_order_limit),
    per_ticket_limit: text(offer?.per_ticket_limit),
    delivery_method: offer?.delivery_method ?? "",
    upgrade_tier: offer?.upgrade_tier ?? "",
    charges_difference: offer?.charges_difference ?? false,
    code_source: offer?.code_source ?? "uploaded",
    starts_at: wallTimeOf(offer?.starts_at, timeZone),
    expires_at: wallTimeOf(offer?.expires_at, timeZone),
    position: text(offer?.position ?? 0),
    link_variant: false,
    variant_id: "",
  }
}

function priceProblems(prices: OfferFormValues["prices"]): Problems {
  const problems: Problems = {}
  let priced = 0
  prices.forEach((row, index) => {
    const amount = parseMoney(row.amount, row.currency_code)
    const compareAt = parseMoney(row.compare_at_amount, row.currency_code)
    const noPrice: Problem = { key: "price", values: { example: exampleAmount(row.currency_code) } }
    if (amount === undefined) {
      problems[`prices.${index}.amount`] = noPrice
    } else if (amount === null && compareAt !== null) {
      problems[`prices.${index}.amount`] = { key: "priceForCompareAt" }
    } else if (amount !== null) {
      priced += 1
    }
    if (compareAt === undefined) {
      problems[`prices.${index}.compare_at_amount`] = noPrice
    } else if (typeof amount === "number" && compareAt !== null && compareAt <= amount) {
      problems[`prices.${index}.compare_at_amount`] = { key: "compareAtAbovePrice" }
    }
  })
  if (priced === 0 && prices.length > 0 && !problems["prices.0.amount"]) {
    problems["prices.0.amount"] = { key: "onePrice" }
  }
  return problems
}

function limitProblem(value: string): Problem | undefined {
  const count = parseCount(value)
  return count === undefined || count === 0 ? { key: "limit" } : undefined
}

/** When an offer is on sale, on the event's clocks; "" is no limit. */
export type SaleWindow = { starts_at: string; expires_at: string }

export function validateSaleWindow(values: SaleWindow, timeZone: string): Problems {
  return {
    starts_at: windowProblem(values.starts_at, timeZone),
    expires_at: expiryProblem(values, timeZone),
  }
}

function windowProblem(wall: string, timeZone: string): Problem | undefined {
  if (!wall) {
    return undefined
  }
  const { kind } = instantOf(wall, timeZone)
  if (kind === "invalid") {
    return { key: "date" }
  }
  return kind === "skipped" ? { key: "skippedTime", values: { zone: timeZone } } : undefined
}

function expiryProblem(values: SaleWindow, timeZone: string): Problem | undefined {
  const problem = windowProblem(values.expires_at, timeZone)
  const from = instantOf(values.starts_at, timeZone)
  const to = instantOf(values.expires_at, timeZone)
  if (problem || !("iso" in from) || !("iso" in to)) {
    return problem
  }
  return to.iso <= from.iso ? { key: "expiryAfterStart" } : undefined
}

function stockProblem(values: OfferFormValues, taken: number): Problem | undefined {
  if (!values.limited || stockIsCodes(values)) {
    return undefined
  }
  const total = parseCount(values.inventory_total)
  if (total === null) {
    return { key: "total" }
  }
  if (total === undefined) {
    return { key: "wholeNumber" }
  }
  return total < taken ? { key: "totalBelowSold", values: { count: taken } } : undefined
}

/** A limit for each ticket is typed only where a ticket is needed; a ticket is raised once. */
export function hasTicketLimit(
  values: Pick<OfferFormValues, "requires_ticket" | "target_tiers" | "delivery_method">
): boolean {
  return (values.requires_ticket || values.target_tiers.length > 0) && values.delivery_method !== "TICKET_UPGRADE"
}

/**
 * What is shipped needs an address; an offer that asked for one before goes on asking while it is delivered as before.
 * Of a linked variant its product says so, and an offer can't.
 */
function requiresShipping(values: OfferFormValues, offer: AdminOffer | undefined): boolean {
  if (offer?.variant_linked) {
    return offer.requires_shipping
  }
  return (
    values.delivery_method === "SHIPMENT" ||
    (offer?.requires_shipping === true && offer.delivery_method === values.delivery_method)
  )
}

function ticketLimit(values: OfferFormValues): number | null {
  if (values.delivery_method === "TICKET_UPGRADE") {
    return 1
  }
  return hasTicketLimit(values) ? (parseCount(values.per_ticket_limit) ?? null) : null
}

/** `taken`: units already sold, below which the total can't go. */
export function validateOffer(values: OfferFormValues, timeZone: string, taken = 0): Problems {
  return {
    event_id: values.event_id ? undefined : { key: "chooseEvent" },
    type: values.type ? undefined : { key: "chooseType" },
    title: values.title.trim() ? undefined : { key: "required" },
    ...priceProblems(values.prices),
    placements: values.placements.length > 0 ? undefined : { key: "onePlacement" },
    inventory_total: stockProblem(values, taken),
    per_customer_limit: limitProblem(values.per_customer_limit),
    per_order_limit: limitProblem(values.per_order_limit),
    per_ticket_limit: hasTicketLimit(values) ? limitProblem(values.per_ticket_limit) : undefined,
    delivery_method:
      values.type && !deliveryMethodsOf(values.type).some((method) => method === values.delivery_method)
        ? { key: "chooseDelivery" }
        : undefined,
    upgrade_tier:
      values.delivery_method === "TICKET_UPGRADE" && !values.upgrade_tier ? { key: "chooseTier" } : undefined,
    ...validateSaleWindow(values, timeZone),
    position: typeof parseCount(values.position) === "number" ? undefined : { key: "wholeNumber" },
    variant_id: values.link_variant && !values.variant_id ? { key: "chooseVariant" } : undefined,
  }
}

/** The request body of valid form values. */
export function offerInput(values: OfferFormValues, timeZone: string, offer?: AdminOffer): OfferInput {
  return {
    event_id: values.event_id,
    type: values.type as OfferType,
    title: values.title.trim(),
    description: values.description.trim() || null,
    image_url: values.image_url,
    placements: values.placements,
    target_session_ids: values.target_session_ids,
    target_tiers: values.target_tiers,
    ...(stockIsCodes(values) ? {} : { inventory_total: values.limited ? parseCount(values.inventory_total)! : null }),
    per_customer_limit: parseCount(values.per_customer_limit) ?? null,
    per_order_limit: parseCount(values.per_order_limit) ?? null,
    per_ticket_limit: ticketLimit(values),
    delivery_method: values.delivery_method as DeliveryMethod,
    upgrade_tier: values.delivery_method === "TICKET_UPGRADE" ? values.upgrade_tier || null : null,
    charges_difference: values.delivery_method === "TICKET_UPGRADE" && values.charges_difference,
    code_source: values.delivery_method === "ACCESS_CODE" ? values.code_source : null,
    requires_ticket: values.requires_ticket,
    requires_shipping: requiresShipping(values, offer),
    starts_at: instantOrKept(values.starts_at, timeZone, offer?.starts_at),
    expires_at: instantOrKept(values.expires_at, timeZone, offer?.expires_at),
    position: parseCount(values.position) ?? 0,
    ...(values.link_variant && values.variant_id ? { variant_id: values.variant_id } : {}),
    prices: values.prices.flatMap((row) => {
      const amount = parseMoney(row.amount, row.currency_code)
      return typeof amount === "number"
        ? [
            {
              currency_code: row.currency_code,
              amount,
              compare_at_amount: parseMoney(row.compare_at_amount, row.currency_code) ?? null,
            },
          ]
        : []
    }),
  }
}
