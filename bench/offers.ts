import { connect, TestDatabases } from "../integration-tests/support/database"
import { ROOT, startServer } from "../integration-tests/support/server"
import { seedShopOverHttp } from "../integration-tests/support/shop-over-http"
import { benchCheckoutCost, CheckoutCostReport } from "./checkout-cost"
import { benchHolds, HoldsReport } from "./holds"
import { makeHosts } from "./hosts"
import { benchList, ListReport } from "./list"
import { openPostgres } from "./postgres"
import { usageOfChildren } from "./process-usage"
import { benchRush, RushReport } from "./rush"
import { BenchShop } from "./shop"
import { benchStartCost, StartCostReport } from "./start-cost"

export type OffersReport = {
  checkout?: CheckoutCostReport
  rush?: RushReport
  holds?: HoldsReport
  list?: ListReport
  start?: StartCostReport
}

/** In this order the checkouts warm the server up, the rush meets it at its fastest, and the list's many rows disturb nobody. */
export const OFFER_PARTS = ["checkout", "rush", "holds", "list", "start"] as const
export type OfferPart = (typeof OFFER_PARTS)[number]

export type BenchRun = {
  parts: readonly OfferPart[]
  /** Folder for the output of the servers. */
  logs: string
  log: (line: string) => void
}

/** Parts that need a running server with a shop. */
const SERVED: readonly OfferPart[] = ["checkout", "rush", "holds", "list"]

/**
 * What offers cost: a checkout with one against a checkout without, the rush on a scarce one, a hold against a line item,
 * their list against Medusa's list of products, and the server's start.
 */
export async function benchOffers({ parts, logs, log }: BenchRun): Promise<OffersReport> {
  const postgres = await openPostgres()
  const databases = new TestDatabases(postgres.url, ROOT)
  const report: OffersReport = {}
  try {
    log("making the database")
    const { url } = await databases.create()
    if (parts.some((part) => SERVED.includes(part))) {
      await withServer(url, log, async (bench, serverUrl) => {
        report.checkout = parts.includes("checkout") ? await benchCheckoutCost(bench, log) : undefined
        report.rush = parts.includes("rush") ? await benchRush(bench, log) : undefined
        report.holds = parts.includes("holds") ? await benchHolds(bench, serverUrl, url, log) : undefined
        report.list = parts.includes("list") ? await benchList(bench, serverUrl, log) : undefined
      })
    }
    if (parts.includes("start")) {
      log("building the plugin")
      const hosts = await makeHosts(logs)
      try {
        report.start = await benchStartCost(hosts, url, logs, log)
      } finally {
        hosts.remove()
      }
    }
    return report
  } finally {
    await databases.dispose()
    await postgres.close()
  }
}

async function withServer(
  databaseUrl: string,
  log: (line: string) => void,
  use: (bench: BenchShop, serverUrl: string) => Promise<void>
): Promise<void> {
  log("starting the server")
  const server = await startServer({ databaseUrl })
  const database = await connect(databaseUrl)
  try {
    const shop = await seedShopOverHttp(server.api, database, ["pp_system_default"])
    await use({ api: server.api, shop, database, usage: () => usageOfChildren(server.pid) }, server.url)
  } catch (error) {
    log(`the server's last words:\n${server.log().split("\n").slice(-30).join("\n")}`)
    throw error
  } finally {
    await database.end()
    await server.stop()
  }
}
