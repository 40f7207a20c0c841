import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import type ProgramModuleService from "../../modules/program/service"
import { safeFileName } from "../../utils/file-name"
import { SignedToken, signToken, tokenSecret, verifyToken } from "../../utils/signed-token"
import { Buyer, PurchaseRow, retrievePurchaseOf } from "./buyer"
import { LINK_SECONDS } from "./downloads"
import { isTicket } from "./list-store-purchases"
import { renderTicket } from "./ticket-pdf"

export type TicketFile = { name: string; pdf: Buffer }

type Unit = Awaited<ReturnType<OfferModuleService["listOfferUnits"]>>[number]
type Name = { first_name: string | null; last_name: string | null } | null
type Order = { display_id: number; customer: Name; shipping_address: Name; billing_address: Name }

const serviceOf = (container: MedusaContainer) => container.resolve<OfferModuleService>(OFFER_MODULE)

/** What a ticket's QR code says. It names a unit and no person, and is good for as long as that unit is. */
export async function ticketToken(container: MedusaContainer, unitId: string): Promise<string> {
  return (await signToken(tokenSecret(container), "ticket", { unit_id: unitId }, null)).token
}

/** A unit of the purchase that is a ticket; null when there is none. @throws MedusaError `purchase_refunded` */
async function ticketUnit(container: MedusaContainer, purchaseId: string, unitId: string): Promise<Unit | null> {
  const [unit] = await serviceOf(container).listOfferUnits({ id: unitId, purchase_id: purchaseId })
  if (unit?.status === "REVOKED") {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "This ticket was refunded and is void.", "purchase_refunded")
  }
  return unit && isTicket(unit) ? unit : null
}

/**
 * A link to a unit's ticket, good for ten minutes.
 * @throws MedusaError `purchase_not_found`, `unit_not_found`, `purchase_refunded`
 */
export async function createTicketLink(container: MedusaContainer, buyer: Buyer, purchaseId: string, unitId: string): Promise<SignedToken> {
  const purchase = await retrievePurchaseOf(container, buyer, purchaseId)
  if (!(await ticketUnit(container, purchase.id, unitId))) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such ticket.", "unit_not_found")
  }
  return await signToken(tokenSecret(container), "ticket_file", { purchase_id: purchase.id, unit_id: unitId }, LINK_SECONDS)
}

const fullName = (name: Name | undefined) => [name?.first_name, name?.last_name].filter(Boolean).join(" ") || null

async function printTicket(container: MedusaContainer, purchase: PurchaseRow, unit: Unit): Promise<TicketFile> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const program = container.resolve<ProgramModuleService>("program")
  const [{ data: orders }, events, attendees] = await Promise.all([
    query.graph({
      entity: "order",
      fields: ["id", "display_id", "customer.first_name", "customer.last_name", "shipping_address.first_name", "shipping_address.last_name", "billing_address.first_name", "billing_address.last_name"],
      filters: { id: unit.order_id },
    }),
    // Also of an event that was deleted since: the ticket was bought.
    program.listProgramEvents({ id: unit.event_id }, { withDeleted: true }),
    unit.attendee_id ? program.listProgramAttendees({ id: unit.attendee_id }) : [],
  ])
  const order = orders[0] as unknown as Order | undefined
  const [event] = events
  const [attendee] = attendees
  if (!order || !event) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `Unit ${unit.id} has lost its order or its event.`)
  }
  const pdf = await renderTicket({
    event: { title: event.title, starts_at: new Date(event.starts_at), ends_at: new Date(event.ends_at), time_zone: event.time_zone, venue: event.venue, city: event.city },
    title: purchase.title,
    position: unit.position + 1,
    quantity: purchase.quantity,
    holder: {
      name: attendee?.name ?? fullName(order.shipping_address) ?? fullName(order.billing_address) ?? fullName(order.customer),
      email: attendee?.email ?? purchase.email,
    },
    order_number: String(order.display_id),
    unit_id: unit.id,
    token: await ticketToken(container, unit.id),
  })
  return { name: safeFileName(`${event.title} – ${purchase.title} ${unit.position + 1}.pdf`), pdf }
}

/**
 * The ticket that a link opens, asking the purchase again: a refund ends the links made before.
 * @throws MedusaError `download_link_invalid`, `download_link_expired`, `purchase_refunded`
 */
export async function openTicketLink(container: MedusaContainer, token: string): Promise<TicketFile> {
  const { purchase_id, unit_id } = await verifyToken(tokenSecret(container), "ticket_file", token)
  const [[purchase], unit] = await Promise.all([
    serviceOf(container).listOfferPurchases({ id: purchase_id }),
    ticketUnit(container, purchase_id, unit_id),
  ])
  if (!purchase || !unit) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "This ticket is no longer available.", "download_link_invalid")
  }
  return await printTicket(container, purchase, unit)
}
