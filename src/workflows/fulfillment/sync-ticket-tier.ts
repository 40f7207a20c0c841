import { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { highestTier } from "../../modules/offer/ticket-tiers"
import { TicketTier } from "../../modules/offer/types"
import type ProgramModuleService from "../../modules/program/service"

/**
 * Brings a ticket's tier in step with the upgrades bought for it that were not given back. It counts instead of
 * raising and lowering, so it may run any number of times; one at a time for a ticket, since two that read at once
 * could write in the wrong order.
 */
export async function syncTicketTier(container: MedusaContainer, attendeeId: string): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  await container.resolve(Modules.LOCKING).execute(
    `monetization-ticket:${attendeeId}`,
    async () => {
      const units = await service.listOfferUnits(
        { attendee_id: attendeeId, delivery_method: "TICKET_UPGRADE", status: ["PENDING", "FULFILLED"] },
        { select: ["id", "upgrade_tier"] }
      )
      const tier = highestTier(units.map((unit) => unit.upgrade_tier).filter((one): one is TicketTier => one !== null))
      await container.resolve<ProgramModuleService>("program").raiseTier(attendeeId, tier)
    },
    { timeout: 10 }
  )
}
