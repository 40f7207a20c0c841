import { StatusBadge } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { PurchaseStatus } from "../../lib/fulfilment-types"
import { PURCHASE_COLORS } from "../../lib/status"

export function PurchaseBadge({ status }: { status: PurchaseStatus }) {
  const { t } = useText()
  return (
    <StatusBadge className="text-nowrap" color={PURCHASE_COLORS[status]}>
      {t(`purchaseStatus.${status}`)}
    </StatusBadge>
  )
}
