import { Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { AdminPurchase } from "../../lib/fulfilment-types"
import { formatMoney } from "../../lib/money"

/** Refunds whose money has not gone out yet, and why; nothing when all has. */
export function RefundNote({ purchase }: { purchase: AdminPurchase }) {
  const { t, locale } = useText()
  const open = (purchase.refunds ?? []).filter((refund) => refund.status !== "done")
  return (
    <>
      {open.map((refund) => (
        <Text
          key={refund.id}
          as="p"
          size="xsmall"
          className="text-ui-tag-red-text max-w-[128px] whitespace-normal sm:max-w-[260px] [overflow-wrap:anywhere]"
        >
          {t(refund.status === "failed" ? "refund.failedNote" : "refund.pendingNote", {
            amount: formatMoney(refund.amount, purchase.currency_code, locale),
          })}{" "}
          {refund.error}
        </Text>
      ))}
    </>
  )
}
