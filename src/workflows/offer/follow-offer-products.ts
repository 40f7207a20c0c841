import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { errorMessage } from "../../utils/error-message"
import { mirrorVariantPrices, VARIANT_PRICE_FIELDS, VariantPrice } from "./mirror-variant-prices"
import { setOfferStatusWorkflow } from "./workflows/set-offer-status"

const PAGE = 100

type Offer = Awaited<ReturnType<OfferModuleService["listOffers"]>>[number]
type Variant = { id: string; prices?: VariantPrice[] }

/** Brings one offer in step with the variant it sells: without one it is archived, for nobody could buy it. */
async function followVariant(container: MedusaContainer, offer: Offer, variant: Variant | undefined): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  try {
    if (!variant) {
      logger.warn(`Offer ${offer.id} is archived: the product it sells was deleted`)
      await setOfferStatusWorkflow(container).run({ input: { id: offer.id, status: "archived" } })
    } else if (!offer.variant_linked) {
      await mirrorVariantPrices(container, offer, variant.prices ?? [])
    }
  } catch (error) {
    logger.error(`Offer ${offer.id} could not follow its product: ${errorMessage(error)}`)
  }
}

/**
 * Brings offers in step with what an organizer did to their products in Medusa: the fast path for some of them, the sweep for
 * all. Three reads a page, and a write only where something differs.
 * @param among offers of these products or variants alone
 */
export async function followOfferProducts(container: MedusaContainer, among: { product_id: string } | { variant_id: string } | null = null): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  for (let last = ""; ; ) {
    const offers = await service.listOffers(
      { ...among, status: ["draft", "published"], id: { $gt: last } },
      { relations: ["prices"], order: { id: "ASC" }, take: PAGE }
    )
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "product_variant",
      fields: ["id", ...VARIANT_PRICE_FIELDS],
      filters: { id: [...new Set(offers.map((offer) => offer.variant_id))] },
    })
    const variantOf = new Map((data as unknown as Variant[]).map((variant) => [variant.id, variant]))
    for (const offer of offers) {
      await followVariant(container, offer, variantOf.get(offer.variant_id))
    }
    if (offers.length < PAGE) {
      return
    }
    last = offers[offers.length - 1].id
  }
}
