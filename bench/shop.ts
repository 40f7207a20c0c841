import type { AxiosInstance } from "axios"
import type { Client } from "pg"
import type { Shop } from "../integration-tests/support/shop"
import type { Usage } from "./process-usage"

/** A running server with a seeded shop, and a connection to its database to see what really happened. */
export type BenchShop = { api: AxiosInstance; shop: Shop; database: Client; usage: () => Usage }

/** A published offer that needs no ticket, priced in the shop's currencies. @param total units, null is unlimited */
export async function publishOffer({ api, shop }: BenchShop, title: string, total: number | null): Promise<string> {
  const body = {
    event_id: shop.eventId,
    type: "MERCHANDISE",
    title,
    inventory_total: total,
    prices: ["eur", "usd"].map((currency_code) => ({ currency_code, amount: 20 })),
  }
  const { data } = await api.post("/admin/offers", body, shop.admin)
  await api.post(`/admin/offers/${data.offer.id}/publish`, {}, shop.admin)
  return data.offer.id
}

export async function countPurchases(database: Client, offerId: string): Promise<number> {
  return await countRows(database, "offer_purchase where offer_id = $1 and deleted_at is null", [offerId])
}

export async function countRows(database: Client, from: string, values: unknown[]): Promise<number> {
  const { rows } = await database.query(`select count(*)::int as count from ${from}`, values)
  return rows[0].count
}

/** Waits until so many purchases are written down, which a subscriber does a moment after the order. */
export async function untilPurchased(database: Client, offerId: string, purchases: number): Promise<number> {
  const limit = Date.now() + 60_000
  for (;;) {
    const found = await countPurchases(database, offerId)
    if (found >= purchases || Date.now() > limit) {
      return found
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
