import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { OFFER_MODULE } from "../../../modules/offer"
import { Reservation, ReserveInput } from "../../../modules/offer/hold-ledger"
import type OfferModuleService from "../../../modules/offer/service"

/** Takes or changes holds; puts them back as they were when a later step fails. */
export const reserveOffersStep = createStep(
  "reserve-offers",
  async (input: ReserveInput, { container }) => {
    const service = container.resolve<OfferModuleService>(OFFER_MODULE)
    const reservations = input.items.length ? await service.reserve(input) : []
    return new StepResponse<Reservation[], Reservation[]>(reservations, reservations)
  },
  async (reservations, { container }) => {
    if (reservations?.length) {
      await container.resolve<OfferModuleService>(OFFER_MODULE).restoreHolds(reservations, "the cart could not be changed")
    }
  }
)
