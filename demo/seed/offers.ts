import { Api } from "./api"
import { seedDeliverables } from "./deliverables"
import { SeededEvent } from "./programme"
import { CURRENCIES, EventContent, OfferContent } from "./types"

interface AdminOffer {
  id: string
  title: string
  status: "draft" | "published" | "archived"
  delivery_method: string
}

const DAY = 86_400_000

/** An event's offers, found by title. Answers the ids of those on sale by title, in their order. */
export async function seedOffers(
  api: Api,
  event: SeededEvent,
  content: EventContent,
  image: (file: string) => string
): Promise<Map<string, string>> {
  const { offers } = await api.get<{ offers: AdminOffer[] }>(`/admin/offers?event_id=${event.eventId}&limit=200`)
  const ids = new Map<string, string>()
  for (const [position, wanted] of content.offers.entries()) {
    const known = offers.find((offer) => offer.title === wanted.title)
    const offer = known ?? (await createOffer(api, event, wanted, position, image))
    // One from a demo of before may be delivered in another way.
    if (offer.delivery_method === wanted.delivery.method && offer.status !== "archived") {
      await seedDeliverables(api, offer.id, wanted)
    }
    // One an organizer took back stays so; one whose seed was cut short is finished.
    if (offer.status === "draft" && !wanted.draft) {
      await api.post(`/admin/offers/${offer.id}/publish`)
    }
    if (!wanted.draft && offer.status !== "archived") {
      ids.set(offer.title, offer.id)
    }
  }
  return ids
}

async function createOffer(
  api: Api,
  event: SeededEvent,
  content: OfferContent,
  position: number,
  image: (file: string) => string
): Promise<AdminOffer> {
  const { offer } = await api.post<{ offer: AdminOffer }>("/admin/offers", {
    event_id: event.eventId,
    type: content.type,
    title: content.title,
    description: content.description,
    image_url: image(content.image),
    placements: content.placements,
    target_session_ids: (content.sessions ?? []).map((key) => event.sessionIds.get(key)),
    target_tiers: content.tiers ?? [],
    inventory_total: content.stock,
    per_customer_limit: content.perCustomer ?? null,
    per_order_limit: content.perOrder ?? null,
    requires_ticket: content.requiresTicket ?? false,
    requires_shipping: content.delivery.method === "SHIPMENT",
    delivery_method: content.delivery.method,
    upgrade_tier: content.delivery.method === "TICKET_UPGRADE" ? content.delivery.tier : null,
    code_source: codeSource(content),
    starts_at: null,
    expires_at: content.endsInDays ? new Date(Date.now() + content.endsInDays * DAY).toISOString() : null,
    position,
    prices: CURRENCIES.map((code) => ({
      currency_code: code,
      amount: content.prices[code],
      compare_at_amount: content.compareAt?.[code] ?? null,
    })),
  })
  return offer
}

function codeSource({ delivery }: OfferContent): "uploaded" | "generated" | null {
  if (delivery.method !== "ACCESS_CODE") {
    return null
  }
  return delivery.codes === "generated" ? "generated" : "uploaded"
}
