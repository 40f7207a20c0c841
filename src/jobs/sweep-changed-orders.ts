import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { ordersBeingPlaced } from "../workflows/checkout/orders-being-placed"
import { repairOrderOffers } from "../workflows/checkout/repair-order-offers"
import { sweepOrderAttendees } from "../workflows/program"

/** Repairs what a lost order event left undone: attendees and purchases, from one reading of the changed orders. */
export default async function sweepChangedOrders(container: MedusaContainer) {
  const { created, canceled } = await sweepOrderAttendees(container, { alsoRepair: repairOrderOffers, beingPlaced: ordersBeingPlaced })
  if (created || canceled) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .info(`Programme sweep: ${created} attendees made, ${canceled} canceled`)
  }
}

export const config = {
  name: "monetization-sweep-changed-orders",
  schedule: "* * * * *",
}
