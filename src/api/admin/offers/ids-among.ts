import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../../modules/offer"
import { eligibleTickets, needsTicket } from "../../../modules/offer/eligibility"
import type OfferModuleService from "../../../modules/offer/service"
import type ProgramModuleService from "../../../modules/program/service"
import type { AdminListOffers } from "./validators"

type Asked = Pick<AdminListOffers, "attention" | "ticket_product_id">

/** Ids of the offers that those filters leave which a column alone can't answer; undefined when none of them is asked for. */
export async function idsAmong(container: MedusaContainer, { attention, ticket_product_id }: Asked): Promise<string[] | undefined> {
  const lists = await Promise.all([
    ...(attention ? [container.resolve<OfferModuleService>(OFFER_MODULE).idsNeedingAttention()] : []),
    ...(ticket_product_id ? [idsForTicketsOf(container, ticket_product_id)] : []),
  ])
  const [first, ...others] = lists.map((ids) => new Set(ids))
  return first && [...first].filter((id) => others.every((ids) => ids.has(id)))
}

/** Offers that need a ticket and take one sold as a variant of the product, by the rule that buyers are asked by. */
async function idsForTicketsOf(container: MedusaContainer, productId: string): Promise<string[]> {
  const { data: variants } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "product_variant", fields: ["id"], filters: { product_id: productId } })
  const tickets = await container.resolve<ProgramModuleService>("program").listTicketTypesByVariant(variants.map(({ id }) => id))
  if (!tickets.length) {
    return []
  }
  const offers = await container
    .resolve<OfferModuleService>(OFFER_MODULE)
    .listOffers({ event_id: [...new Set(tickets.map(({ event_id }) => event_id))] })
  // A ticket type's id is no ticket's.
  const kinds = tickets.map(({ event_id, tier }) => ({ event_id, tier }))
  return offers.filter((offer) => needsTicket(offer) && eligibleTickets(offer, kinds).length > 0).map(({ id }) => id)
}
