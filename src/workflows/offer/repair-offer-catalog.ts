import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import { SyncedOffer } from "../../modules/offer/catalog-sync"
import { CatalogSurvey } from "../../modules/offer/ports/offer-catalog"
import type OfferModuleService from "../../modules/offer/service"
import { resolveOfferCatalog, syncOfferCatalog, toCatalogOffer } from "./sync-offer-catalog"

/** An offer found in step is looked at again after a day. */
const CHECK_AFTER_MS = 24 * 3_600_000

/** The vendor lists so many products in one call. */
const PAGE = 100

/** Offers one run looks at, some minutes of calls; the next run takes up what is left. */
const MAX_OFFERS = 2000

/** Answers after which going on makes no sense: the vendor is down or busy, or doesn't know us. */
const VENDOR_IS_AWAY = ["stripe_unavailable", "stripe_misconfigured"]

export type CatalogRepair = {
  checked: number
  /** What was found to differ and marked for the sync. */
  drifted: { id: string; drift: string[] }[]
  /** Products taken out of use: copies of an offer's product, and those of deleted offers. */
  retired: string[]
  /** Why the run ended early, if it did. */
  stopped: string | null
}

const isAway = (error: unknown) => MedusaError.isMedusaError(error) && VENDOR_IS_AWAY.includes(error.code ?? "")

/**
 * Finds offers that the vendor's catalogue shows differently and marks them `pending` with the reason; the sync mends
 * them. What is in step is marked as looked at by its `catalog_synced_at`, so a run that an outage ends, or a crash,
 * is continued by the next one where it stopped.
 */
export async function repairOfferCatalog(container: MedusaContainer): Promise<CatalogRepair> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const catalog = resolveOfferCatalog(service)
  const report: CatalogRepair = { checked: 0, drifted: [], retired: [], stopped: null }
  const before = new Date(Date.now() - CHECK_AFTER_MS)
  let page = catalog ? await listDue(service, before) : []
  if (!catalog || !page.length) {
    return report
  }
  try {
    const survey = await catalog.survey()
    report.retired.push(...(await retireAll(survey, await claimsOfDeleted(service, survey))))
    while (page.length && report.checked < MAX_OFFERS) {
      await checkPage(service, survey, page, report)
      page = await listDue(service, before)
    }
  } catch (error) {
    if (!isAway(error)) {
      throw error
    }
    report.stopped = (error as Error).message
    logger.warn(`The offers' catalogue could not be checked any further: ${report.stopped}`)
  }
  if (report.drifted.length || report.retired.length) {
    logger.info(`${catalog.name} showed ${report.drifted.length} offers differently, and ${report.retired.length} products too many`)
  }
  return report
}

/** Mends one offer's catalogue now, copies of its product included. A failure is kept on the offer, as by every sync. */
export async function repairOffer(container: MedusaContainer, id: string): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  await syncOfferCatalog(container, id)
  const [offer] = await service.listOffers({ id, catalog_status: "synced" }, { select: ["id", "revision", "catalog_product_id"] })
  const catalog = resolveOfferCatalog(service)
  if (!offer?.catalog_product_id || !catalog) {
    return
  }
  try {
    const survey = await catalog.survey()
    await retireAll(survey, (survey.claims.get(id) ?? []).filter((productId) => productId !== offer.catalog_product_id))
  } catch (error) {
    await service.failCatalogSync(id, offer.revision, error instanceof Error ? error.message : String(error))
  }
}

async function listDue(service: OfferModuleService, before: Date): Promise<SyncedOffer[]> {
  const rows = await service.listOffers(
    { catalog_status: "synced", catalog_synced_at: { $lt: before } },
    { relations: ["prices"], order: { catalog_synced_at: "ASC", id: "ASC" }, take: PAGE }
  )
  return rows.map(toCatalogOffer)
}

async function checkPage(
  service: OfferModuleService,
  survey: CatalogSurvey,
  offers: SyncedOffer[],
  report: CatalogRepair
): Promise<void> {
  const offerOf = new Map(offers.map((offer) => [offer.id, offer]))
  for await (const { id, drift, copies } of survey.findings(offers)) {
    const offer = offerOf.get(id) as SyncedOffer
    if (drift.length) {
      // The copies first: the sync knows nothing of them, and what it mends is no longer found.
      report.retired.push(...(await retireAll(survey, copies)))
      await markDrifted(service, offer, drift)
      report.drifted.push({ id, drift })
    } else {
      await markChecked(service, offer)
    }
    report.checked++
  }
}

/** An offer changed meanwhile is on its way to the vendor anyway, and what was compared with it says nothing any more. */
const unchanged = ({ id, revision }: SyncedOffer) => ({ id, revision, catalog_status: "synced" as const })

async function markChecked(service: OfferModuleService, offer: SyncedOffer): Promise<void> {
  await service.updateOffers({ selector: unchanged(offer), data: { catalog_synced_at: new Date() } })
}

async function markDrifted(service: OfferModuleService, offer: SyncedOffer, drift: string[]): Promise<void> {
  await service.updateOffers({
    selector: unchanged(offer),
    data: {
      catalog_status: "pending",
      catalog_error: drift.join(" ").slice(0, 500),
      catalog_attempts: 0,
      catalog_next_attempt_at: null,
    },
  })
}

/** Products of offers that were deleted here. Those of offers never heard of belong to another shop of the same account. */
async function claimsOfDeleted(service: OfferModuleService, survey: CatalogSurvey): Promise<string[]> {
  const products: string[] = []
  const ids = [...survey.claims.keys()]
  for (let start = 0; start < ids.length; start += PAGE) {
    const offers = await service.listOffers(
      { id: ids.slice(start, start + PAGE), deleted_at: { $ne: null } },
      { select: ["id"], withDeleted: true, take: PAGE }
    )
    products.push(...offers.flatMap(({ id }) => survey.claims.get(id) ?? []))
  }
  return products
}

async function retireAll(survey: CatalogSurvey, productIds: string[]): Promise<string[]> {
  for (const id of productIds) {
    await survey.retire(id)
  }
  return productIds
}
