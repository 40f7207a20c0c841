/** The shop's first profile: what is shipped needs one, or Medusa has no way to send it. */
export const DEFAULT_SHIPPING_PROFILE = { entity: "shipping_profile" as const, fields: ["id"], pagination: { take: 1, order: { created_at: "ASC" } } }

type Shipping = { requires_shipping: boolean }

/**
 * What a change of an offer makes of the shipping profile of its product: with one Medusa asks for an address and a way of
 * delivery, without one it doesn't. A product whose organizer chose another profile keeps it as long as nothing is switched.
 */
export function followedShippingProfile(
  offer: Shipping,
  { requires_shipping }: Partial<Shipping>,
  profileId: string | undefined
): { shipping_profile_id?: string | null } {
  if (requires_shipping === undefined || requires_shipping === offer.requires_shipping) {
    return {}
  }
  return requires_shipping ? { shipping_profile_id: profileId } : { shipping_profile_id: null }
}
