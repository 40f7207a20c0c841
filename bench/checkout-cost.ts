import { Step, STEPS, Visit, visit, Wish } from "./buyer"
import { BenchShop, publishOffer, untilPurchased } from "./shop"
import { median, percentile, round, sum } from "./statistics"

const CARTS = 100
const BATCH = 20
const WARM_UP = 20
/** Buyers at a time. The server is one process: more would only wait for each other. */
const CONCURRENCY = 4
/** At most this many times the wall time of carts without an offer. */
const TARGET = 1.15
const QUIET_MS = 500

type Kind = "plain" | "offer"

type KindReport = {
  carts: number
  /** Wall time of all batches. */
  seconds: number
  /** Of one cart from the first request to the placed order. */
  milliseconds: { p50: number; p95: number; p99: number }
  /** CPU time of the server for one cart, its subscribers included: says more than the clock on a busy machine. */
  cpuMilliseconds: number
  /** Median of each request. */
  steps: Record<Step, number>
  failures: string[]
}

export type CheckoutCostReport = {
  concurrency: number
  plain: KindReport
  offer: KindReport
  /** Wall time with an offer divided by wall time without, and the same for each pair of neighbouring batches. */
  ratio: number
  pairs: number[]
  target: number
  ok: boolean
}

type Batch = { seconds: number; cpuSeconds: number; visits: Visit[] }

/**
 * A hundred carts with one offer against a hundred with one plain variant, end to end, in batches that take turns
 * (plain, offer, offer, plain, ...) so that whatever else the machine does meets both alike.
 */
export async function benchCheckoutCost(bench: BenchShop, log: (line: string) => void): Promise<CheckoutCostReport> {
  const offerId = await publishOffer(bench, "Bench offer", 10 * CARTS)
  const wishes: Record<Kind, Wish> = { plain: { variantId: bench.shop.plainVariantId }, offer: { offerId } }
  let expected = 0
  let buyers = 0

  const run = async (kind: Kind, carts: number): Promise<Batch> => {
    const queue = Array.from({ length: carts }, () => `bench-${kind}-${buyers++}@example.com`)
    const visits: Visit[] = []
    const before = bench.usage().cpuSeconds
    const began = performance.now()
    await Promise.all(
      Array.from({ length: CONCURRENCY }, async () => {
        for (let email = queue.shift(); email; email = queue.shift()) {
          visits.push(await visit(bench.api, bench.shop, wishes[kind], email))
        }
      })
    )
    const seconds = (performance.now() - began) / 1000
    // The next batch shall not pay for this one's subscribers.
    expected += kind === "offer" ? visits.filter(({ outcome }) => outcome === "ordered").length : 0
    await untilPurchased(bench.database, offerId, expected)
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
    return { seconds, cpuSeconds: bench.usage().cpuSeconds - before, visits }
  }

  await run("plain", WARM_UP)
  await run("offer", WARM_UP)
  const batches: Record<Kind, Batch[]> = { plain: [], offer: [] }
  for (let pair = 0; pair < CARTS / BATCH; pair++) {
    for (const kind of pair % 2 ? (["offer", "plain"] as const) : (["plain", "offer"] as const)) {
      batches[kind].push(await run(kind, BATCH))
    }
    const [plain, offer] = [batches.plain[pair].seconds, batches.offer[pair].seconds]
    log(`checkout ${pair + 1}/${CARTS / BATCH}: ${BATCH} plain carts ${round(plain, 1)} s, with an offer ${round(offer, 1)} s`)
  }
  const plain = summarize(batches.plain)
  const offer = summarize(batches.offer)
  const ratio = round(offer.seconds / plain.seconds, 3)
  const pairs = batches.plain.map(({ seconds }, pair) => round(batches.offer[pair].seconds / seconds, 3))
  const ok = ratio <= TARGET && plain.failures.length + offer.failures.length === 0
  return { concurrency: CONCURRENCY, plain, offer, ratio, pairs, target: TARGET, ok }
}

function summarize(batches: Batch[]): KindReport {
  const visits = batches.flatMap((batch) => batch.visits)
  const ordered = visits.filter(({ outcome }) => outcome === "ordered")
  const totals = ordered.map(({ total }) => total)
  const steps = STEPS.map((step) => [step, round(median(ordered.map((visit) => visit.steps[step] as number)))])
  return {
    carts: visits.length,
    seconds: round(sum(batches.map(({ seconds }) => seconds)), 2),
    milliseconds: { p50: round(percentile(totals, 0.5)), p95: round(percentile(totals, 0.95)), p99: round(percentile(totals, 0.99)) },
    cpuMilliseconds: round((sum(batches.map(({ cpuSeconds }) => cpuSeconds)) * 1000) / visits.length),
    steps: Object.fromEntries(steps),
    failures: visits.filter(({ outcome }) => outcome !== "ordered").map(({ outcome, answer }) => answer ?? outcome),
  }
}
