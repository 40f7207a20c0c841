import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import { OfferRefusedError } from "../../modules/offer/refusal"
import type OfferModuleService from "../../modules/offer/service"
import { gatherBuyer, loadCartOffers, LoadedCart } from "../cart/load-cart"
import { quantitiesByOffer } from "../cart/offer-lines"

/**
 * A bank debit may take days. Until the bank has answered the cart can't be changed, so what it holds is kept as for an
 * order in the making, without a clock, and the sweep keeps watching. A hold that ran out before is taken again if there
 * is stock; otherwise the order decides when the money comes, and gives it back if it must.
 */
export async function waitForBank(container: MedusaContainer, cart: LoadedCart): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  await service.noteProcessing(cart.id)
  const { holds, lines } = await loadCartOffers(container, cart)
  const kept = new Set(holds.filter((hold) => hold.status === "ordering").map((hold) => hold.offer_id))
  if (lines.every((line) => kept.has(line.offer_id))) {
    return
  }
  try {
    const buyer = await gatherBuyer(container, cart)
    await service.reserve({ cart_id: cart.id, currency_code: cart.currency_code, buyer, moment: "order", items: quantitiesByOffer(lines) })
  } catch (error) {
    if (!(error instanceof OfferRefusedError)) {
      throw error
    }
    container.resolve(ContainerRegistrationKeys.LOGGER).info(`Cart ${cart.id} is at the bank and nothing can be kept for it: ${error.message}`)
  }
}
