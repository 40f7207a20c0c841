import type { StoreTicketType, TicketLine } from "@event-monetization/storefront-kit"

/** What is still to be added, by ticket type: of what is in the cart already nothing must be added once more. */
export function stillToAdd(
  quantities: Record<string, number>,
  types: Pick<StoreTicketType, "id" | "variantId">[],
  added: TicketLine[]
): Record<string, number> {
  const inCart = new Set(added.map((line) => line.variantId))
  return Object.fromEntries(types.map(({ id, variantId }) => [id, inCart.has(variantId) ? 0 : (quantities[id] ?? 0)]))
}

/** "2 × Standard and 1 × VIP are in your cart. The rest could not be added: …". */
export function partlyAddedText(types: Pick<StoreTicketType, "name" | "variantId">[], added: TicketLine[], reason: string): string {
  const names = added.map((line) => `${line.quantity} × ${types.find((type) => type.variantId === line.variantId)?.name ?? "ticket"}`)
  if (names.length === 0) {
    return reason
  }
  const isOne = added.length === 1 && added[0]?.quantity === 1
  return `${new Intl.ListFormat("en").format(names)} ${isOne ? "is" : "are"} in your cart. The rest could not be added: ${reason}`
}
