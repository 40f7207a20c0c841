import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { OFFER_MODULE } from "../../../modules/offer"
import { defaultDeliveryMethod, deliveryFault, DeliveryTerms } from "../../../modules/offer/delivery-methods"
import { totalFault } from "../../../modules/offer/offer-total"
import type OfferModuleService from "../../../modules/offer/service"
import { Stock } from "../../../modules/offer/service"
import type ProgramModuleService from "../../../modules/program/service"
import { CreateOfferInput, OfferInput, UpdateOfferInput } from "../types"

const invalid = (code: string, message: string) => new MedusaError(MedusaError.Types.INVALID_DATA, message, code)

/** Rules inside the offer itself, on its values as they would be stored. */
export function validateOfferTerms(offer: Pick<OfferInput, "prices" | "starts_at" | "expires_at">): void {
  if (!offer.prices.length) {
    throw invalid("price_required", "An offer needs a price in at least one currency.")
  }
  if (new Set(offer.prices.map((price) => price.currency_code)).size < offer.prices.length) {
    throw invalid("currency_duplicate", "Each currency may be priced once.")
  }
  const notAbove = offer.prices.find((price) => price.compare_at_amount != null && price.compare_at_amount <= price.amount)
  if (notAbove) {
    throw invalid("compare_at_not_above_price", `The compare-at price in ${notAbove.currency_code.toUpperCase()} must be above the price.`)
  }
  if (offer.starts_at && offer.expires_at && new Date(offer.expires_at) <= new Date(offer.starts_at)) {
    throw invalid("expiry_before_start", "The sale must end after it starts.")
  }
}

type DeliveryInput = Omit<DeliveryTerms, "delivery_method"> & { delivery_method?: DeliveryTerms["delivery_method"] }

/** What a new offer gets where its organizer said nothing: the way of delivery of its type, and an upgrade once a ticket. */
export function withDelivery<Input extends DeliveryInput>(offer: Input): Input & DeliveryTerms {
  const delivery_method = offer.delivery_method ?? defaultDeliveryMethod(offer.type, offer.requires_shipping)
  return { ...offer, delivery_method, per_ticket_limit: offer.per_ticket_limit ?? (delivery_method === "TICKET_UPGRADE" ? 1 : null) }
}

function validateDelivery(terms: DeliveryTerms): void {
  const fault = deliveryFault(terms)
  if (fault) {
    throw invalid(fault.code, fault.message)
  }
}

async function validateTargets(container: MedusaContainer, eventId: string, sessionIds: string[]): Promise<void> {
  const program = container.resolve<ProgramModuleService>("program")
  const [event] = await program.listProgramEvents({ id: eventId }, { select: ["id"] })
  if (!event) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such event.", "event_not_found")
  }
  if (!sessionIds.length) {
    return
  }
  const sessions = await program.listProgramSessions({ id: sessionIds, event_id: eventId }, { select: ["id"] })
  if (sessions.length < new Set(sessionIds).size) {
    throw invalid("session_of_other_event", "A target session is not part of the offer's event.")
  }
}

/** @throws MedusaError `event_not_found`, `session_of_other_event`, `variant_not_found`, `variant_is_ticket` and the terms' own codes */
export const validateNewOfferStep = createStep("validate-new-offer", async (input: CreateOfferInput, { container }) => {
  validateOfferTerms(input)
  validateDelivery(withDelivery(input))
  await validateTargets(container, input.event_id, input.target_session_ids)
  if (!input.variant_id) {
    return new StepResponse<{ product_id: string; variant_id: string } | null>(null)
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "product_variant", fields: ["id", "product_id"], filters: { id: input.variant_id } })
  const variant = data[0] as { id: string; product_id: string } | undefined
  if (!variant) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such product variant.", "variant_not_found")
  }
  const tickets = await container.resolve<ProgramModuleService>("program").listTicketTypesByVariant([variant.id])
  if (tickets.length) {
    throw invalid("variant_is_ticket", "This variant is a ticket and can't be sold as an offer.")
  }
  return new StepResponse<{ product_id: string; variant_id: string } | null>({ product_id: variant.product_id, variant_id: variant.id })
})

/** @returns the offer as it is stored, for the steps that change it and its product */
export const validateOfferUpdateStep = createStep("validate-offer-update", async (input: UpdateOfferInput, { container }) => {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const [offer] = await service.listOffers({ id: input.id }, { relations: ["prices"] })
  if (!offer) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such offer.", "offer_not_found")
  }
  validateOfferTerms({
    prices: input.prices ?? offer.prices.map((price) => ({
      currency_code: price.currency_code,
      amount: Number(price.amount),
      compare_at_amount: price.compare_at_amount === null ? null : Number(price.compare_at_amount),
    })),
    starts_at: input.starts_at === undefined ? (offer.starts_at?.toString() ?? null) : input.starts_at,
    expires_at: input.expires_at === undefined ? (offer.expires_at?.toString() ?? null) : input.expires_at,
  })
  const delivery = { ...offer, ...input } as DeliveryTerms
  validateDelivery(delivery)
  const sold = offer.sold > 0
  if (sold && (delivery.delivery_method !== offer.delivery_method || delivery.code_source !== offer.code_source)) {
    throw invalid("delivery_method_in_use", "Units are sold already: how they are delivered can't change any more.")
  }
  if (delivery.code_source === "uploaded" && input.inventory_total !== undefined && input.inventory_total !== offer.inventory_total) {
    throw invalid("inventory_by_codes", "This offer has as many units as access codes: upload codes instead.")
  }
  if (input.target_session_ids) {
    await validateTargets(container, offer.event_id, input.target_session_ids)
  }
  const stock = (await service.stockOf([offer.id])).get(offer.id) as Stock
  // Judged again under the offer's lock, when it is written.
  const fault = input.inventory_total === undefined ? null : totalFault(stock, input.inventory_total)
  if (fault) {
    throw invalid(fault.code, fault.message)
  }
  if (offer.variant_linked && input.requires_shipping !== undefined && input.requires_shipping !== offer.requires_shipping) {
    throw invalid("variant_linked", "Whether a linked variant is shipped is decided by its product.")
  }
  return new StepResponse(offer)
})
