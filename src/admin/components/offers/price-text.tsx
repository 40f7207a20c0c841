import { Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { formatMoney } from "../../lib/money"
import { AdminOfferPrice } from "../../lib/types"

/** A price, and beside it the higher one it is compared with, struck through. */
export function PriceText({ price }: { price: AdminOfferPrice }) {
  const { t, locale } = useText()
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2 tabular-nums">
      <Text as="span" size="small" leading="compact" weight="plus" className="text-ui-fg-base">
        {formatMoney(price.amount, price.currency_code, locale)}
      </Text>
      {price.compare_at_amount !== null && price.compare_at_amount > price.amount && (
        <Text as="span" size="small" leading="compact" className="text-ui-fg-subtle">
          <span className="sr-only">{t("price.insteadOf")} </span>
          <s>{formatMoney(price.compare_at_amount, price.currency_code, locale)}</s>
        </Text>
      )}
    </span>
  )
}
