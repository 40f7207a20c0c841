import { Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { formatNumber } from "../../lib/format"
import { AdminOffer } from "../../lib/types"
import { LifeBadge } from "../common/life-badge"
import { RowLink } from "../common/row-link"
import { PriceText } from "../offers/price-text"
import { StockBar } from "../offers/stock-bar"

/** Offers on a narrow card of a page of Medusa's, with price and stock. */
export function OfferRows({ offers }: { offers: AdminOffer[] }) {
  const { t, locale } = useText()
  return (
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
  )
}
