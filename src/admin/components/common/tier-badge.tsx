import { Badge } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { TIER_COLORS } from "../../lib/status"
import { Tier } from "../../lib/types"

export function TierBadge({ tier }: { tier: Tier }) {
  const { t } = useText()
  return (
    <Badge size="2xsmall" color={TIER_COLORS[tier]}>
      {t(`tier.${tier}`)}
    </Badge>
  )
}
