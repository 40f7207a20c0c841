import { useText } from "../../hooks/use-text"
import { AdminFunnel } from "../../lib/funnel-types"
import { formatMoney } from "../../lib/money"

/** What was earned, a sum for each currency; a dash for nothing yet. */
export function RevenueText({ revenue }: { revenue: AdminFunnel["stats"]["revenue"] }) {
  const { locale } = useText()
  return (
    <span className="text-nowrap tabular-nums">
      {revenue.map(({ currency_code, amount }) => formatMoney(amount, currency_code, locale)).join(" · ") || "–"}
    </span>
  )
}
