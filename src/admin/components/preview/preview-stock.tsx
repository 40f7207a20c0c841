import { Badge } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { fewLeft, isSoldOut } from "../../lib/shop-view"
import { AdminOffer } from "../../lib/types"

/** "Sold out", "Only 3 left", or nothing. */
export function PreviewStock({ stock }: { stock: AdminOffer["stock"] }) {
  const { t } = useText()
  const few = fewLeft(stock)
  if (isSoldOut(stock)) {
    return (
      <Badge size="2xsmall" color="grey">
        {t("shop.soldOut")}
      </Badge>
    )
  }
  return few === null ? null : (
    <Badge size="2xsmall" color="orange">
      {t("shop.onlyLeft", { count: few })}
    </Badge>
  )
}
