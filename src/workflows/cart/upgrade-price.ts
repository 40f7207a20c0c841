import { MedusaContainer } from "@medusajs/framework/types"
import { MathBN, MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import { TicketTerms } from "../../modules/offer/eligibility"
import { UpgradeTerms } from "../../modules/offer/raised-tickets"
import type OfferModuleService from "../../modules/offer/service"
import { Buyer, TicketTier } from "../../modules/offer/types"
import type ProgramModuleService from "../../modules/program/service"
import { variantPrices } from "../program/variant-prices"
import { LineItem, OfferLine, unitsByOffer } from "./offer-lines"
import { CartUpgrade, costTheSame, PricedTicketType, upgradeDifferences } from "./upgrade-difference"

type Offer = TicketTerms & { id: string }

export type UpgradeAsker = {
  region_id: string
  tickets: Buyer["tickets"]
  /** Units of each offer in the cart. */
  units: Map<string, number>
}

/**
 * What units of upgrades that charge the difference cost this buyer, by offer: one entry for each ticket there is to raise,
 * in the order they are raised, major units; null where it can't be told. The same number of queries for any number of offers.
 */
export async function upgradePrices(container: MedusaContainer, offers: Offer[], asker: UpgradeAsker): Promise<Map<string, (number | null)[]>> {
  const upgrades = offers.filter((offer): offer is Offer & UpgradeTerms => Boolean(offer.upgrade_tier))
  if (!upgrades.length || !asker.tickets.length) {
    return new Map()
  }
  const [types, inCart] = await Promise.all([
    pricedTypes(container, [...new Set(upgrades.map((offer) => offer.event_id))], asker.region_id),
    cartUpgrades(container, asker.units),
  ])
  return new Map(upgrades.map((offer) => [offer.id, upgradeDifferences(types.get(offer.event_id) ?? [], offer, asker.tickets, inCart)]))
}

async function pricedTypes(container: MedusaContainer, eventIds: string[], regionId: string): Promise<Map<string, PricedTicketType[]>> {
  const types = await container
    .resolve<ProgramModuleService>("program")
    .listProgramTicketTypes({ event_id: eventIds }, { select: ["id", "event_id", "tier", "product_variant_id"] })
  const prices = await variantPrices(container, types.map((type) => type.product_variant_id), { regionId })
  const byEvent = new Map<string, PricedTicketType[]>()
  for (const { id, event_id, tier, product_variant_id } of types) {
    const type = { id, tier: tier as TicketTier, price: prices.get(product_variant_id)?.price ?? null }
    byEvent.set(event_id, [...(byEvent.get(event_id) ?? []), type])
  }
  return byEvent
}

async function cartUpgrades(container: MedusaContainer, units: Map<string, number>): Promise<CartUpgrade[]> {
  if (!units.size) {
    return []
  }
  const offers = await container
    .resolve<OfferModuleService>(OFFER_MODULE)
    .listOffers({ id: [...units.keys()], delivery_method: "TICKET_UPGRADE" }, { select: ["id", "event_id", "target_tiers", "upgrade_tier"] })
  return offers.flatMap(({ id, event_id, target_tiers, upgrade_tier }) =>
    upgrade_tier ? [{ id, event_id, target_tiers, upgrade_tier, quantity: units.get(id) ?? 0 }] : []
  )
}

/**
 * The price of a line of so many units of an upgrade; null where it can't be told, and the offer's own price counts.
 * @throws MedusaError `upgrade_prices_differ`
 */
export async function upgradeUnitPrice(container: MedusaContainer, offer: Offer, quantity: number, asker: UpgradeAsker): Promise<number | null> {
  const differences = (await upgradePrices(container, [offer], asker)).get(offer.id) ?? []
  if (!costTheSame(differences, quantity)) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, PRICES_DIFFER.message, PRICES_DIFFER.code)
  }
  return differences[0] ?? null
}

/** A line has one price; tickets of two tiers are raised one order after the other. */
export const PRICES_DIFFER = {
  code: "upgrade_prices_differ",
  message: "Your next ticket costs something else to upgrade. Order this upgrade first, then the next one.",
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
  const units = unitsByOffer(lines)
  const offers = units.size
    ? await container.resolve<OfferModuleService>(OFFER_MODULE).listOffers({ id: [...units.keys()], charges_difference: true })
    : []
  const prices = await upgradePrices(container, offers, { region_id: cart.region_id, tickets: buyer.tickets, units })
  for (const offer of offers) {
    const differences = prices.get(offer.id) ?? []
    const price = differences[0] ?? null
    const priced = lines.filter((line) => line.offer_id === offer.id).every((line) => price === null || MathBN.eq(line.item.unit_price, price))
    if (!priced || !costTheSame(differences, units.get(offer.id) as number)) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `${offer.title} costs something else with the tickets you have now. Take it out and add it again.`,
        "price_changed"
      )
    }
  }
}
