import { Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useText } from "../../hooks/use-text"
import { browserTimeZone } from "../../lib/time-zone"

type OrderLineProps = { order: { order_id: string; order_display_id?: number | null; created_at: string }; timeZone?: string }

/** "#42 · 5 Mar 2027": the order something was bought with, small, to stand below a name. */
export function OrderLine({ order, timeZone = browserTimeZone() }: OrderLineProps) {
  const { t, locale } = useText()
  const day = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "medium" })
  return (
    <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle flex flex-wrap gap-x-1">
      <Link
        to={`/orders/${order.order_id}`}
        className="hover:text-ui-fg-interactive focus-visible:shadow-borders-focus rounded underline underline-offset-2 outline-none"
      >
        {order.order_display_id ? `#${order.order_display_id}` : t("common.viewOrder")}
      </Link>
      <span aria-hidden>·</span>
      <time dateTime={order.created_at}>{day.format(new Date(order.created_at))}</time>
    </Text>
  )
}
