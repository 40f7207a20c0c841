import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { OFFER_MODULE } from "../../../modules/offer"
import type OfferModuleService from "../../../modules/offer/service"
import { HOLD_METADATA_KEY } from "../offer-lines"

/** Remembers the new line on its hold: from then on the hold, not the line's metadata, says what the line sells. */
export const attachHoldLineStep = createStep(
  "attach-hold-line",
  async (input: { cart_id: string; variant_id: string; hold_id: string }, { container }) => {
    const lines = await container
      .resolve(Modules.CART)
      .listLineItems({ cart_id: input.cart_id, variant_id: input.variant_id }, { select: ["id", "metadata"] })
    const line = lines.find(({ metadata }) => metadata?.[HOLD_METADATA_KEY] === input.hold_id)
    if (line) {
      await container.resolve<OfferModuleService>(OFFER_MODULE).attachLine(input.hold_id, line.id)
    }
    return new StepResponse(void 0)
  }
)
