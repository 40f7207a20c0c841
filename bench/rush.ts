import { Visit, visit } from "./buyer"
import { BenchShop, countRows, publishOffer, untilPurchased } from "./shop"
import { round } from "./statistics"

const BUYERS = 100
const STOCK = 10
const ROUNDS = 5

type Round = {
  ordered: number
  soldOut: number
  /** Everything but an order and a clean "sold out": what was answered. */
  failures: string[]
  purchases: number
  stock: { total: number | null; sold: number; held: number; available: number | null }
  /** Holds that still take stock when everybody has left, and lines of the offer in carts that were not ordered. */
  leakedHolds: number
  leakedLines: number
  seconds: number
  ok: boolean
}

export type RushReport = { buyers: number; stock: number; rounds: Round[]; ok: boolean }

/** A hundred buyers at once for ten units, through the HTTP API to the placed order. */
export async function benchRush(shop: BenchShop, log: (line: string) => void): Promise<RushReport> {
  const rounds: Round[] = []
  for (let number = 1; number <= ROUNDS; number++) {
    const result = await rush(shop, number)
    rounds.push(result)
    const { ordered, soldOut, failures, seconds, ok } = result
    log(`rush ${number}/${ROUNDS}: ${ordered} ordered, ${soldOut} sold out, ${failures.length} failed in ${seconds} s${ok ? "" : "  WRONG"}`)
  }
  return { buyers: BUYERS, stock: STOCK, rounds, ok: rounds.every(({ ok }) => ok) }
}

async function rush(bench: BenchShop, number: number): Promise<Round> {
  const { api, shop, database } = bench
  const offerId = await publishOffer(bench, `Rush ${number}`, STOCK)
  const began = performance.now()
  const visits = await Promise.all(
    Array.from({ length: BUYERS }, (_, index) => visit(api, shop, { offerId }, `rush-${number}-${index}@example.com`))
  )
  const seconds = round((performance.now() - began) / 1000, 1)
  const ended = (outcome: Visit["outcome"]) => visits.filter((buyer) => buyer.outcome === outcome)

  const ordered = ended("ordered").length
  const purchases = await untilPurchased(database, offerId, ordered)
  const { stock } = (await api.get(`/admin/offers/${offerId}`, shop.admin)).data.offer as { stock: Round["stock"] }
  const leakedHolds = await countRows(database, `offer_hold where offer_id = $1 and status in ('active', 'ordering')`, [offerId])
  const leakedLines = await countRows(
    database,
    `cart_line_item line join cart on cart.id = line.cart_id join offer on offer.variant_id = line.variant_id
      where offer.id = $1 and cart.completed_at is null and line.deleted_at is null`,
    [offerId]
  )
  const soldOut = ended("sold out").length
  const ok =
    ordered === STOCK &&
    soldOut === BUYERS - STOCK &&
    purchases === STOCK &&
    stock.sold === STOCK &&
    stock.held + leakedHolds + leakedLines === 0 &&
    stock.available === 0
  return { ordered, soldOut, failures: ended("failed").map(({ answer }) => answer ?? ""), purchases, stock, leakedHolds, leakedLines, seconds, ok }
}
