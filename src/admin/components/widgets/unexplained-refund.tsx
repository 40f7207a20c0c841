import { InlineTip } from "@medusajs/ui"
import { useUnexplainedRefund } from "../../hooks/use-sales"
import { useText } from "../../hooks/use-text"
import { formatMoney } from "../../lib/money"

/** Money that went back in Medusa's own payment panel, which can't tell which units it was for. */
export function UnexplainedRefund({ orderId }: { orderId: string }) {
  const { t, locale } = useText()
  const { data: refund } = useUnexplainedRefund(orderId)
  if (!refund || refund.amount <= 0) {
    return null
  }
  return (
    <div className="px-6 py-4">
      <InlineTip
        variant="warning"
        label={t("refund.unexplained", { amount: formatMoney(refund.amount, refund.currency_code, locale) })}
      >
        {t("refund.unexplainedHint")}
      </InlineTip>
    </div>
  )
}
