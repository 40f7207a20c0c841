import { Button, Container } from "@medusajs/ui"
import { useState } from "react"
import { useOffersForTicket } from "../../hooks/use-offers"
import { useText } from "../../hooks/use-text"
import { SectionError } from "../common/section-error"
import { SectionHeader } from "../common/section-header"
import { OfferRows } from "./offer-rows"

const STEP = 5
/** What one request answers at most. */
const MOST = 200

/** The offers that need the ticket a product is sold as; nothing for what is no ticket. */
export function TicketOffers({ productId }: { productId: string }) {
  const { t } = useText()
  const [limit, setLimit] = useState(STEP)
  const { data, isError, error, refetch } = useOffersForTicket(productId, limit)

  if (isError && !data) {
    return <SectionError title={t("widget.ticketOffers")} error={error} onRetry={() => void refetch()} />
  }
  if (!data?.count) {
    return null
  }
  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("widget.ticketOffers")} hint={t("widget.ticketHint")} />
      <OfferRows offers={data.offers} />
      {data.count > data.offers.length && limit < MOST && (
        <div className="flex justify-center px-6 py-3">
          <Button size="small" variant="transparent" onClick={() => setLimit(Math.min(limit + STEP * 4, MOST))}>
            {t("activity.more")}
          </Button>
        </div>
      )}
    </Container>
  )
}
