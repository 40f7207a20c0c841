import { Container } from "@medusajs/ui"
import { useEvent } from "../../hooks/use-events"
import { useText } from "../../hooks/use-text"
import { AdminEvent, AdminOffer } from "../../lib/types"
import { SectionHeader } from "../common/section-header"
import { Steps } from "../common/steps"

/** From nothing to the first sale: shown until an offer has been published. */
export function FirstSteps({ offers, events }: { offers: AdminOffer[]; events: AdminEvent[] }) {
  const { t } = useText()
  const everPublished = offers.some((offer) => offer.status !== "draft")
  const first = everPublished ? undefined : (events.find((event) => event.status !== "archived") ?? events[0])
  const { data: event } = useEvent(first?.id)
  const draft = offers.find((offer) => offer.status === "draft")

  if (everPublished || (first && !event)) {
    return null
  }
  const steps = [
    { key: "createEvent", done: Boolean(event), to: "/monetization/events/create" },
    {
      key: "addTicketTypes",
      done: (event?.ticket_types?.length ?? 0) > 0,
      to: event && `/monetization/events/${event.id}/ticket-types/create`,
    },
    { key: "createOffer", done: Boolean(draft), to: event && "/monetization/offers/create" },
    { key: "publishOffer", done: false, to: draft && `/monetization/offers/${draft.id}` },
  ]

  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("steps.title")} hint={t("steps.hint")} />
      <Steps steps={steps} />
    </Container>
  )
}
