import { DeliveryMethod, OfferType } from "./types"

/** How each type of offer may be delivered; the first is the usual way. */
const METHODS: Record<OfferType, DeliveryMethod[]> = {
  TICKET_UPGRADE: ["TICKET_UPGRADE"],
  MERCHANDISE: ["MANUAL", "SHIPMENT", "QR_TICKET"],
  EXCLUSIVE_CONTENT: ["DOWNLOAD", "ACCESS_CODE", "MANUAL"],
  SERVICE: ["MANUAL", "QR_TICKET", "ACCESS_CODE"],
}

/** The ways an offer of this type can be delivered. */
export function deliveryMethodsOf(type: OfferType | ""): DeliveryMethod[] {
  return type === "" ? [] : METHODS[type]
}

/** The chosen way while the type allows it, and the type's usual way otherwise. */
export function deliveryMethodFor(type: OfferType | "", chosen: DeliveryMethod | ""): DeliveryMethod | "" {
  const methods = deliveryMethodsOf(type)
  return methods.find((method) => method === chosen) ?? methods[0] ?? ""
}

/** The types an offer may have while it is delivered this way. */
export function typesDeliveredBy(method: DeliveryMethod): OfferType[] {
  return (Object.keys(METHODS) as OfferType[]).filter((type) => METHODS[type].includes(method))
}

/** Whether a person marks such units as done (and may take that back); the others are delivered by the system. */
export function isDoneByHand(method: DeliveryMethod): boolean {
  return method === "MANUAL" || method === "QR_TICKET" || method === "SHIPMENT"
}

/** Uploaded codes are the stock: nobody types their number. */
export function stockIsCodes(offer: { delivery_method: DeliveryMethod | ""; code_source: string | null }): boolean {
  return offer.delivery_method === "ACCESS_CODE" && offer.code_source === "uploaded"
}
