import { MedusaContainer } from "@medusajs/framework/types"
import { MathBN, MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import { eligibleTickets } from "../../modules/offer/eligibility"
import type OfferModuleService from "../../modules/offer/service"
import { Buyer, TicketTier } from "../../modules/offer/types"
import type ProgramModuleService from "../../modules/program/service"
import { variantPrices } from "../program/variant-prices"
import { OfferLine, LineItem } from "./offer-lines"
import { upgradeDifference } from "./upgrade-difference"

type Offer = Parameters<typeof eligibleTickets>[0] & { upgrade_tier?: TicketTier | null }

/** What an upgrade that charges the difference costs this buyer in a region, major units; null where it can't be told. */
export async function upgradePrice(container: MedusaContainer, regionId: string, offer: Offer, tickets: Buyer["tickets"]): Promise<number | null> {
  if (!offer.upgrade_tier) {
    return null
  }
  const program = container.resolve<ProgramModuleService>("program")
  const types = await program.listProgramTicketTypes({ event_id: offer.event_id }, { select: ["id", "tier", "product_variant_id"] })
  const prices = await variantPrices(container, types.map((type) => type.product_variant_id), { regionId })
  const priced = types.map(({ id, tier, product_variant_id }) => ({ id, tier: tier as TicketTier, price: prices.get(product_variant_id)?.price ?? null }))
  const own = eligibleTickets(offer, tickets).flatMap(({ ticket_type_id }) => ticket_type_id ?? [])
  return upgradeDifference(priced, offer.upgrade_tier, own)
}

/**
 * Refuses a cart whose upgrades were priced for other tickets than it has now: a ticket was swapped since.
 * @throws MedusaError `price_changed`
 */
export async function assertUpgradePrices(
  container: MedusaContainer,
  cart: { region_id: string },
  lines: OfferLine<LineItem & { unit_price: number }>[],
  buyer: Buyer
): Promise<void> {
  const ids = lines.map((line) => line.offer_id)
  const offers = ids.length ? await container.resolve<OfferModuleService>(OFFER_MODULE).listOffers({ id: ids, charges_difference: true }) : []
  for (const offer of offers) {
    const price = await upgradePrice(container, cart.region_id, offer, buyer.tickets)
    const line = lines.find((one) => one.offer_id === offer.id)
    if (price !== null && line && !MathBN.eq(line.item.unit_price, price)) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `${offer.title} costs something else with the tickets you have now. Take it out and add it again.`,
        "price_changed"
      )
    }
  }
}
