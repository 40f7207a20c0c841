import type { Client } from "pg"
import type { BenchShop } from "./shop"

/** Live holds, ended ones and purchases of each offer: tables as a busy event has them, not empty ones. */
const EACH = { live: 2, ended: 20, purchases: 20 }
const DESCRIPTION = "Everything you need for the day, with a friendly host, and a seat that is yours. ".repeat(3).trim()

/**
 * Published offers of one event, a part of them with limits and for ticket holders, with holds and purchases of many
 * people. Written straight into the offers' tables: listing reads nothing else, and making products for them would take
 * minutes.
 */
export async function insertOffers(database: Client, eventId: string, count: number): Promise<void> {
  await database.query(
    `insert into offer (id, event_id, type, title, description, image_url, status, placements, target_session_ids, target_tiers,
                        inventory_total, sold, per_customer_limit, per_order_limit, per_ticket_limit, requires_ticket, position,
                        product_id, variant_id, delivery_method, catalog_status)
     select 'offer_bench_' || lpad(n::text, 5, '0'), $1, 'MERCHANDISE', 'Bench offer ' || n, $3, 'https://img.example/offer-' || n || '.jpg',
            'published', '{CHECKOUT,POST_PURCHASE,IN_EVENT}', '{}', '{}', 1000, n % 900,
            case when n % 2 = 0 then 4 end, case when n % 3 = 0 then 2 end, case when n % 10 = 0 then 1 end, n % 4 = 0, n % 7,
            'prod_bench_' || n, 'variant_bench_' || n, 'MANUAL', 'disabled'
       from generate_series(1, $2::int) n`,
    [eventId, count, DESCRIPTION]
  )
  await database.query(
    `insert into offer_price (id, offer_id, currency_code, amount, raw_amount)
     select o.id || '_' || currency, o.id, currency, 20 + o.position, jsonb_build_object('value', (20 + o.position)::text, 'precision', 20)
       from offer o, unnest(array['eur', 'usd']) currency where o.id like 'offer_bench_%'`
  )
  await database.query(
    `insert into offer_hold (id, offer_id, cart_id, email, quantity, status, expires_at)
     select o.id || '_hold_' || n, o.id, 'cart_bench_' || o.id || '_' || n, 'person-' || n || '@example.com', 1,
            case when n <= $1 then 'active' else 'expired' end, now() + interval '1 day' * case when n <= $1 then 1 else -1 end
       from offer o, generate_series(1, $2::int) n where o.id like 'offer_bench_%'`,
    [EACH.live, EACH.live + EACH.ended]
  )
  await database.query(
    `insert into offer_purchase (id, offer_id, event_id, order_id, order_line_item_id, email, title, type, quantity, unit_price, raw_unit_price,
                                 total, raw_total, currency_code)
     select o.id || '_purchase_' || n, o.id, o.event_id, 'order_bench_' || n, o.id || '_line_' || n, 'person-' || n || '@example.com', o.title,
            o.type, 1, 20, '{"value": "20", "precision": 20}', 20, '{"value": "20", "precision": 20}', 'eur'
       from offer o, generate_series(1, $1::int) n where o.id like 'offer_bench_%'`,
    [EACH.purchases]
  )
  await database.query("analyze offer; analyze offer_price; analyze offer_hold; analyze offer_purchase")
}

const BATCH = 50

/** Published products in the shop's sales channel, one variant each, with the same texts and prices as the offers. */
export async function createProducts({ api, shop, database }: BenchShop, count: number): Promise<void> {
  for (let start = 1; start <= count; start += BATCH) {
    const create = Array.from({ length: Math.min(BATCH, count - start + 1) }, (_, index) => ({
      title: `Bench product ${start + index}`,
      description: DESCRIPTION,
      thumbnail: `https://img.example/offer-${start + index}.jpg`,
      status: "published",
      options: [{ title: "Kind", values: ["Default"] }],
      sales_channels: [{ id: shop.salesChannelId }],
      variants: [
        {
          title: "Default",
          manage_inventory: false,
          options: { Kind: "Default" },
          prices: ["eur", "usd"].map((currency_code) => ({ currency_code, amount: 20 + (index % 7) })),
        },
      ],
    }))
    await api.post("/admin/products/batch", { create }, shop.admin)
  }
  await database.query("analyze")
}
