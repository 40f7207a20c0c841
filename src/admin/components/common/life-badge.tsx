import { StatusBadge } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { STATUS_COLORS } from "../../lib/status"
import { OfferStatus } from "../../lib/types"

/** Draft, published, archived: of an event or an offer. */
export function LifeBadge({ status }: { status: OfferStatus }) {
  const { t } = useText()
  return (
    <StatusBadge className="text-nowrap" color={STATUS_COLORS[status]}>
      {t(`status.${status}`)}
    </StatusBadge>
  )
}
