import { MedusaContainer } from "@medusajs/framework/types"
import { retrieveAdminOffer } from "./list-admin-offers"
import { createOfferWorkflow } from "./workflows/create-offer"

/**
 * A draft with the terms of another offer, on a product variant of its own, or on the same linked one.
 * @returns the new offer's id
 * @throws MedusaError `offer_not_found` and what creating an offer refuses
 */
export async function duplicateOffer(container: MedusaContainer, id: string): Promise<string> {
  const offer = await retrieveAdminOffer(container, id)
  const { result } = await createOfferWorkflow(container).run({
    input: {
      event_id: offer.event_id,
      type: offer.type,
      title: `Copy of ${offer.title}`.slice(0, 200),
      description: offer.description,
      image_url: offer.image_url,
      placements: offer.placements as never,
      target_session_ids: offer.target_session_ids,
      target_tiers: offer.target_tiers as never,
      inventory_total: offer.code_source === "uploaded" ? 0 : offer.inventory_total,
      per_customer_limit: offer.per_customer_limit,
      per_order_limit: offer.per_order_limit,
      per_ticket_limit: offer.per_ticket_limit,
      requires_ticket: offer.requires_ticket,
      requires_shipping: offer.requires_shipping,
      delivery_method: offer.delivery_method,
      upgrade_tier: offer.upgrade_tier,
      charges_difference: offer.charges_difference,
      code_source: offer.code_source,
      starts_at: offer.starts_at ? new Date(offer.starts_at).toISOString() : null,
      expires_at: offer.expires_at ? new Date(offer.expires_at).toISOString() : null,
      position: offer.position,
      prices: offer.prices.map(({ currency_code, amount, compare_at_amount }) => ({ currency_code, amount, compare_at_amount })),
      ...(offer.variant_linked ? { variant_id: offer.variant_id } : {}),
    },
  })
  return result
}
