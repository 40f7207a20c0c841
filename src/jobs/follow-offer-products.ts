import { MedusaContainer } from "@medusajs/framework/types"
import { followOfferProducts } from "../workflows/offer/follow-offer-products"

/** What an organizer did to an offer's product in Medusa and no event told of. */
export default async function follow(container: MedusaContainer): Promise<void> {
  await followOfferProducts(container)
}

export const config = { name: "monetization-follow-offer-products", schedule: "*/10 * * * *" }
