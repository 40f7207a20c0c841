import { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { tokenSecret, verifyToken } from "../../utils/signed-token"
import { AdminUnit, decorateUnits } from "./list-admin-units"

async function retrieveAdminUnit(container: MedusaContainer, id: string, eventId: string): Promise<AdminUnit> {
  const row = await container.resolve<OfferModuleService>(OFFER_MODULE).findUnit(id)
  const [unit] = row?.event_id === eventId ? await decorateUnits(container, [row]) : []
  if (!unit) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such unit.", "unit_not_found")
  }
  return unit
}

/**
 * Lets the holder of a ticket in, once.
 * @param token what the ticket's QR code says
 * @param by the user who scanned it
 * @throws MedusaError `ticket_invalid`, `ticket_other_event`, `ticket_refunded`, `ticket_already_used`
 */
export async function checkInTicket(container: MedusaContainer, eventId: string, token: string, by: string): Promise<AdminUnit> {
  const { unit_id } = await verifyToken(tokenSecret(container), "ticket", token)
  await container.resolve<OfferModuleService>(OFFER_MODULE).checkIn(unit_id, eventId, by)
  return await retrieveAdminUnit(container, unit_id, eventId)
}

/**
 * Takes a check-in back: somebody scanned the wrong ticket. It can be used again.
 * @throws MedusaError `unit_not_found`, `ticket_invalid`, `purchase_refunded`
 */
export async function undoCheckIn(container: MedusaContainer, eventId: string, unitId: string): Promise<AdminUnit> {
  const unit = await retrieveAdminUnit(container, unitId, eventId)
  if (unit.delivery_method !== "QR_TICKET") {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "This is not a ticket that is checked in.", "ticket_invalid")
  }
  await container.resolve<OfferModuleService>(OFFER_MODULE).reopenUnit(unitId)
  return await retrieveAdminUnit(container, unitId, eventId)
}
