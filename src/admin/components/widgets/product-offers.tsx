import { Container, Text } from "@medusajs/ui"
import { useOffersOfProduct } from "../../hooks/use-offers"
import { useText } from "../../hooks/use-text"
import { formatNumber } from "../../lib/format"
import { LifeBadge } from "../common/life-badge"
import { RowLink } from "../common/row-link"
import { SectionError } from "../common/section-error"
import { SectionHeader } from "../common/section-header"
import { PriceText } from "../offers/price-text"
import { StockBar } from "../offers/stock-bar"

/** The offers that sell a product, with price and stock; nothing for the products that no offer sells. */
export function ProductOffers({ productId }: { productId: string }) {
  const { t, locale } = useText()
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
      <ul className="divide-y">
        {offers.map((offer) => (
          <li key={offer.id} className="flex flex-col gap-y-2 px-6 py-3">
            <div className="flex items-center justify-between gap-x-3">
              <div className="min-w-0">
                <Text as="span" size="small" leading="compact" weight="plus">
                  <RowLink to={`/monetization/offers/${offer.id}`}>{offer.title}</RowLink>
                </Text>
                <Text size="xsmall" className="text-ui-fg-subtle truncate">
                  {offer.event?.title}
                </Text>
              </div>
              <LifeBadge status={offer.status} />
            </div>
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              {offer.prices[0] && <PriceText price={offer.prices[0]} />}
              <Text as="span" size="small" leading="compact" className="text-ui-fg-subtle tabular-nums">
                {t("stock.sold", { units: formatNumber(offer.stock.sold, locale) })}
                {" · "}
                {offer.stock.available === null
                  ? t("stock.unlimited")
                  : t("stock.left", { units: formatNumber(offer.stock.available, locale) })}
              </Text>
            </div>
            <StockBar stock={offer.stock} />
          </li>
        ))}
      </ul>
    </Container>
  )
}
