import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { OFFER_MODULE } from "../../../modules/offer"
import type OfferModuleService from "../../../modules/offer/service"
import { eventHasOffers } from "../../../modules/program/errors"

/** An event goes with what belongs to it; what is for sale, or was sold, must not lose its event. Error: `event_has_offers`. */
export const validateEventDeletionStep = createStep("validate-event-deletion", async ({ id }: { id: string }, { container }) => {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const [offers, purchases] = await Promise.all([
    service.listOffers({ event_id: id, status: ["draft", "published"] }, { select: ["id"], take: 1 }),
    service.listOfferPurchases({ event_id: id }, { select: ["id"], take: 1 }),
  ])
  if (offers.length || purchases.length) {
    throw eventHasOffers()
  }
  return new StepResponse(void 0)
})
