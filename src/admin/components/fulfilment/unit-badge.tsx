import { StatusBadge } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { UnitStatus } from "../../lib/fulfilment-types"
import { UNIT_COLORS } from "../../lib/status"

export function UnitBadge({ status }: { status: UnitStatus }) {
  const { t } = useText()
  return (
    <StatusBadge className="text-nowrap" color={UNIT_COLORS[status]}>
      {t(`unitStatus.${status}`)}
    </StatusBadge>
  )
}
