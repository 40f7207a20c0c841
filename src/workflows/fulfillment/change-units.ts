import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import { BY_HAND } from "../../modules/offer/delivery-methods"
import type OfferModuleService from "../../modules/offer/service"
import { UnitStatus } from "../../modules/offer/types"
import { deliverDueUnits } from "./deliver-unit"

export type UnitChange = "fulfill" | "reopen" | "retry"
export type UnitChangeResult = { id: string; status: UnitStatus | null; error: { code: string; message: string } | null }

const refuse = (code: string, message: string) => new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)

async function fulfillByHand(service: OfferModuleService, id: string, by: string): Promise<void> {
  const [unit] = await service.listOfferUnits({ id }, { select: ["id", "delivery_method"] })
  if (unit && !BY_HAND.includes(unit.delivery_method)) {
    throw refuse("not_by_hand", "This is delivered by itself. Mend what keeps it, then try again.")
  }
  await service.fulfillUnit(id, by)
}

/**
 * Changes units one by one and answers for each, so that a list of two hundred doesn't fail for one that was refunded.
 * Codes: `unit_not_found`, `purchase_refunded`, `not_by_hand`, `shipped_by_fulfillment`.
 */
export async function changeUnits(container: MedusaContainer, change: UnitChange, ids: string[], by: string): Promise<UnitChangeResult[]> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const errors = new Map<string, { code: string; message: string }>()
  if (change === "retry") {
    await service.retryUnits(ids)
    await deliverDueUnits(container, ids)
  } else {
    for (const id of ids) {
      try {
        await (change === "fulfill" ? fulfillByHand(service, id, by) : service.reopenUnit(id))
      } catch (error) {
        errors.set(id, refusalOf(container, id, error))
      }
    }
  }
  const units = await service.listOfferUnits({ id: ids }, { select: ["id", "status", "problem_code", "problem_message"], take: ids.length })
  return ids.map((id) => {
    const unit = units.find((one) => one.id === id)
    const problem = change === "retry" && unit?.problem_code ? { code: unit.problem_code, message: unit.problem_message ?? "" } : null
    const missing = unit ? null : { code: "unit_not_found", message: "There is no such unit." }
    return { id, status: unit?.status ?? null, error: errors.get(id) ?? problem ?? missing }
  })
}

function refusalOf(container: MedusaContainer, id: string, error: unknown): { code: string; message: string } {
  if (MedusaError.isMedusaError(error) && error.code) {
    return { code: error.code, message: error.message }
  }
  container.resolve(ContainerRegistrationKeys.LOGGER).error(`Unit ${id} could not be changed: ${error instanceof Error ? error.stack : error}`)
  return { code: "unexpected_error", message: "Something unexpected went wrong. Try again." }
}
