import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { OFFER_MODULE } from "../../../modules/offer"
import { ReserveInput } from "../../../modules/offer/hold-ledger"
import type OfferModuleService from "../../../modules/offer/service"
import { assertOpen, gatherBuyer, loadCartLines, loadCartOffers } from "../load-cart"
import { assertWholeQuantities, stayingLines, unitsByOffer } from "../offer-lines"
import { upgradeUnitPrice } from "../upgrade-price"

export type SetCartOfferInput = {
  cart_id: string
  offer_id: string
  /** `add` puts units on top of what the cart has, `set` makes it that many; `put` too, whether it has any or not. */
  mode: "add" | "set" | "put"
  quantity: number
  session_id?: string | null
}

export type PreparedCartOffer = {
  reserve: ReserveInput
  /** The cart line to change, or null when a new one has to be made. */
  line_item_id: string | null
  variant_id: string
  /** The offer's own price, for a linked variant whose ordinary price is another and for an upgrade that charges the difference. */
  unit_price: number | null
  quantity: number
}

/** Reads what changing an offer in a cart needs. Runs under the cart's lock, so the quantity it counts from is true. */
export const prepareCartOfferStep = createStep(
  "prepare-cart-offer",
  async (input: SetCartOfferInput, { container }) => {
    const service = container.resolve<OfferModuleService>(OFFER_MODULE)
    const [cart, [offer]] = await Promise.all([
      loadCartLines(container, input.cart_id),
      service.listOffers({ id: input.offer_id }, { relations: ["prices"] }),
    ])
    assertOpen(cart)
    if (!offer) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such offer.", "offer_not_found")
    }
    const [{ holds, lines }, buyer] = await Promise.all([loadCartOffers(container, cart), gatherBuyer(container, cart)])
    assertWholeQuantities(lines.filter((candidate) => candidate.offer_id === offer.id))
    const line = lines.find((candidate) => candidate.offer_id === offer.id) ?? null
    const hold = holds.find((candidate) => candidate.offer_id === offer.id && candidate.status === "active")
    if (input.mode === "set" && !line) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, "This cart has no such offer.", "hold_not_found")
    }
    // A line whose hold has ended is about to be taken out: adding starts again from nothing.
    const held = line && (hold?.live ?? true) ? Number(line.item.quantity) : 0
    const quantity = input.mode === "add" ? held + input.quantity : input.quantity
    // The hold covers every line of the offer, such as one that Medusa's own route added.
    const elsewhere = lines.filter((other) => other.offer_id === offer.id && other !== line).reduce((sum, { item }) => sum + Number(item.quantity), 0)
    const price = offer.prices.find((candidate) => candidate.currency_code === cart.currency_code)
    const asker = { region_id: cart.region_id, tickets: buyer.tickets, units: unitsByOffer(stayingLines(lines, holds)) }
    const difference = offer.charges_difference && price ? await upgradeUnitPrice(container, offer, quantity + elsewhere, asker) : null

    return new StepResponse<PreparedCartOffer>({
      reserve: {
        cart_id: cart.id,
        currency_code: cart.currency_code,
        buyer,
        moment: "add",
        session_id: input.session_id,
        items: [{ offer_id: offer.id, quantity: quantity + elsewhere, line_item_id: line?.item.id ?? null }],
      },
      line_item_id: line?.item.id ?? null,
      variant_id: offer.variant_id,
      unit_price: difference ?? (offer.variant_linked && price ? Number(price.amount) : null),
      quantity,
    })
  }
)
