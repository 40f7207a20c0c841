import { OfferOptions } from "./types"

type Limited = { per_order_limit: number | null }

/**
 * An offer's terms with the most units that one order can have of it: the organizer's number, or else the shop's, so that one
 * request without an account can't hold all there is.
 */
export const withOrderLimit = <Terms extends Limited>(terms: Terms, { maxUnitsPerOrder }: Pick<OfferOptions, "maxUnitsPerOrder">): Terms & { per_order_limit: number } => ({
  ...terms,
  per_order_limit: terms.per_order_limit ?? maxUnitsPerOrder,
})
