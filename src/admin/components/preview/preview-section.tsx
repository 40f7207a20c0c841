import { Container } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { AdminOffer } from "../../lib/types"
import { SectionHeader } from "../common/section-header"
import { OfferPreview } from "./offer-preview"

/** How the offer looks to attendees, beside its facts. */
export function PreviewSection({ offer, timeZone }: { offer: AdminOffer; timeZone?: string }) {
  const { t } = useText()
  return (
    <Container className="divide-y overflow-hidden p-0">
      <SectionHeader title={t("preview.title")} hint={t("preview.hint")} />
      <div className="bg-ui-bg-subtle">
        <OfferPreview offer={offer} timeZone={timeZone} />
      </div>
    </Container>
  )
}
