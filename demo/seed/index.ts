import { ApiError, bearer, createApi } from "./api"
import { lumenLive } from "./content/lumen-live"
import { paperAndType } from "./content/paper-and-type"
import { DEMO_CUSTOMER, seedCustomer } from "./customer"
import { seedFunnel } from "./funnel"
import { seedOffers } from "./offers"
import { seedEvent, seedProgramme } from "./programme"
import { seedRegions } from "./regions"
import { seedSampleOrder } from "./sample-order"
import { seedShipping } from "./shipping"
import { seedShop, STORE_NAME } from "./shop"
import { seedTickets } from "./tickets"

export interface SeedInput {
  backendUrl: string
  storefrontUrl: string
  /** Address of the local Stripe stand-in; without it nobody can pay for the sample order. */
  standInUrl?: string
  admin: { email: string; password: string }
  progress: (text: string) => void
}

/** What the storefront and the READY line need. */
export interface Seeded {
  publishableKey: string
  regionId: string
  shopName: string
  eventId: string
  eventHandle: string
  sessionIds: string[]
  offerIds: string[]
  customer: { email: string; password: string }
}

/** Makes the demo shop through the same HTTP API an organizer uses; what exists already is left as it is. */
export async function seed(input: SeedInput): Promise<Seeded> {
  const { progress } = input
  const anonymous = createApi(input.backendUrl)
  const api = anonymous.with(bearer(await adminToken(input)))
  const image = (file: string) => `${input.storefrontUrl}/images/${file}`

  const { salesChannelId, publishableKey } = await seedShop(api)
  const { regionId } = await seedRegions(api)
  const { locationId } = await seedShipping(api, salesChannelId)
  progress("shop, regions, taxes and shipping")

  const seeded = []
  for (const content of [lumenLive, paperAndType]) {
    const event = await seedEvent(api, content, image)
    const imageUrl = image(content.image)
    const variantIds = await seedTickets(api, { content, title: event.title, imageUrl, salesChannelId, locationId })
    const programme = await seedProgramme(api, event.id, content, variantIds, image)
    const offerIds = await seedOffers(api, programme, content, image)
    progress(`${event.title}: ${count(programme.sessionIds.size, "session")}, ${count(offerIds.size, "offer")}`)
    seeded.push({ programme, offerIds, variantIds })
  }

  const [main] = seeded
  const customer = await seedCustomer(anonymous, publishableKey)
  progress(
    await sampleOrder(input.standInUrl, (standInUrl) =>
      seedSampleOrder({
        customer,
        standInUrl,
        storefrontUrl: input.storefrontUrl,
        regionId,
        variantId: variantOf(main.variantIds, lumenLive.tickets[0].sku),
        offerIds: SAMPLE_OFFERS.flatMap((title) => main.offerIds.get(title) ?? []),
      })
    )
  )
  // After the sample order, which nobody will be asked anything about.
  if (lumenLive.funnel) {
    const funnel = await seedFunnel(api, main.programme.eventId, lumenLive.funnel, main.offerIds)
    progress(FUNNEL_TEXTS[funnel])
  }
  return {
    publishableKey,
    regionId,
    shopName: STORE_NAME,
    eventHandle: lumenLive.handle,
    eventId: main.programme.eventId,
    sessionIds: [...main.programme.sessionIds.values()],
    offerIds: [...main.offerIds.values()],
    customer: { email: DEMO_CUSTOMER.email, password: DEMO_CUSTOMER.password },
  }
}

const FUNNEL_TEXTS = {
  made: "one-time offers after an order",
  exists: "one-time offers after an order are there",
  incomplete: "no one-time offers after an order: one of them is no longer on sale",
}

/** The recordings and the course: files and a code to look at, and nothing to ship. */
const SAMPLE_OFFERS = lumenLive.offers
  .filter((offer) => offer.type === "EXCLUSIVE_CONTENT")
  .map((offer) => offer.title)

/** Answers what became of the sample order. The shop is worth seeing without it, so its failure only gets told. */
async function sampleOrder(
  standInUrl: string | undefined,
  place: (standInUrl: string) => Promise<"placed" | "exists">
): Promise<string> {
  const name = DEMO_CUSTOMER.first_name
  if (!standInUrl) {
    return `${name} can sign in; without the stand-in nothing was bought for her`
  }
  try {
    return `${name}'s order ${(await place(standInUrl)) === "placed" ? "is paid and placed" : "is there"}`
  } catch (error) {
    return `${name}'s sample order could not be placed: ${(error as Error).message}`
  }
}

async function adminToken({ backendUrl, admin }: SeedInput): Promise<string> {
  try {
    return (await createApi(backendUrl).post<{ token: string }>("/auth/user/emailpass", admin)).token
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      throw new Error(
        `${admin.email} exists in this database with another password. Set DEMO_ADMIN_EMAIL and DEMO_ADMIN_PASSWORD to an admin login of yours.`
      )
    }
    throw error
  }
}

function variantOf(variantIds: Map<string, string>, sku: string): string {
  const id = variantIds.get(sku)
  if (!id) {
    throw new Error(`There is no ticket ${sku}.`)
  }
  return id
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`
