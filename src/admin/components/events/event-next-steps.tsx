import { Container } from "@medusajs/ui"
import { useEventActions } from "../../hooks/use-event-actions"
import { useOffers } from "../../hooks/use-offers"
import { useText } from "../../hooks/use-text"
import { AdminEvent } from "../../lib/types"
import { SectionHeader } from "../common/section-header"
import { Steps } from "../common/steps"

/** What is still missing before the event earns from offers; nothing once it does. */
export function EventNextSteps({ event }: { event: AdminEvent }) {
  const { t } = useText()
  const { publish } = useEventActions(event)
  const offers = useOffers({ event_id: event.id, limit: 1, offset: 0 })
  const published = useOffers({ event_id: event.id, status: "published", limit: 1, offset: 0 })

  if (!offers.data || !published.data || event.status === "archived") {
    return null
  }
  const steps = [
    { key: "addSessions", done: (event.sessions?.length ?? 0) > 0, to: "sessions/create" },
    { key: "addTicketTypes", done: (event.ticket_types?.length ?? 0) > 0, to: "ticket-types/create" },
    {
      key: "createOffer",
      done: offers.data.count > 0,
      to: `/monetization/offers/create?event_id=${encodeURIComponent(event.id)}`,
    },
    { key: "publishEvent", done: event.status === "published", onClick: publish },
    {
      key: "publishOffer",
      done: published.data.count > 0,
      to: `/monetization/offers?event_id=${encodeURIComponent(JSON.stringify(event.id))}`,
    },
  ]
  if (steps.every((step) => step.done)) {
    return null
  }

  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("steps.title")} hint={t("steps.eventHint")} />
      <Steps steps={steps} />
    </Container>
  )
}
