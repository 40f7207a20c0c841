import { MedusaContainer } from "@medusajs/framework/types"
import { repairOfferCatalog } from "../workflows/offer/repair-offer-catalog"

/** Each offer once a day: a run takes those not looked at for that long, so the next one continues what an outage ended. */
export default async function repair(container: MedusaContainer): Promise<void> {
  await repairOfferCatalog(container)
}

export const config = { name: "monetization-repair-offer-catalog", schedule: "17 * * * *" }
