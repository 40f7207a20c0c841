import { SectionRow } from "@medusajs/dashboard/components"
import { useOrderNumbers } from "../../hooks/use-order-numbers"
import { useText } from "../../hooks/use-text"
import { LinkedOrders } from "../../lib/linked-orders"
import { TextLink } from "../common/text-link"

/** The order that this one was bought after, and those bought after it. */
export function LinkedOrderLinks({ linked }: { linked: LinkedOrders }) {
  const { t } = useText()
  const { data: numbers } = useOrderNumbers([...(linked.parent ? [linked.parent] : []), ...linked.followUps])
  const link = (id: string) => (
    <TextLink key={id} to={`/orders/${id}`}>
      {numbers?.get(id) ? `#${numbers.get(id)}` : t("common.viewOrder")}
    </TextLink>
  )
  return (
    <>
      {linked.parent && <SectionRow title={t("widget.parentOrder")} value={link(linked.parent)} />}
      {linked.followUps.length > 0 && (
        <SectionRow
          title={t("widget.followUpOrders")}
          value={<span className="flex flex-wrap gap-x-3">{linked.followUps.map(link)}</span>}
        />
      )}
    </>
  )
}
