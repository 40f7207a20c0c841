import { MedusaError } from "@medusajs/framework/utils"

/** 400: the request itself is wrong. */
export const invalidRequest = (message: string) =>
  new MedusaError(MedusaError.Types.INVALID_DATA, message, "invalid_request")

/** 404, with a code such as `event_not_found`. */
export const notFound = (code: string, message: string) =>
  new MedusaError(MedusaError.Types.NOT_FOUND, message, code)

/** 400: well formed, but refused by a rule. */
export const notAllowed = (code: string, message: string) =>
  new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)

export const eventNotFound = (id: string) => notFound("event_not_found", `There is no event ${id}`)
export const sessionNotFound = (id: string) => notFound("session_not_found", `There is no session ${id}`)
export const ticketTypeNotFound = (id: string) => notFound("ticket_type_not_found", `There is no ticket type ${id}`)
export const variantNotFound = (id: string) => notFound("variant_not_found", `There is no product variant ${id}`)
export const handleTaken = (handle: string) => notAllowed("handle_taken", `Another event has the handle ${handle}`)
export const variantIsOffer = (id: string) =>
  notAllowed("variant_is_offer", `The product variant ${id} is sold as an offer and can't be a ticket`)
export const eventHasOffers = () => notAllowed("event_has_offers", "An event with offers or purchases can't be deleted, only archived")
export const variantAlreadyMapped = (id: string) =>
  notAllowed("variant_already_mapped", `The product variant ${id} is a ticket type already`)
