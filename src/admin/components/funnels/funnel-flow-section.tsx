import { Container, Text } from "@medusajs/ui"
import { useOffersOfEvent } from "../../hooks/use-offers"
import { useText } from "../../hooks/use-text"
import { AdminFunnel } from "../../lib/funnel-types"
import { AdminOffer } from "../../lib/types"
import { SectionHeader } from "../common/section-header"
import { TextLink } from "../common/text-link"
import { FlowView } from "./flow-view"

/** The way through the funnel, each step with its offer. */
export function FunnelFlowSection({ funnel }: { funnel: AdminFunnel }) {
  const { t } = useText()
  const { data: offers } = useOffersOfEvent(funnel.event_id)
  const entry = funnel.steps.find((step) => step.id === funnel.entry_step_id)
  const steps = entry ? [entry, ...funnel.steps.filter((step) => step !== entry)] : funnel.steps

  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("funnel.flow")} hint={t("funnel.flowHint")} />
      <div className="px-6 py-4">
        {steps.length === 0 ? (
          <Text size="small" className="text-ui-fg-subtle">
            {t("funnel.noSteps")}
          </Text>
        ) : (
          <FlowView
            steps={steps}
            describe={(key) => {
              const step = steps.find((candidate) => candidate.key === key)!
              return {
                title: step.headline,
                text: <OfferLink id={step.offer_id} offer={offers?.find((offer) => offer.id === step.offer_id)} />,
              }
            }}
          />
        )}
      </div>
    </Container>
  )
}

/** A step whose offer can't be bought is skipped, so its status stands beside its name. */
function OfferLink({ id, offer }: { id: string; offer: AdminOffer | undefined }) {
  const { t } = useText()
  return (
    <>
      <TextLink to={`/monetization/offers/${id}`}>{offer?.title ?? id}</TextLink>
      {offer && offer.status !== "published" && ` · ${t(`status.${offer.status}`)}`}
    </>
  )
}
