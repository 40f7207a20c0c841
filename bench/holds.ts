import type OfferModuleService from "../src/modules/offer/service"
import { Batch, LoadClient, LoadReport, runBatch, summarizeLoad } from "./http-load"
import { openOfferService } from "./offer-service"
import { BenchShop, publishOffer } from "./shop"
import { round } from "./statistics"

const CONCURRENCY = 4
const ROUNDS = 5
/** Carts of each kind in a round: a cart takes one line item, or one hold, and is not used again. */
const CARTS = 30
/** Holds of the ledger in a round: they take a fraction of the time. */
const LEDGER_HOLDS = 300
/** At least this many times as many holds taken and released per second as Medusa adds line items. */
const TARGET = 10

const HTTP_KINDS = ["lineItem", "hold"] as const
const LEDGER_KINDS = ["oneOffer", "manyOffers"] as const

export type HoldsReport = {
  concurrency: number
  http: {
    /** POST /store/carts/:id/line-items of an ordinary variant into an empty cart. */
    lineItem: LoadReport
    /** POST /store/carts/:id/offers into an empty cart, then DELETE it: two requests, in Medusa a line item added and removed. */
    hold: LoadReport
  }
  /** `reserve` and `endHolds` of the offer module, two transactions: everybody wants the same offer, or one of ten. */
  ledger: Record<(typeof LEDGER_KINDS)[number], LoadReport>
  /** Operations per second divided by line items per second. */
  ratios: { http: number; ledgerOneOffer: number; ledgerManyOffers: number }
  target: number
  ok: boolean
}

/**
 * Taking a hold and letting it go against adding a line item in Medusa, in turns. Through the HTTP API a hold also changes
 * the cart, which is Medusa's own work; the target is for the ledger, which is what an offer adds to it.
 */
export async function benchHolds(bench: BenchShop, baseUrl: string, databaseUrl: string, log: (line: string) => void): Promise<HoldsReport> {
  const { shop } = bench
  const offers: string[] = []
  for (let index = 0; index < 10; index++) {
    offers.push(await publishOffer(bench, `Held ${index}`, 1_000_000))
  }
  const client = new LoadClient(baseUrl, shop.store.headers as Record<string, string>)
  const { service, close } = await openOfferService(databaseUrl)
  const addLine = (cartId: string) =>
    client.send({ method: "POST", path: `/store/carts/${cartId}/line-items`, body: { variant_id: shop.plainVariantId, quantity: 1 } })
  const holdAndRelease = async (cartId: string) => {
    await client.send({ method: "POST", path: `/store/carts/${cartId}/offers`, body: { offerId: offers[0], quantity: 1 } })
    await client.send({ method: "DELETE", path: `/store/carts/${cartId}/offers/${offers[0]}` })
  }
  let ledgerCarts = 0
  const runHttp = async (kind: (typeof HTTP_KINDS)[number], carts: number) => {
    const ids = await makeCarts(client, shop.regionId, carts)
    return await runBatch(ids.map((id) => () => (kind === "lineItem" ? addLine(id) : holdAndRelease(id))), CONCURRENCY, bench.usage)
  }
  const runLedger = async (kind: (typeof LEDGER_KINDS)[number], holds: number) =>
    await runBatch(
      Array.from({ length: holds }, (_, index) => {
        const offerId = offers[kind === "oneOffer" ? 0 : index % offers.length]
        return () => reserveAndEnd(service, offerId, `cart_ledger_${ledgerCarts++}`)
      }),
      CONCURRENCY
    )
  try {
    const http = { lineItem: [] as Batch[], hold: [] as Batch[] }
    const ledger = { oneOffer: [] as Batch[], manyOffers: [] as Batch[] }
    await runHttp("lineItem", CARTS)
    await runHttp("hold", CARTS)
    await runLedger("oneOffer", LEDGER_HOLDS)
    for (let turn = 0; turn < ROUNDS; turn++) {
      const steps = [
        ...HTTP_KINDS.map((kind) => async () => http[kind].push(await runHttp(kind, CARTS))),
        ...LEDGER_KINDS.map((kind) => async () => ledger[kind].push(await runLedger(kind, LEDGER_HOLDS))),
      ]
      for (const step of turn % 2 ? steps.reverse() : steps) {
        await step()
      }
      const rate = (operations: number, batch: Batch) => `${round(operations / batch.seconds)}/s`
      log(
        `holds ${turn + 1}/${ROUNDS}: line items ${rate(CARTS, http.lineItem[turn])}, holds through HTTP ${rate(CARTS, http.hold[turn])}, ` +
          `in the ledger ${rate(LEDGER_HOLDS, ledger.oneOffer[turn])} of one offer, ${rate(LEDGER_HOLDS, ledger.manyOffers[turn])} of ten`
      )
    }
    await assertNothingHeld(service, offers)
    const [lineItem, hold] = [summarizeLoad(http.lineItem), summarizeLoad(http.hold)]
    const [oneOffer, manyOffers] = [summarizeLoad(ledger.oneOffer), summarizeLoad(ledger.manyOffers)]
    const ratio = ({ perSecond }: LoadReport) => round(perSecond / lineItem.perSecond, 2)
    const ratios = { http: ratio(hold), ledgerOneOffer: ratio(oneOffer), ledgerManyOffers: ratio(manyOffers) }
    return {
      concurrency: CONCURRENCY,
      http: { lineItem, hold },
      ledger: { oneOffer, manyOffers },
      ratios,
      target: TARGET,
      ok: ratios.ledgerOneOffer >= TARGET,
    }
  } finally {
    client.close()
    await close()
  }
}

async function makeCarts(client: LoadClient, regionId: string, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index++) {
    const { cart } = await client.json<{ cart: { id: string } }>({ method: "POST", path: "/store/carts", body: { region_id: regionId } })
    ids.push(cart.id)
  }
  return ids
}

async function reserveAndEnd(service: OfferModuleService, offer_id: string, cart_id: string): Promise<void> {
  const [{ hold }] = await service.reserve({
    cart_id,
    currency_code: "eur",
    buyer: { customer_id: null, email: null, tickets: [] },
    moment: "add",
    items: [{ offer_id, quantity: 1 }],
  })
  await service.endHolds([hold.id], "released", "bench")
}

/** @throws Error when a hold was left: then what was measured isn't taking and releasing */
async function assertNothingHeld(service: OfferModuleService, offers: string[]): Promise<void> {
  const stock = await service.stockOf(offers)
  const left = [...stock.values()].reduce((sum, { held }) => sum + held, 0)
  if (left) {
    throw new Error(`${left} units are still held.`)
  }
}
