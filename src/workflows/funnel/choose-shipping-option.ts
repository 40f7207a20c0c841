export type ShippingOption = {
  id: string
  name: string
  /** `calculated`: a carrier says the price, of a cart that exists. */
  price_type: string
  shipping_profile_id: string | null
  is_tax_inclusive?: boolean
  /** Major units. Missing where the price is calculated, or where there is none in the currency. */
  amount?: unknown
}

export const isCalculated = (option: Pick<ShippingOption, "price_type">) => option.price_type === "calculated"

const hasPrice = ({ amount }: ShippingOption) => amount !== null && amount !== undefined

/** A price that isn't known yet is never the cheapest. */
const costOf = (option: ShippingOption) => (hasPrice(option) ? Number(option.amount) : Infinity)

/**
 * The way an accepted offer is sent: as the first order is, if it can be sent so; else the cheapest. Of options for other
 * kinds of parcels (shipping profiles) none: Medusa would refuse the order.
 * @param before the first order's options
 * @param profileId of the offer's product
 * @returns null when there is no way
 */
export function chooseShippingOption<Option extends ShippingOption>(
  options: Option[],
  before: (string | null)[],
  profileId: string | null
): Option | null {
  const usable = options.filter((option) => option.shipping_profile_id === profileId && (hasPrice(option) || isCalculated(option)))
  const same = before.flatMap((id) => usable.find((option) => option.id === id) ?? [])
  const [cheapest] = [...usable].sort((a, b) => compare(costOf(a), costOf(b)))
  return same[0] ?? cheapest ?? null
}

/** Not by subtraction: Infinity less Infinity is no number. */
const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)
