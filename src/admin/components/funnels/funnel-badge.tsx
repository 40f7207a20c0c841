import { StatusBadge } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { FunnelStatus } from "../../lib/funnel-types"
import { FUNNEL_COLORS } from "../../lib/status"

export function FunnelBadge({ status }: { status: FunnelStatus }) {
  const { t } = useText()
  return (
    <StatusBadge className="text-nowrap" color={FUNNEL_COLORS[status]}>
      {t(`funnelStatus.${status}`)}
    </StatusBadge>
  )
}
