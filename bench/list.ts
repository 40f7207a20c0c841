import { Batch, LoadClient, LoadReport, runBatch, summarizeLoad } from "./http-load"
import { createProducts, insertOffers } from "./many-offers"
import { BenchShop } from "./shop"
import { round } from "./statistics"

const ITEMS = 1000
const PAGE = 50
const CONCURRENCY = 4
const ROUNDS = 5
/** Every page of the list, three times. */
const WALKS = 3
/** At least this many times as many requests per second as `/store/products`, and a p99 that is no longer. */
const TARGET = 3

/** Baselines first: Medusa's list as it answers a storefront, and asked for nothing but what an offer shows too. */
const KINDS = ["products", "leanProducts", "region", "currency", "cart", "checkout", "recommended"] as const
type Kind = (typeof KINDS)[number]
/** The target is for each of them. */
const CONTEXTS = ["region", "currency", "cart", "checkout", "recommended"] as const
type Context = (typeof CONTEXTS)[number]

type KindReport = LoadReport & { kilobytes: number }

export type ListReport = {
  items: number
  page: number
  concurrency: number
  kinds: Record<Kind, KindReport>
  /** Requests per second of each context divided by those of the baselines; the target is for the first. */
  ratios: Record<Context, { products: number; leanProducts: number }>
  target: number
  ok: boolean
}

/**
 * A thousand offers of one event, page by page, against as many products on pages of the same length, in turns. Both come
 * with prices, the offers also with live stock and whether they can be had. `checkout` judges all of them for each page and
 * would leave out what the cart can't have, which is nothing here; `recommended` also sorts them by what they are expected to earn.
 */
export async function benchList(bench: BenchShop, baseUrl: string, log: (line: string) => void): Promise<ListReport> {
  const { shop } = bench
  log(`list: making ${ITEMS} offers and ${ITEMS} products`)
  await insertOffers(bench.database, shop.otherEventId, ITEMS)
  await createProducts(bench, ITEMS)
  const cartId = await cartWithTicket(bench)
  const offers = `/store/offers?eventId=${shop.otherEventId}`
  const lists: Record<Kind, string> = {
    products: `/store/products?region_id=${shop.regionId}`,
    leanProducts: `/store/products?region_id=${shop.regionId}&fields=id,title,description,thumbnail,variants.id,*variants.calculated_price`,
    region: `${offers}&regionId=${shop.regionId}`,
    currency: `${offers}&currencyCode=eur`,
    cart: `${offers}&cartId=${cartId}`,
    checkout: `${offers}&cartId=${cartId}&placement=CHECKOUT`,
    recommended: `${offers}&cartId=${cartId}&placement=CHECKOUT&sort=recommended`,
  }
  const client = new LoadClient(baseUrl, shop.store.headers as Record<string, string>)
  const pages = (kind: Kind) =>
    Array.from({ length: ITEMS / PAGE }, (_, page) => ({ method: "GET" as const, path: `${lists[kind]}&limit=${PAGE}&offset=${page * PAGE}` }))
  try {
    const kilobytes = {} as Record<Kind, number>
    for (const kind of KINDS) {
      // Warms up, and makes sure that what is measured is the whole list.
      kilobytes[kind] = await checkWalk(client, kind, pages(kind))
    }
    const batches = Object.fromEntries(KINDS.map((kind) => [kind, []])) as unknown as Record<Kind, Batch[]>
    for (let turn = 0; turn < ROUNDS; turn++) {
      for (const kind of turn % 2 ? [...KINDS].reverse() : KINDS) {
        const requests = Array.from({ length: WALKS }, () => pages(kind)).flat()
        batches[kind].push(await runBatch(requests.map((request) => () => client.send(request)), CONCURRENCY, bench.usage))
      }
      const text = KINDS.map((kind) => `${kind} ${round((WALKS * ITEMS) / PAGE / batches[kind][turn].seconds)}/s`).join(", ")
      log(`list ${turn + 1}/${ROUNDS}: ${text}`)
    }
    const kinds = Object.fromEntries(
      KINDS.map((kind) => [kind, { ...summarizeLoad(batches[kind]), kilobytes: kilobytes[kind] }])
    ) as Record<Kind, KindReport>
    const against = (kind: Kind, baseline: Kind) => round(kinds[kind].perSecond / kinds[baseline].perSecond, 2)
    const ratios = Object.fromEntries(
      CONTEXTS.map((kind) => [kind, { products: against(kind, "products"), leanProducts: against(kind, "leanProducts") }])
    ) as ListReport["ratios"]
    const isPrompt = (kind: Context) => kinds[kind].milliseconds.p99 <= kinds.products.milliseconds.p99
    const ok = CONTEXTS.every((kind) => ratios[kind].products >= TARGET && isPrompt(kind))
    return { items: ITEMS, page: PAGE, concurrency: CONCURRENCY, kinds, ratios, target: TARGET, ok }
  } finally {
    client.close()
  }
}

async function cartWithTicket({ api, shop }: BenchShop): Promise<string> {
  const body = { region_id: shop.regionId, email: "lister@example.com", items: [{ variant_id: shop.tickets.other, quantity: 1 }] }
  return (await api.post("/store/carts", body, shop.store)).data.cart.id
}

type Page = { products?: { id: string; variants: { calculated_price?: object }[] }[]; offers?: { id: string }[] }

/** @returns kilobytes of a page, on average @throws Error when the pages don't hold the whole list, each entry once */
async function checkWalk(client: LoadClient, kind: Kind, pages: { method: "GET"; path: string }[]): Promise<number> {
  const ids = new Set<string>()
  let bytes = 0
  for (const page of pages) {
    const { body } = await client.send(page)
    const { products, offers } = JSON.parse(body.toString("utf8")) as Page
    for (const { id } of products ?? offers ?? []) {
      ids.add(id)
    }
    if (products?.some(({ variants }) => !variants.every((variant) => variant.calculated_price))) {
      throw new Error(`The products of ${page.path} come without prices.`)
    }
    bytes += body.length
  }
  if (ids.size !== ITEMS) {
    throw new Error(`The pages of ${kind} hold ${ids.size} entries, not ${ITEMS}.`)
  }
  return round(bytes / pages.length / 1024, 1)
}
