import { Container } from "@medusajs/ui"
import { useOffersOfProduct } from "../../hooks/use-offers"
import { useText } from "../../hooks/use-text"
import { SectionError } from "../common/section-error"
import { SectionHeader } from "../common/section-header"
import { OfferRows } from "./offer-rows"
import { TicketOffers } from "./ticket-offers"

/** What offers have to do with a product: those that sell it, and, where it is a ticket, those for whoever has it. */
export function ProductOffers({ productId }: { productId: string }) {
  return (
    <>
      <SellingOffers productId={productId} />
      <TicketOffers productId={productId} />
    </>
  )
}

/** The offers that sell a product; nothing for the products that no offer sells. */
function SellingOffers({ productId }: { productId: string }) {
  const { t } = useText()
  const { data: offers, isError, error, refetch } = useOffersOfProduct(productId)

  if (isError && !offers) {
    return <SectionError title={t("nav.offers")} error={error} onRetry={() => void refetch()} />
  }
  // Most products are no offers: a skeleton that vanishes would make each of their pages jump.
  if (!offers?.length) {
    return null
  }
  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("nav.offers")} hint={t("widget.productHint")} />
      <OfferRows offers={offers} />
    </Container>
  )
}
