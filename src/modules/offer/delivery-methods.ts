import { CodeSource, DeliveryMethod, OfferType, TicketTier } from "./types"

/** Which ways of delivery make sense for what an offer sells; the first is the default. */
const METHODS: Record<OfferType, DeliveryMethod[]> = {
  TICKET_UPGRADE: ["TICKET_UPGRADE"],
  MERCHANDISE: ["MANUAL", "SHIPMENT", "QR_TICKET"],
  EXCLUSIVE_CONTENT: ["DOWNLOAD", "ACCESS_CODE", "MANUAL"],
  SERVICE: ["MANUAL", "QR_TICKET", "ACCESS_CODE"],
}

export function deliveryMethodsOf(type: OfferType): DeliveryMethod[] {
  return METHODS[type]
}

/** What an offer is delivered by when its organizer didn't say: what has to be shipped is, everything else by its type. */
export function defaultDeliveryMethod(type: OfferType, requiresShipping: boolean): DeliveryMethod {
  return type === "MERCHANDISE" && requiresShipping ? "SHIPMENT" : METHODS[type][0]
}

/** Methods whose units are done by an organizer's click, and can be taken back by one. */
export const BY_HAND: readonly DeliveryMethod[] = ["MANUAL", "SHIPMENT", "QR_TICKET"]

/** Methods that need nobody: a unit is delivered as soon as it is paid. */
export const AUTOMATIC: readonly DeliveryMethod[] = ["DOWNLOAD", "ACCESS_CODE", "TICKET_UPGRADE"]

export type DeliveryTerms = {
  type: OfferType
  requires_shipping: boolean
  delivery_method: DeliveryMethod
  upgrade_tier: TicketTier | null
  charges_difference?: boolean
  code_source: CodeSource | null
  per_ticket_limit: number | null
}

/** What a way of delivery asks of its offer. @returns null when all of it is there */
export function deliveryFault(terms: DeliveryTerms): { code: string; message: string } | null {
  if (!METHODS[terms.type].includes(terms.delivery_method)) {
    return { code: "delivery_method_not_for_type", message: `Offers of this type are delivered by ${METHODS[terms.type].join(" or ")}.` }
  }
  if (terms.delivery_method === "TICKET_UPGRADE" && (terms.upgrade_tier === null || terms.upgrade_tier === "STANDARD")) {
    return { code: "upgrade_tier_required", message: "Say which tier the upgrade raises a ticket to: PREMIUM or VIP." }
  }
  if (terms.delivery_method !== "TICKET_UPGRADE" && terms.upgrade_tier !== null) {
    return { code: "upgrade_tier_not_for_type", message: "Only a ticket upgrade raises a ticket's tier." }
  }
  if (terms.delivery_method !== "TICKET_UPGRADE" && terms.charges_difference) {
    return { code: "charges_difference_not_for_type", message: "Only a ticket upgrade can cost the difference between two tickets." }
  }
  if (terms.delivery_method === "TICKET_UPGRADE" && terms.per_ticket_limit !== 1) {
    return { code: "upgrade_once_a_ticket", message: "A ticket can be upgraded once: units a ticket must be 1." }
  }
  if (terms.delivery_method === "ACCESS_CODE" && terms.code_source === null) {
    return { code: "code_source_required", message: "Say where the access codes come from: uploaded or generated." }
  }
  if (terms.delivery_method !== "ACCESS_CODE" && terms.code_source !== null) {
    return { code: "code_source_not_for_method", message: "Only offers delivered by access code have a source of codes." }
  }
  if (terms.delivery_method === "SHIPMENT" && !terms.requires_shipping) {
    return { code: "shipping_required_for_shipment", message: "What is shipped needs an address: switch shipping on." }
  }
  return null
}
