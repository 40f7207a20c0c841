import { Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { formatNumber } from "../../lib/format"
import { AdminOffer } from "../../lib/types"
import { StockBar } from "./stock-bar"

/** Where every unit is: sold, held in carts, left. */
export function StockPanel({ stock }: { stock: AdminOffer["stock"] }) {
  const { t, locale } = useText()
  const figures = [
    { key: "soldLabel", units: formatNumber(stock.sold, locale), dot: "bg-ui-tag-green-icon" },
    { key: "heldLabel", units: formatNumber(stock.held, locale), dot: "bg-ui-tag-orange-icon" },
    {
      key: "leftLabel",
      units: stock.available === null ? "∞" : formatNumber(stock.available, locale),
      dot: "bg-ui-bg-component border-ui-border-strong border",
    },
    { key: "totalLabel", units: stock.total === null ? "∞" : formatNumber(stock.total, locale), dot: null },
  ]
  return (
    <div className="flex flex-col gap-y-4 px-6 py-4">
      <StockBar stock={stock} size="large" />
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        {figures.map((figure) => (
          <div key={figure.key}>
            <dt className="flex items-center gap-x-1.5">
              {figure.dot && <span aria-hidden className={`size-2 rounded-full ${figure.dot}`} />}
              <Text as="span" size="small" className="text-ui-fg-subtle">
                {t(`stock.${figure.key}`)}
              </Text>
            </dt>
            <dd className="txt-xlarge-plus text-ui-fg-base tabular-nums">
              {figure.units === "∞" ? <Text weight="plus">{t("stock.unlimited")}</Text> : figure.units}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
