import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import { needsTicket, TicketNeed } from "../../modules/offer/eligibility"
import type OfferModuleService from "../../modules/offer/service"
import { UnitProblem, UnitRow } from "../../modules/offer/unit-ledger"
import { errorMessage } from "../../utils/error-message"
import { bindUnit } from "./bind-unit"
import { openFile } from "./file-storage"
import { syncTicketTier } from "./sync-ticket-tier"

const NO_TICKET: UnitProblem = { code: "ticket_not_found", message: "The buyer has no ticket that this belongs to." }

const NO_FILES: UnitProblem = { code: "no_files", message: "There is no file to download yet. Upload one, then try again." }

/** Asks the storage for every file of an offer. @throws MedusaError `file_unavailable` */
async function checkFiles(container: MedusaContainer, offerId: string): Promise<UnitProblem | null> {
  const files = await container.resolve<OfferModuleService>(OFFER_MODULE).listOfferAssets({ offer_id: offerId }, { select: ["id", "file_id"] })
  for (const file of files) {
    ;(await openFile(container, file.file_id)).destroy()
  }
  return files.length ? null : NO_FILES
}

/** What `checkFiles` found, or threw, by offer: all units of a batch share one answer. */
type FileChecks = Map<string, Promise<UnitProblem | null>>

function checkFilesOnce(container: MedusaContainer, offerId: string, checks: FileChecks): Promise<UnitProblem | null> {
  const check = checks.get(offerId) ?? checkFiles(container, offerId)
  checks.set(offerId, check)
  return check
}

/** What units of one batch share. */
type Batch = { checks: FileChecks; offersOfTickets: Set<string> }

/** Offers among them whose units each belong to a ticket. */
async function offersOfTickets(container: MedusaContainer, units: UnitRow[]): Promise<Set<string>> {
  if (!units.length) {
    return new Set()
  }
  const offers = await container.resolve<OfferModuleService>(OFFER_MODULE).listOffers(
    { id: [...new Set(units.map((unit) => unit.offer_id))] },
    { select: ["id", "requires_ticket", "target_tiers", "per_ticket_limit", "upgrade_tier"] }
  )
  return new Set(offers.filter((offer) => needsTicket(offer as unknown as TicketNeed)).map((offer) => offer.id))
}

/**
 * Does what is due with a unit. The ticket it belongs to is found first, so that it counts for that ticket's limit, not for
 * the buyer's next one's; what can be delivered without is delivered all the same, for it was paid.
 * @returns the problem that keeps it from being delivered
 */
async function attempt(container: MedusaContainer, unit: UnitRow, { checks, offersOfTickets }: Batch): Promise<UnitProblem | null> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  if (unit.status === "REVOKED") {
    if (unit.attendee_id) {
      await syncTicketTier(container, unit.attendee_id)
    }
    await service.settleUnit(unit.id)
    return null
  }
  const ofTicket = offersOfTickets.has(unit.offer_id) || unit.upgrade_tier !== null
  const attendeeId = ofTicket ? await bindUnit(container, unit) : null
  switch (unit.delivery_method) {
    case "ACCESS_CODE":
      return await service.assignCode(unit.id)
    case "DOWNLOAD": {
      const problem = await checkFilesOnce(container, unit.offer_id, checks)
      if (!problem) {
        await service.fulfillUnit(unit.id, null)
      }
      return problem
    }
    case "TICKET_UPGRADE": {
      if (!attendeeId) {
        return NO_TICKET
      }
      await syncTicketTier(container, attendeeId)
      await service.fulfillUnit(unit.id, null)
      return null
    }
    default: {
      // Done by somebody sooner or later; only the ticket it belongs to was to be found now.
      if (ofTicket && !attendeeId && unit.status === "PENDING") {
        return NO_TICKET
      }
      await service.settleUnit(unit.id)
      return null
    }
  }
}

/** Delivers a unit, or keeps why it could not be and when to try again, for the organizer to see. */
async function deliverUnit(container: MedusaContainer, unit: UnitRow, batch: Batch): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  let problem: UnitProblem | null
  try {
    problem = await attempt(container, unit, batch)
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

/**
 * Delivers what is due, the oldest first, until nothing is: the fast path after a sale and the sweep alike.
 * @param among none but these, for somebody who waits for them
 */
export async function deliverDueUnits(container: MedusaContainer, among: string[] | null = null): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  for (;;) {
    const due = await service.takeDueUnits(BATCH, among)
    const batch: Batch = { checks: new Map(), offersOfTickets: await offersOfTickets(container, due) }
    for (const unit of due) {
      await deliverUnit(container, unit, batch)
    }
    if (due.length < BATCH) {
      return
    }
  }
}
