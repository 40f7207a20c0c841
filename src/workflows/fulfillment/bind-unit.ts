import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { TicketTier } from "../../modules/offer/types"
import { UnitRow } from "../../modules/offer/unit-ledger"
import type ProgramModuleService from "../../modules/program/service"
import { recordOrderAttendeesWorkflow } from "../program"
import { chooseTicket } from "./choose-ticket"
import { parentOrderOf } from "./linked-orders"

type BoundOrder = { id: string; customer: { id: string; has_account: boolean } | null }

/**
 * Finds the ticket a unit belongs to, of the same order, of the order it followed up, or of the signed-in buyer, and
 * remembers it. @returns its id; null when the buyer has none that fits
 */
export async function bindUnit(container: MedusaContainer, unit: UnitRow): Promise<string | null> {
  if (unit.attendee_id) {
    return unit.attendee_id
  }
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const program = container.resolve<ProgramModuleService>("program")
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "customer.id", "customer.has_account"],
    filters: { id: unit.order_id },
  })
  const order = data[0] as unknown as BoundOrder | undefined
  const parent = await parentOrderOf(container, unit.order_id)
  const orderIds = parent ? [unit.order_id, parent] : [unit.order_id]
  // The attendees of an order placed a moment ago may not be written yet; doing it twice is nothing.
  await recordOrderAttendeesWorkflow(container).run({ input: { order_ids: orderIds } })
  const [bought, owned, [offer]] = await Promise.all([
    program.listActiveAttendees({ order_ids: orderIds, event_id: unit.event_id }),
    order?.customer?.has_account ? program.listActiveAttendees({ customer_id: order.customer.id, event_id: unit.event_id }) : [],
    service.listOffers({ id: unit.offer_id }, { select: ["id", "target_tiers", "per_ticket_limit"] }),
  ])
  const tickets = [...bought, ...owned.filter((one) => !bought.some(({ id }) => id === one.id))].map(({ id, order_id, tier }) => ({
    id,
    order_id,
    tier: tier as TicketTier,
  }))
  const bound = await service.listOfferUnits(
    { offer_id: unit.offer_id, attendee_id: tickets.map((ticket) => ticket.id), status: ["PENDING", "FULFILLED"] },
    { select: ["id", "attendee_id"] }
  )
  const ticket = chooseTicket(
    tickets,
    bound.map((one) => one.attendee_id as string),
    {
      order_ids: orderIds,
      target_tiers: offer?.target_tiers ?? [],
      upgrade_tier: unit.upgrade_tier,
      per_ticket_limit: offer?.per_ticket_limit ?? null,
    }
  )
  if (ticket) {
    await service.bindTicket(unit.id, ticket.id)
  }
  return ticket?.id ?? null
}
