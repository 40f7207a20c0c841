import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import { SyncedOffer } from "../../modules/offer/catalog-sync"
import { OfferCatalog } from "../../modules/offer/ports/offer-catalog"
import type OfferModuleService from "../../modules/offer/service"
import { createStripeClient, StripeOfferCatalog } from "../../plugins/stripe"

/** The catalogue offers are kept in step with, or null when no vendor is configured. */
export function resolveOfferCatalog(service: OfferModuleService): OfferCatalog | null {
  const { stripe } = service.options
  return stripe ? new StripeOfferCatalog(createStripeClient(stripe)) : null
}

type OfferRow = Awaited<ReturnType<OfferModuleService["listOffers"]>>[number]

/** An offer, read with its prices, as a vendor's catalogue sees it. */
export function toCatalogOffer(offer: OfferRow): SyncedOffer {
  return {
    id: offer.id,
    revision: offer.revision,
    title: offer.title,
    description: offer.description,
    image_url: offer.image_url,
    active: offer.status === "published",
    product_id: offer.catalog_product_id,
    prices: offer.prices.map((price) => ({
      id: price.id,
      currency_code: price.currency_code,
      amount: String(price.amount),
      catalog_price_id: price.catalog_price_id,
      catalog_amount: price.catalog_amount === null ? null : String(price.catalog_amount),
    })),
    metadata: { event_id: offer.event_id },
  }
}

async function loadCatalogOffer(service: OfferModuleService, id: string): Promise<SyncedOffer | null> {
  const [offer] = await service.listOffers({ id }, { relations: ["prices"] })
  return offer ? toCatalogOffer(offer) : null
}

const LOCK_SECONDS = 60

/**
 * Brings the vendor's catalogue in step with one offer. A failure is kept on the offer, shown to the organizer and
 * tried again by the sweep; selling goes on meanwhile with prices made on the spot.
 *
 * One sync of an offer at a time, under a lock that nothing else asks for: the older of two would archive the Price that the
 * newer has just made.
 */
export async function syncOfferCatalog(container: MedusaContainer, id: string): Promise<void> {
  await container.resolve(Modules.LOCKING).execute(`monetization-catalog:${id}`, () => sync(container, id), { timeout: LOCK_SECONDS })
}

async function sync(container: MedusaContainer, id: string): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const catalog = resolveOfferCatalog(service)
  const offer = catalog && (await loadCatalogOffer(service, id))
  if (!catalog || !offer) {
    return
  }
  try {
    const result = await catalog.sync(offer)
    await service.finishCatalogSync(offer, result)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`Offer ${id} is not in step with ${catalog.name}: ${message}`)
    await service.failCatalogSync(offer.id, offer.revision, message)
  }
}
