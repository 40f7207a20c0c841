import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { OFFER_MODULE } from "../../../modules/offer"
import type OfferModuleService from "../../../modules/offer/service"
import { loadCartLines, loadCartOffers } from "../load-cart"

/** Remembers the new line on its hold: from then on the hold, not the line's metadata, says what the line sells. */
export const attachHoldLineStep = createStep(
  "attach-hold-line",
  async (input: { cart_id: string; offer_id: string }, { container }) => {
    const { holds, lines } = await loadCartOffers(container, await loadCartLines(container, input.cart_id))
    const line = lines.find((candidate) => candidate.offer_id === input.offer_id)
    const hold = holds.find((candidate) => candidate.id === line?.hold_id)
    if (line && hold && hold.line_item_id !== line.item.id) {
      await container.resolve<OfferModuleService>(OFFER_MODULE).attachLine(hold.id, line.item.id)
    }
    return new StepResponse(void 0)
  }
)
