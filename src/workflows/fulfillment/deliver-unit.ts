import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { UnitProblem, UnitRow } from "../../modules/offer/unit-ledger"
import { errorMessage } from "../../utils/error-message"
import { bindUnit } from "./bind-unit"
import { openFile } from "./file-storage"
import { syncTicketTier } from "./sync-ticket-tier"

const NO_TICKET: UnitProblem = { code: "ticket_not_found", message: "The buyer has no ticket that this belongs to." }

/** Does what is due with a unit. @returns the problem that keeps it from being delivered */
async function attempt(container: MedusaContainer, unit: UnitRow): Promise<UnitProblem | null> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  if (unit.status === "REVOKED") {
    if (unit.attendee_id) {
      await syncTicketTier(container, unit.attendee_id)
    }
    await service.settleUnit(unit.id)
    return null
  }
  switch (unit.delivery_method) {
    case "ACCESS_CODE":
      return await service.assignCode(unit.id)
    case "DOWNLOAD": {
      const files = await service.listOfferAssets({ offer_id: unit.offer_id }, { select: ["id", "file_id"] })
      if (!files.length) {
        return { code: "no_files", message: "There is no file to download yet. Upload one, then try again." }
      }
      for (const file of files) {
        ;(await openFile(container, file.file_id)).destroy()
      }
      await service.fulfillUnit(unit.id, null)
      return null
    }
    case "TICKET_UPGRADE": {
      const attendeeId = await bindUnit(container, unit)
      if (!attendeeId) {
        return NO_TICKET
      }
      await syncTicketTier(container, attendeeId)
      await service.fulfillUnit(unit.id, null)
      return null
    }
    default: {
      // Done by somebody later; only the ticket it belongs to is found now.
      if (!(await bindUnit(container, unit))) {
        return NO_TICKET
      }
      await service.settleUnit(unit.id)
      return null
    }
  }
}

/** Delivers a unit, or keeps why it could not be and when to try again, for the organizer to see. */
export async function deliverUnit(container: MedusaContainer, unit: UnitRow): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  let problem: UnitProblem | null
  try {
    problem = await attempt(container, unit)
  } catch (error) {
    if (MedusaError.isMedusaError(error) && error.code === "purchase_refunded") {
      return
    }
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`Unit ${unit.id} could not be delivered: ${errorMessage(error)}`)
    problem = MedusaError.isMedusaError(error)
      ? { code: error.code ?? "delivery_failed", message: error.message }
      : { code: "delivery_failed", message: "Something unexpected went wrong." }
  }
  if (problem) {
    await service.failUnit(unit.id, problem)
  }
}

const BATCH = 100

/** Delivers what is due, the oldest first, until nothing is: the fast path after a sale and the sweep alike. */
export async function deliverDueUnits(container: MedusaContainer): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  for (;;) {
    const due = await service.takeDueUnits(BATCH)
    for (const unit of due) {
      await deliverUnit(container, unit)
    }
    if (due.length < BATCH) {
      return
    }
  }
}
