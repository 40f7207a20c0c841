import type { MedusaContainer } from "@medusajs/framework/types"
import { programOf } from "../../../workflows/program/container"
import { toStoreEvent, type EventRow, type StoreEvent } from "./store-event"
import { variantPrices } from "../../../workflows/program/variant-prices"

/** Adds seats left and prices to published events: two queries, however many events. */
export async function toStoreEvents(
  container: MedusaContainer,
  events: EventRow[],
  viewer: { regionId?: string; customerId?: string }
): Promise<StoreEvent[]> {
  const [taken, prices] = await Promise.all([
    programOf(container).countRegistrations(events.flatMap((event) => event.sessions.map((session) => session.id))),
    variantPrices(
      container,
      events.flatMap((event) => event.ticket_types.map((ticketType) => ticketType.product_variant_id)),
      viewer
    ),
  ])
  return events.map((event) => toStoreEvent(event, taken, prices))
}
