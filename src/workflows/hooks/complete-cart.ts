import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { OFFER_MODULE } from "../../modules/offer"
import { Reservation } from "../../modules/offer/hold-ledger"
import type OfferModuleService from "../../modules/offer/service"
import { commitCartOffers } from "../checkout/commit-cart-offers"

/**
 * Medusa allows one handler a hook in the whole app. An app that needs this hook itself sets
 * `MONETIZATION_COMPLETE_CART_HOOK=off` and calls `commitCartOffers` (exported by `./workflows`) in its own handler.
 * It is read from the environment because hooks are registered before any plugin option is known.
 */
if (process.env.MONETIZATION_COMPLETE_CART_HOOK !== "off") {
  completeCartWorkflow.hooks.validate(
    async ({ cart }, { container }) => {
      const reservations = await commitCartOffers(container, cart as Parameters<typeof commitCartOffers>[1])
      return new StepResponse(reservations, reservations)
    },
    async (reservations: Reservation[] | undefined, { container }) => {
      if (reservations?.length) {
        await container.resolve<OfferModuleService>(OFFER_MODULE).restoreHolds(reservations, "the order could not be placed")
      }
    }
  )
}
