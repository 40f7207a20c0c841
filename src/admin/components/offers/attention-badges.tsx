import { Badge } from "@medusajs/ui"
import { useNow } from "../../hooks/use-now"
import { useText } from "../../hooks/use-text"
import { AttentionReason, attentionReasons } from "../../lib/attention"
import { AdminOffer } from "../../lib/types"

const COLORS: Record<AttentionReason, "red" | "orange" | "grey"> = {
  sold_out: "orange",
  expired: "grey",
  expires_soon: "orange",
  stripe_failed: "red",
}

/** Why an offer needs a look, in a word each. */
export function AttentionBadges({ offer }: { offer: AdminOffer }) {
  const { t } = useText()
  const reasons = attentionReasons(offer, useNow(60_000))
  return (
    <>
      {reasons.map((reason) => (
        <Badge key={reason} size="2xsmall" color={COLORS[reason]}>
          {t(`attention.${reason}`)}
        </Badge>
      ))}
    </>
  )
}
