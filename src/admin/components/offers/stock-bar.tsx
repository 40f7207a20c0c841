import { clx } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { formatNumber } from "../../lib/format"
import { AdminOffer } from "../../lib/types"

/** Sold, held and left of an offer as one bar. Unlimited stock has no whole to be a part of, so it has no bar. */
export function StockBar({ stock, size = "small" }: { stock: AdminOffer["stock"]; size?: "small" | "large" }) {
  const { t, locale } = useText()
  const { total } = stock
  if (total === null) {
    return null
  }
  const share = (units: number) => (total > 0 ? `${Math.min(100, (units / total) * 100)}%` : "0%")
  const label = t("stock.bar", {
    sold: formatNumber(stock.sold, locale),
    held: formatNumber(stock.held, locale),
    left: formatNumber(stock.available ?? 0, locale),
    total: formatNumber(total, locale),
  })
  return (
    <div
      role="img"
      aria-label={label}
      className={clx(
        "bg-ui-bg-component border-ui-border-base flex w-full overflow-hidden rounded-full border",
        size === "small" ? "h-1.5" : "h-3"
      )}
    >
      <div className="bg-ui-tag-green-icon h-full" style={{ width: share(stock.sold) }} />
      <div className="bg-ui-tag-orange-icon h-full" style={{ width: share(stock.held) }} />
    </div>
  )
}
