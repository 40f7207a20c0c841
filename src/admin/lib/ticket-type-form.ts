import { AdminTicketType, Tier, TicketTypeInput } from "./types"
import { parseCount, Problems } from "./validation"

export type TicketTypeFormValues = {
  product_variant_id: string
  name: string
  description: string
  tier: Tier
  position: string
}

export function ticketTypeFormValues(ticketType: AdminTicketType | undefined, position: number): TicketTypeFormValues {
  return {
    product_variant_id: ticketType?.product_variant_id ?? "",
    name: ticketType?.name ?? "",
    description: ticketType?.description ?? "",
    tier: ticketType?.tier ?? "STANDARD",
    position: String(ticketType?.position ?? position),
  }
}

export function validateTicketType(values: TicketTypeFormValues): Problems {
  return {
    product_variant_id: values.product_variant_id ? undefined : { key: "chooseVariant" },
    name: values.name.trim() ? undefined : { key: "required" },
    position: typeof parseCount(values.position) === "number" ? undefined : { key: "wholeNumber" },
  }
}

export function ticketTypeInput(values: TicketTypeFormValues): TicketTypeInput {
  return {
    product_variant_id: values.product_variant_id,
    name: values.name.trim(),
    description: values.description.trim() || null,
    tier: values.tier,
    position: parseCount(values.position)!,
  }
}
