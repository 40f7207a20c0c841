import { LayoutComposer } from "@medusajs/dashboard/components"
import { useParams } from "react-router-dom"
import { PageSkeleton } from "../../../../components/common/page-skeleton"
import { UnitsSection } from "../../../../components/fulfilment/units-section"
import { AccessCodesSection } from "../../../../components/offers/access-codes-section"
import { ActivitySection } from "../../../../components/offers/activity-section"
import { AssetsSection } from "../../../../components/offers/assets-section"
import { HoldsSection } from "../../../../components/offers/holds-section"
import { OfferCrumb } from "../../../../components/offers/offer-crumb"
import { OfferDetails } from "../../../../components/offers/offer-details"
import { OfferHeader } from "../../../../components/offers/offer-header"
import { PricesSection } from "../../../../components/offers/prices-section"
import { PurchasesSection } from "../../../../components/offers/purchases-section"
import { StripeSection } from "../../../../components/offers/stripe-section"
import { PreviewSection } from "../../../../components/preview/preview-section"
import { useEvent } from "../../../../hooks/use-events"
import { useOffer } from "../../../../hooks/use-offers"
import { useText } from "../../../../hooks/use-text"

const OfferPage = () => {
  const { t } = useText()
  const { id } = useParams()
  const { data: offer, isError, error } = useOffer(id)
  const { data: event } = useEvent(offer?.event_id)

  if (isError && !offer) {
    throw error
  }
  if (!offer) {
    return <PageSkeleton />
  }

  return (
    <LayoutComposer
      widgetsZonePrefix="monetization_offer.details"
      preferredLayoutId="core:two-column"
      data={offer}
      sections={{
        main: (
          <>
            <LayoutComposer.Entry id="OfferHeader">
              <OfferHeader offer={offer} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="OfferDetails">
              <OfferDetails offer={offer} event={event} />
            </LayoutComposer.Entry>
            {offer.delivery_method === "DOWNLOAD" && (
              <LayoutComposer.Entry id="OfferFiles">
                <AssetsSection offerId={offer.id} />
              </LayoutComposer.Entry>
            )}
            {offer.delivery_method === "ACCESS_CODE" && (
              <LayoutComposer.Entry id="OfferCodes">
                <AccessCodesSection offer={offer} />
              </LayoutComposer.Entry>
            )}
            <LayoutComposer.Entry id="OfferFulfilment">
              <UnitsSection title={t("unit.queue")} offerId={offer.id} timeZone={event?.time_zone} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="OfferPurchases">
              <PurchasesSection offerId={offer.id} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="OfferHolds">
              <HoldsSection offerId={offer.id} />
            </LayoutComposer.Entry>
          </>
        ),
        side: (
          <>
            <LayoutComposer.Entry id="OfferPreview">
              <PreviewSection offer={offer} timeZone={event?.time_zone} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="OfferPrices">
              <PricesSection offer={offer} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="OfferStripe">
              <StripeSection offer={offer} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="OfferActivity">
              <ActivitySection offerId={offer.id} />
            </LayoutComposer.Entry>
          </>
        ),
      }}
    />
  )
}

export const handle = {
  breadcrumb: (match?: { params: { id?: string } }) => <OfferCrumb id={match?.params.id} />,
}

export default OfferPage
