import { StatusBadge, Tooltip } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { STRIPE_COLORS } from "../../lib/status"
import { AdminOffer } from "../../lib/types"

/** Whether Stripe's catalogue has caught up with the offer; hovering a failure says why. */
export function StripeBadge({ stripe }: { stripe: AdminOffer["stripe"] }) {
  const { t } = useText()
  const badge = (
    <StatusBadge className="text-nowrap" color={STRIPE_COLORS[stripe.status]}>
      {t(`stripe.${stripe.status}`)}
    </StatusBadge>
  )
  return stripe.status === "failed" && stripe.error ? <Tooltip content={stripe.error}>{badge}</Tooltip> : badge
}
