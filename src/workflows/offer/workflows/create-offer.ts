import { generateEntityId } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { createProductsWorkflow, emitEventStep, useQueryGraphStep } from "@medusajs/medusa/core-flows"
import { DEFAULT_SHIPPING_PROFILE } from "../shipping-profile"
import { validateNewOfferStep, withDelivery } from "../steps/validate-offer"
import { createOfferStep } from "../steps/write-offer"
import { CreateOfferInput } from "../types"

/** Medusa takes a-z, 0-9 and dashes; the id makes it unique, since two offers may have the same title in any script. */
function offerHandle(title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return [...words, generateEntityId(undefined, "offer").toLowerCase().replace("_", "-")].join("-")
}

export const createOfferWorkflowId = "create-offer"

/**
 * Creates a draft offer with a product variant of its own, or on a linked one, so that tax, regions, returns and
 * fulfilment are Medusa's. The variant's product is in no sales channel: the ordinary catalogue never shows it. Its
 * stock is not Medusa's but the offer's.
 */
export const createOfferWorkflow = createWorkflow(createOfferWorkflowId, (input: CreateOfferInput) => {
  const linked = validateNewOfferStep(input)
  const { data: profiles } = useQueryGraphStep(DEFAULT_SHIPPING_PROFILE)

  const products = when("offer-needs-a-variant", { linked }, ({ linked }) => !linked).then(() =>
    createProductsWorkflow.runAsStep({
      input: transform({ input, profiles }, ({ input, profiles }) => ({
        products: [
          {
            title: input.title,
            handle: offerHandle(input.title),
            description: input.description ?? undefined,
            thumbnail: input.image_url ?? undefined,
            status: "draft" as const,
            ...(input.requires_shipping && profiles[0] ? { shipping_profile_id: profiles[0].id } : {}),
            options: [{ title: "Offer", values: ["Default"] }],
            variants: [
              {
                title: "Default",
                manage_inventory: false,
                options: { Offer: "Default" },
                prices: input.prices.map(({ currency_code, amount }) => ({ currency_code, amount })),
              },
            ],
          },
        ],
      })),
    })
  )
  const offerId = createOfferStep(
    transform({ input, linked, products }, ({ input, linked, products }) => {
      const { variant_id: _variant, ...offer } = input
      return {
        // With uploaded codes there is nothing to sell until there are some.
        offer: withDelivery({ ...offer, inventory_total: offer.code_source === "uploaded" ? 0 : offer.inventory_total }),
        product_id: linked?.product_id ?? (products?.[0].id as string),
        variant_id: linked?.variant_id ?? (products?.[0].variants[0].id as string),
        variant_linked: Boolean(linked),
      }
    })
  )
  emitEventStep({ eventName: "offer.created", data: { id: offerId } })
  return new WorkflowResponse(offerId)
})
