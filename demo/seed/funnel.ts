import { Api } from "./api"
import { FunnelContent } from "./types"

interface AdminFunnel {
  id: string
  name: string
  status: "draft" | "active" | "archived"
}

/**
 * The event's one-time offers after an order, unless the organizer has some of their own already.
 * @param offerIds ids of the offers on sale by title
 */
export async function seedFunnel(
  api: Api,
  eventId: string,
  content: FunnelContent,
  offerIds: Map<string, string>
): Promise<"made" | "exists" | "incomplete"> {
  const { funnels } = await api.get<{ funnels: AdminFunnel[] }>(`/admin/offer-funnels?event_id=${eventId}&limit=100`)
  if (funnels.some(({ name, status }) => name === content.name || status === "active")) {
    return "exists"
  }
  if (content.steps.some((step) => !offerIds.has(step.offer))) {
    return "incomplete"
  }
  await api.post("/admin/offer-funnels", {
    event_id: eventId,
    name: content.name,
    status: "active",
    window_minutes: content.windowMinutes,
    hold_fulfillment: content.holdFulfillment,
    accept_limit: content.acceptLimit,
    steps: content.steps.map((step) => ({
      key: step.key,
      offer_id: offerIds.get(step.offer),
      headline: step.headline,
      message: step.message,
      on_accept: step.onAccept ?? null,
      on_decline: step.onDecline ?? null,
    })),
  })
  return "made"
}
