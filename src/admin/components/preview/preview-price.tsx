import { Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { formatMoney } from "../../lib/money"
import { savedPercent } from "../../lib/shop-view"
import { AdminOfferPrice } from "../../lib/types"

type PreviewPriceProps = { price: AdminOfferPrice | undefined; showSaving?: boolean }

/** The price as the shop writes it: whole amounts without ".00", and what was asked before struck through. */
export function PreviewPrice({ price, showSaving = false }: PreviewPriceProps) {
  const { t, locale } = useText()
  if (!price) {
    return null
  }
  const saved = savedPercent(price)
  const money = (amount: number) => formatMoney(amount, price.currency_code, locale, { trim: true })
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2 tabular-nums">
      <span className="sr-only">{t("shop.currentPrice")}</span>
      <Text as="span" size="large" leading="compact" weight="plus">
        {money(price.amount)}
      </Text>
      {saved !== null && price.compare_at_amount !== null && (
        <Text as="span" size="small" leading="compact" className="text-ui-fg-subtle">
          <span className="sr-only">{t("shop.originalPrice")} </span>
          <s>{money(price.compare_at_amount)}</s>
        </Text>
      )}
      {saved !== null && showSaving && (
        <Text as="span" size="small" leading="compact" weight="plus" className="text-ui-tag-green-text">
          {t("shop.savePercent", { percent: saved })}
        </Text>
      )}
    </span>
  )
}
