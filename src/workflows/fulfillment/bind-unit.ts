import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import { afterUpgrades } from "../../modules/offer/raised-tickets"
import type OfferModuleService from "../../modules/offer/service"
import { isBelow } from "../../modules/offer/ticket-tiers"
import { BoundUnit } from "../../modules/offer/ticket-binding"
import { TICKET_TIERS, TicketTier } from "../../modules/offer/types"
import { UnitRow } from "../../modules/offer/unit-ledger"
import type ProgramModuleService from "../../modules/program/service"
import { inChoosingOrder } from "../cart/upgrade-difference"
import { recordOrderAttendeesWorkflow } from "../program"
import { chooseTicket, OwnTicket } from "./choose-ticket"
import { parentOrderOf } from "./linked-orders"

type BoundOrder = { id: string; customer: { id: string; has_account: boolean } | null }
type Unit = Pick<UnitRow, "id" | "offer_id" | "event_id" | "order_id" | "upgrade_tier">
type Belongings = { tickets: OwnTicket[]; order_ids: string[] }

/**
 * Finds the ticket a unit belongs to, of the same order, of the order it followed up, or of the signed-in buyer, and
 * remembers it. @returns its id; null when the buyer has none that fits
 */
export async function bindUnit(container: MedusaContainer, unit: UnitRow): Promise<string | null> {
  if (unit.attendee_id) {
    return unit.attendee_id
  }
  const belongings = await belongingsOf(container, unit)
  for (const earlier of await earlierUpgrades(container, unit)) {
    await bind(container, earlier, belongings)
  }
  return await bind(container, unit, belongings)
}

/** The buyer's tickets as they were bought, the oldest first. */
async function belongingsOf(container: MedusaContainer, unit: Unit): Promise<Belongings> {
  const program = container.resolve<ProgramModuleService>("program")
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "customer.id", "customer.has_account"],
    filters: { id: unit.order_id },
  })
  const order = data[0] as unknown as BoundOrder | undefined
  const parent = await parentOrderOf(container, unit.order_id)
  const order_ids = parent ? [unit.order_id, parent] : [unit.order_id]
  // The attendees of an order placed a moment ago may not be written yet; doing it twice is nothing.
  await recordOrderAttendeesWorkflow(container).run({ input: { order_ids } })
  const [bought, owned] = await Promise.all([
    program.listActiveAttendees({ order_ids, event_id: unit.event_id }),
    order?.customer?.has_account ? program.listActiveAttendees({ customer_id: order.customer.id, event_id: unit.event_id }) : [],
  ])
  const tickets = [...owned, ...bought.filter((one) => !owned.some(({ id }) => id === one.id))]
  return { order_ids, tickets: tickets.map(({ id, event_id, order_id, bought_tier }) => ({ id, event_id, order_id, tier: bought_tier })) }
}

/** The order's upgrades that were priced before this one: they choose before it, in whatever order they are delivered. */
async function earlierUpgrades(container: MedusaContainer, unit: Unit): Promise<Unit[]> {
  const tier = unit.upgrade_tier
  if (!tier) {
    return []
  }
  const units = await container.resolve<OfferModuleService>(OFFER_MODULE).listOfferUnits({
    order_id: unit.order_id,
    event_id: unit.event_id,
    status: "PENDING",
    attendee_id: null,
    upgrade_tier: TICKET_TIERS.filter((one) => isBelow(one, tier)),
  })
  const rank = ({ offer_id, upgrade_tier }: Unit) => ({ id: offer_id, upgrade_tier: upgrade_tier as TicketTier })
  return units.sort((a, b) => inChoosingOrder(rank(a), rank(b)))
}

async function bind(container: MedusaContainer, unit: Unit, { tickets, order_ids }: Belongings): Promise<string | null> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const [offer] = await service.listOffers({ id: unit.offer_id }, { select: ["id", "target_tiers", "per_ticket_limit"] })
  const choose = (bound: BoundUnit[]) => {
    const ofOffer = bound.filter(({ offer_id }) => offer_id === unit.offer_id).map(({ ticket_id }) => ticket_id)
    const ticket = chooseTicket(afterUpgrades(tickets, bound), ofOffer, {
      event_id: unit.event_id,
      order_ids,
      target_tiers: offer?.target_tiers ?? [],
      upgrade_tier: unit.upgrade_tier,
      per_ticket_limit: offer?.per_ticket_limit ?? null,
    })
    return ticket?.id ?? null
  }
  return await service.bindTicket(unit.id, tickets.map(({ id }) => id), choose)
}
