import { RouteFocusModal } from "@medusajs/dashboard/components"
import { Heading, Text } from "@medusajs/ui"
import { useParams } from "react-router-dom"
import { OfferPreview } from "../../../../../components/preview/offer-preview"
import { useEvent } from "../../../../../hooks/use-events"
import { useOffer } from "../../../../../hooks/use-offers"
import { useText } from "../../../../../hooks/use-text"

/** The offer's card with room for a desktop's width. */
const PreviewOfferPage = () => {
  const { t } = useText()
  const { id } = useParams()
  const { data: offer } = useOffer(id)
  const { data: event } = useEvent(offer?.event_id)
  return (
    <RouteFocusModal>
      <RouteFocusModal.Header />
      <RouteFocusModal.Body className="bg-ui-bg-subtle flex flex-1 flex-col items-center overflow-y-auto">
        <div className="flex w-full max-w-[720px] flex-col gap-y-4 px-2 py-8 sm:px-6">
          <div className="text-center">
            <RouteFocusModal.Title asChild>
              <Heading>{t("preview.title")}</Heading>
            </RouteFocusModal.Title>
            <RouteFocusModal.Description asChild>
              <Text size="small" className="text-ui-fg-subtle">
                {t("preview.hint")}
              </Text>
            </RouteFocusModal.Description>
          </div>
          {offer && <OfferPreview offer={offer} timeZone={event?.time_zone} />}
        </div>
      </RouteFocusModal.Body>
    </RouteFocusModal>
  )
}

export default PreviewOfferPage
