/** The id behind one of Stripe's references, which are whole objects where they were asked for (`expand`). */
export const idOf = (reference: string | { id: string } | null | undefined): string | null =>
  typeof reference === "string" ? reference : (reference?.id ?? null)
