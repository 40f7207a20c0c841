import { MedusaContainer } from "@medusajs/framework/types"
import { OFFER_MODULE } from "../modules/offer"
import type OfferModuleService from "../modules/offer/service"
import { runEach } from "../utils/run-each"
import { syncOfferCatalog } from "../workflows/offer/sync-offer-catalog"

const BATCH = 50

/** Offers whose catalogue sync was missed or failed, with the back-off their last failure asked for. */
export default async function syncDueOffers(container: MedusaContainer): Promise<void> {
  const due = await container.resolve<OfferModuleService>(OFFER_MODULE).listDueCatalogSyncs(BATCH)
  await runEach(container, due, (id) => `Catalogue of offer ${id}`, async (id) => {
    await syncOfferCatalog(container, id)
  })
}

export const config = { name: "monetization-sync-offer-catalog", schedule: "* * * * *" }
