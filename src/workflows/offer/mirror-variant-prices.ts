import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { updateOfferWorkflow } from "./workflows/update-offer"

type VariantPrice = { currency_code: string; amount: number; price_list_id?: string | null; rules_count?: number }

/**
 * The cart charges what Medusa's price set says; the offer's own prices mirror it. When an organizer changes the
 * variant on Medusa's product page, the mirror follows. A compare-at price that is no longer above the price is dropped.
 */
export async function mirrorVariantPrices(container: MedusaContainer, variantId: string): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const [offer] = await service.listOffers({ variant_id: variantId, variant_linked: false }, { relations: ["prices"] })
  if (!offer) {
    return
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product_variant",
    fields: ["id", "prices.currency_code", "prices.amount", "prices.price_list_id", "prices.rules_count"],
    filters: { id: variantId },
  })
  const prices = ((data[0] as unknown as { prices?: VariantPrice[] } | undefined)?.prices ?? []).filter(
    (price) => !price.price_list_id && !price.rules_count
  )
  const mirrored = new Map(offer.prices.map((price) => [price.currency_code, price]))
  const same =
    prices.length === mirrored.size &&
    prices.every((price) => MathBN.eq(mirrored.get(price.currency_code)?.amount ?? -1, price.amount))
  if (same || !prices.length) {
    return
  }
  await updateOfferWorkflow(container).run({
    input: {
      id: offer.id,
      prices: prices.map(({ currency_code, amount }) => {
        const compareAt = mirrored.get(currency_code)?.compare_at_amount
        return { currency_code, amount: Number(amount), compare_at_amount: compareAt && Number(compareAt) > amount ? Number(compareAt) : null }
      }),
    },
  })
}
