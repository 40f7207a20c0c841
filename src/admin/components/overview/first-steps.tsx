import { Container } from "@medusajs/ui"
import { useEvent } from "../../hooks/use-events"
import { useOffers } from "../../hooks/use-offers"
import { useText } from "../../hooks/use-text"
import { AdminEvent } from "../../lib/types"
import { SectionHeader } from "../common/section-header"
import { Steps } from "../common/steps"

/** From nothing to the first sale: shown until an offer has been published. */
export function FirstSteps({ first }: { first: AdminEvent | null }) {
  const { t } = useText()
  const { data: event } = useEvent(first?.id)
  const { data: drafts } = useOffers({ status: "draft", limit: 1, offset: 0 })

  if (!drafts || (first && !event)) {
    return null
  }
  const [draft] = drafts.offers
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
