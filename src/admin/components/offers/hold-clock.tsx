import { useNow } from "../../hooks/use-now"
import { useText } from "../../hooks/use-text"
import { formatCountdown } from "../../lib/format"
import { AdminOfferHold } from "../../lib/types"

/** A hold's remaining time, counting down. An order being placed has no clock; an ended hold has none left. */
export function HoldClock({ hold }: { hold: AdminOfferHold }) {
  const { t } = useText()
  const left = (Date.parse(hold.expires_at) - useNow(1000)) / 1000
  if (hold.status === "ordering") {
    return <>{t("hold.untilOrdered")}</>
  }
  if (hold.status !== "active") {
    return <>–</>
  }
  return <span className="tabular-nums">{left > 0 ? formatCountdown(left) : t("hold.ended")}</span>
}
