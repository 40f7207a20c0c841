import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { DeliveryMethod, OfferType, PurchaseStatus, TicketTier, UnitStatus } from "../../modules/offer/types"
import type ProgramModuleService from "../../modules/program/service"
import { Buyer, PurchaseRow, purchasesOf } from "./buyer"

export type StoreUnit = {
  id: string
  status: UnitStatus
  /** Shown once it is delivered, and no more once it was given back. */
  accessCode: string | null
  /** The ticket this unit belongs to. */
  ticket: { attendeeId: string; name: string | null; tier: TicketTier } | null
  checkedInAt: string | null
  /** A ticket with a QR code can be had as a PDF. */
  hasTicket: boolean
}

export type StoreDownload = { id: string; name: string; mimeType: string; size: number }

/** An offer the attendee bought, as it was when bought. Money in major units, sizes in bytes. */
export type StorePurchase = {
  id: string
  offerId: string
  eventId: string
  title: string
  imageUrl: string | null
  offerType: OfferType
  quantity: number
  refundedQuantity: number
  unitPrice: number
  total: number
  currency: string
  status: PurchaseStatus
  orderId: string
  orderDisplayId: number | null
  purchasedAt: string
  delivery: { method: DeliveryMethod; units: StoreUnit[]; downloads: StoreDownload[] }
}

type Unit = Awaited<ReturnType<OfferModuleService["listOfferUnits"]>>[number]
type Asset = Awaited<ReturnType<OfferModuleService["listOfferAssets"]>>[number]
type Ticket = { id: string; name: string | null; tier: TicketTier }
type Known = { units: Unit[]; assets: Asset[]; codeOf: Map<string | null, string>; ticketOf: Map<string, Ticket>; displayIdOf: Map<string, number> }

const iso = (date: Date | string) => new Date(date).toISOString()

/** Whether a unit is a ticket that somebody is let in with. */
export const isTicket = ({ delivery_method, status }: Pick<Unit, "delivery_method" | "status">) =>
  delivery_method === "QR_TICKET" && status !== "REVOKED"

function toStoreUnit(unit: Unit, { codeOf, ticketOf }: Known): StoreUnit {
  const ticket = unit.attendee_id ? ticketOf.get(unit.attendee_id) : undefined
  return {
    id: unit.id,
    status: unit.status,
    accessCode: codeOf.get(unit.id) ?? null,
    ticket: ticket ? { attendeeId: ticket.id, name: ticket.name, tier: ticket.tier } : null,
    checkedInAt: unit.checked_in_at ? iso(unit.checked_in_at) : null,
    hasTicket: isTicket(unit),
  }
}

function toStorePurchase(purchase: PurchaseRow, known: Known): StorePurchase {
  const units = known.units.filter((unit) => unit.purchase_id === purchase.id)
  const canDownload = purchase.delivery_method === "DOWNLOAD" && units.some((unit) => unit.status === "FULFILLED")
  const assets = canDownload ? known.assets.filter((asset) => asset.offer_id === purchase.offer_id) : []
  return {
    id: purchase.id,
    offerId: purchase.offer_id,
    eventId: purchase.event_id,
    title: purchase.title,
    imageUrl: purchase.image_url,
    offerType: purchase.type,
    quantity: purchase.quantity,
    refundedQuantity: purchase.refunded_quantity,
    unitPrice: Number(purchase.unit_price),
    total: Number(purchase.total),
    currency: purchase.currency_code,
    status: purchase.status,
    orderId: purchase.order_id,
    orderDisplayId: known.displayIdOf.get(purchase.order_id) ?? null,
    purchasedAt: iso(purchase.created_at),
    delivery: {
      method: purchase.delivery_method,
      units: units.map((unit) => toStoreUnit(unit, known)),
      downloads: assets.map(({ id, name, mime_type, size }) => ({ id, name, mimeType: mime_type, size })),
    },
  }
}

/** What a page of purchases needs to know: five reads, however many purchases and units there are. */
async function gather(container: MedusaContainer, purchases: PurchaseRow[]): Promise<Known> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const downloadable = purchases.filter((purchase) => purchase.delivery_method === "DOWNLOAD").map((purchase) => purchase.offer_id)
  const [units, assets, { data: orders }] = await Promise.all([
    service.listOfferUnits({ purchase_id: purchases.map((purchase) => purchase.id) }, { order: { position: "ASC" } }),
    service.listOfferAssets({ offer_id: [...new Set(downloadable)] }, { order: { created_at: "ASC", name: "ASC", id: "ASC" } }),
    query.graph({
      entity: "order",
      fields: ["id", "display_id"],
      filters: { id: [...new Set(purchases.map((purchase) => purchase.order_id))] },
    }),
  ])
  const delivered = units.filter((unit) => unit.delivery_method === "ACCESS_CODE" && unit.status === "FULFILLED")
  const attendeeIds = [...new Set(units.flatMap((unit) => unit.attendee_id ?? []))]
  const [codes, attendees] = await Promise.all([
    service.listOfferAccessCodes({ unit_id: delivered.map((unit) => unit.id), status: "assigned" }, { select: ["id", "unit_id", "code"] }),
    container.resolve<ProgramModuleService>("program").listProgramAttendees({ id: attendeeIds }, { select: ["id", "name", "tier"] }),
  ])
  return {
    units,
    assets,
    codeOf: new Map(codes.map(({ unit_id, code }) => [unit_id, code])),
    ticketOf: new Map(attendees.map((attendee) => [attendee.id, attendee])),
    displayIdOf: new Map(orders.map((order) => [order.id, Number(order.display_id)])),
  }
}

/** What a buyer bought, newest first, with what can be done with it now. */
export async function listStorePurchases(
  container: MedusaContainer,
  buyer: Buyer,
  { limit, offset }: { limit: number; offset: number }
): Promise<{ purchases: StorePurchase[]; count: number }> {
  const [rows, count] = await container
    .resolve<OfferModuleService>(OFFER_MODULE)
    .listAndCountOfferPurchases(purchasesOf(buyer), { take: limit, skip: offset, order: { created_at: "DESC", id: "DESC" } })
  if (!rows.length) {
    return { purchases: [], count }
  }
  const known = await gather(container, rows)
  return { purchases: rows.map((row) => toStorePurchase(row, known)), count }
}
