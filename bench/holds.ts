import type { ICartModuleService, IWorkflowEngineService, MedusaContainer } from "@medusajs/framework/types"
import type OfferModuleService from "../src/modules/offer/service"
import { Batch, LoadClient, LoadReport, runBatch, summarizeLoad } from "./http-load"
import { openMedusaApp } from "./medusa-app"
import { BenchShop, publishOffer } from "./shop"
import { round } from "./statistics"

const CONCURRENCY = 4
const ROUNDS = 5
/** Carts of each kind in a round: a cart takes one line item, or one hold, and is not used again. */
const CARTS = 30
/** Holds of the ledger in a round: they take a fraction of the time. */
const LEDGER_HOLDS = 300
const OFFERS = 10
/** At least this many times as many holds taken and released per second as Medusa adds line items. */
const TARGET = 10

/**
 * Pairs of the same layer. HTTP: a request is answered. Workflow: what the request runs, called in this process, with
 * everything it does to the cart. Module: rows and rules alone; the offers' ledger, and the cart module's own rows.
 */
const KINDS = ["httpLineItem", "httpHold", "workflowLineItem", "workflowHold", "moduleLineItem", "ledgerOneOffer", "ledgerManyOffers"] as const
type Kind = (typeof KINDS)[number]

export type HoldsReport = {
  concurrency: number
  http: {
    /** POST /store/carts/:id/line-items of an ordinary variant into an empty cart. */
    lineItem: LoadReport
    /** POST /store/carts/:id/offers into an empty cart, then DELETE it: two requests, in Medusa a line item added and removed. */
    hold: LoadReport
  }
  /** In one process with the whole app loaded, without HTTP. */
  process: {
    /** Medusa's `addToCartWorkflow` of an ordinary variant into an empty cart: its line-item add. */
    workflowLineItem: LoadReport
    /** `setCartOfferWorkflow` and `removeCartOfferWorkflow`: the ledger, and Medusa's workflows that add and remove the line. */
    workflowHold: LoadReport
    /** The cart module's `addLineItems`: one row with a given price, without looking up variant, price, stock, tax or promotion. */
    moduleLineItem: LoadReport
    /** The offer module's `reserve` and `endHolds`, two transactions with every rule asked: everybody wants the same offer. */
    ledgerOneOffer: LoadReport
    /** The same of one of ten offers. */
    ledgerManyOffers: LoadReport
  }
  /** Holds per second divided by line items per second, of the named layers. The target is for the first. */
  ratios: {
    ledgerOneOfferToWorkflow: number
    ledgerManyOffersToWorkflow: number
    ledgerOneOfferToModule: number
    workflowToWorkflow: number
    httpToHttp: number
  }
  target: number
  ok: boolean
}

/**
 * Taking a hold and letting it go against adding a line item in Medusa, in turns. The target is for what an offer adds to a
 * cart, its hold, against what Medusa does for a line item, both called in one process. Through workflows and HTTP a hold
 * also adds and removes a line item, so it can't be faster than that there.
 */
export async function benchHolds(bench: BenchShop, baseUrl: string, databaseUrl: string, log: (line: string) => void): Promise<HoldsReport> {
  const { shop } = bench
  const offers: string[] = []
  for (let index = 0; index < OFFERS; index++) {
    offers.push(await publishOffer(bench, `Held ${index}`, 1_000_000))
  }
  const client = new LoadClient(baseUrl, shop.store.headers as Record<string, string>)
  const { container, close } = await openMedusaApp(databaseUrl)
  const operations = { ...overHttp(client, shop.plainVariantId, offers[0]), ...inProcess(container, shop.plainVariantId, offers) }
  let ledgerCarts = 0
  const run = async (kind: Kind): Promise<Batch> => {
    const ledger = kind === "ledgerOneOffer" || kind === "ledgerManyOffers"
    const carts = ledger
      ? Array.from({ length: LEDGER_HOLDS }, () => `cart_ledger_${ledgerCarts++}`)
      : await makeCarts(client, shop.regionId, CARTS)
    const usage = kind === "httpLineItem" || kind === "httpHold" ? bench.usage : undefined
    return await runBatch(carts.map((cartId, index) => () => operations[kind](cartId, index)), CONCURRENCY, usage)
  }
  try {
    const batches = Object.fromEntries(KINDS.map((kind) => [kind, []])) as unknown as Record<Kind, Batch[]>
    for (const kind of KINDS) {
      // Warms up.
      await run(kind)
    }
    for (let turn = 0; turn < ROUNDS; turn++) {
      for (const kind of turn % 2 ? [...KINDS].reverse() : KINDS) {
        batches[kind].push(await run(kind))
      }
      const rate = ({ seconds, milliseconds }: Batch) => `${round(milliseconds.length / seconds, 1)}/s`
      log(`holds ${turn + 1}/${ROUNDS}: ${KINDS.map((kind) => `${kind} ${rate(batches[kind][turn])}`).join(", ")}`)
    }
    await assertNothingHeld(container.resolve<OfferModuleService>("offer"), offers)
    const { httpLineItem, httpHold, ...process } = Object.fromEntries(
      KINDS.map((kind) => [kind, summarizeLoad(batches[kind])])
    ) as Record<Kind, LoadReport>
    const ratio = (hold: LoadReport, lineItem: LoadReport) => round(hold.perSecond / lineItem.perSecond, 2)
    const ratios = {
      ledgerOneOfferToWorkflow: ratio(process.ledgerOneOffer, process.workflowLineItem),
      ledgerManyOffersToWorkflow: ratio(process.ledgerManyOffers, process.workflowLineItem),
      ledgerOneOfferToModule: ratio(process.ledgerOneOffer, process.moduleLineItem),
      workflowToWorkflow: ratio(process.workflowHold, process.workflowLineItem),
      httpToHttp: ratio(httpHold, httpLineItem),
    }
    return {
      concurrency: CONCURRENCY,
      http: { lineItem: httpLineItem, hold: httpHold },
      process,
      ratios,
      target: TARGET,
      ok: ratios.ledgerOneOfferToWorkflow >= TARGET,
    }
  } finally {
    client.close()
    await close()
  }
}

type Operation = (cartId: string, index: number) => Promise<unknown>

function overHttp(client: LoadClient, variantId: string, offerId: string): Record<"httpLineItem" | "httpHold", Operation> {
  return {
    httpLineItem: (cartId) =>
      client.send({ method: "POST", path: `/store/carts/${cartId}/line-items`, body: { variant_id: variantId, quantity: 1 } }),
    httpHold: async (cartId) => {
      await client.send({ method: "POST", path: `/store/carts/${cartId}/offers`, body: { offerId, quantity: 1 } })
      await client.send({ method: "DELETE", path: `/store/carts/${cartId}/offers/${offerId}` })
    },
  }
}

function inProcess(container: MedusaContainer, variantId: string, offers: string[]): Record<Exclude<Kind, "httpLineItem" | "httpHold">, Operation> {
  const engine = container.resolve<IWorkflowEngineService>("workflows")
  const cartModule = container.resolve<ICartModuleService>("cart")
  const service = container.resolve<OfferModuleService>("offer")
  const reserveAndEnd = async (cart_id: string, offer_id: string) => {
    const buyer = { customer_id: null, email: null, tickets: [] }
    const [{ hold }] = await service.reserve({ cart_id, currency_code: "eur", buyer, moment: "add", items: [{ offer_id, quantity: 1 }] })
    await service.endHolds([hold.id], "released", "bench")
  }
  return {
    workflowLineItem: (cart_id) => engine.run("add-to-cart", { input: { cart_id, items: [{ variant_id: variantId, quantity: 1 }] } }),
    workflowHold: async (cart_id) => {
      await engine.run("set-cart-offer", { input: { cart_id, offer_id: offers[0], mode: "add", quantity: 1 } })
      await engine.run("remove-cart-offer", { input: { cart_id, offer_ids: [offers[0]], end: "released", cause: "bench" } })
    },
    moduleLineItem: (cart_id) => cartModule.addLineItems(cart_id, [{ title: "Bench", variant_id: variantId, quantity: 1, unit_price: 20 }]),
    ledgerOneOffer: (cartId) => reserveAndEnd(cartId, offers[0]),
    ledgerManyOffers: (cartId, index) => reserveAndEnd(cartId, offers[index % offers.length]),
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

/** @throws Error when a hold was left: then what was measured isn't taking and releasing */
async function assertNothingHeld(service: OfferModuleService, offers: string[]): Promise<void> {
  const stock = await service.stockOf(offers)
  const left = [...stock.values()].reduce((sum, { held }) => sum + held, 0)
  if (left) {
    throw new Error(`${left} units are still held.`)
  }
}
