import { BigNumberInput } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { toMinorUnits } from "../../plugins/stripe/currency"

/**
 * The total an attendee was shown when they accepted, in major units. Null: they were shown none, so nothing is charged
 * without a payment page.
 */
export type SeenTotal = number | null

export const TOTAL_CHANGED = "funnel_total_changed"

/** For the attendee. */
export const TOTAL_CHANGED_MESSAGE = "This costs more now than you were shown. You have not been charged."

/**
 * What an attendee was shown is the most that is charged; less, as with a promotion that applies by itself, is fine.
 * @throws MedusaError NOT_ALLOWED `funnel_total_changed`
 */
export function assertSeenTotal(cart: { total: BigNumberInput; currency_code: string }, seen: SeenTotal): void {
  const minor = (amount: BigNumberInput) => toMinorUnits(amount, cart.currency_code)
  if (seen !== null && minor(cart.total) > minor(seen)) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, TOTAL_CHANGED_MESSAGE, TOTAL_CHANGED)
  }
}

export const isTotalChanged = (error: unknown): boolean => MedusaError.isMedusaError(error) && error.code === TOTAL_CHANGED
