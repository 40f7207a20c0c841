import { MedusaContainer } from "@medusajs/framework/types"
import { OFFER_MODULE } from "../../modules/offer"
import { standingTickets } from "../../modules/offer/raised-tickets"
import type OfferModuleService from "../../modules/offer/service"
import { TicketTier } from "../../modules/offer/types"
import type ProgramModuleService from "../../modules/program/service"
import { inChoosingOrder } from "./upgrade-difference"

/** A customer with an account, or a guest by what they ordered. */
export type TicketOwner = { customer_id: string } | { order_ids: string[] }

export type OwnedTicket = { id: string; event_id: string; tier: TicketTier; ticket_type_id: string }

/**
 * Valid tickets of a buyer, the oldest first, with the tier each has once all upgrades bought for it are delivered: who buys
 * the next upgrade a moment after the last must not be priced as if there had been none. Two queries.
 */
export async function ownedTickets(container: MedusaContainer, owner: TicketOwner): Promise<OwnedTicket[]> {
  const attendees = await container.resolve<ProgramModuleService>("program").listActiveAttendees(owner)
  if (!attendees.length) {
    return []
  }
  const upgrades = await container
    .resolve<OfferModuleService>(OFFER_MODULE)
    .listBoughtUpgrades(owner, attendees.map((attendee) => attendee.id))
  const bought = attendees.map(({ id, event_id, bought_tier, ticket_type_id }) => ({ id, event_id, tier: bought_tier, ticket_type_id }))
  return standingTickets(bought, upgrades.sort((a, b) => a.age - b.age || inChoosingOrder(a, b)))
}
