import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { OFFER_MODULE } from "../../../modules/offer"
import type OfferModuleService from "../../../modules/offer/service"
import { variantIsOffer, variantNotFound } from "../../../modules/program/errors"

/** A variant is a ticket or an offer, never both. Errors: `variant_not_found`, `variant_is_offer`. */
export const validateTicketVariantStep = createStep(
  "validate-ticket-variant",
  async ({ product_variant_id: id }: { product_variant_id: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({ entity: "product_variant", fields: ["id"], filters: { id } })
    if (!data.length) {
      throw variantNotFound(id)
    }
    const [offer] = await container
      .resolve<OfferModuleService>(OFFER_MODULE)
      .listOffers({ variant_id: id }, { select: ["id"], take: 1 })
    if (offer) {
      throw variantIsOffer(id)
    }
    return new StepResponse(void 0)
  }
)
