import { PencilSquare, Trash } from "@medusajs/icons"
import { Button, Container, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useChange } from "../../hooks/use-change"
import { useDeleteTicketType } from "../../hooks/use-events"
import { useText } from "../../hooks/use-text"
import { formatMoney } from "../../lib/money"
import { AdminEvent, AdminTicketType } from "../../lib/types"
import { MoreActions } from "../common/more-actions"
import { SectionEmpty } from "../common/section-empty"
import { SectionHeader } from "../common/section-header"
import { TierBadge } from "../common/tier-badge"

/** Which product variants are tickets of the event, and of which tier. */
export function TicketTypesSection({ event }: { event: AdminEvent }) {
  const { t } = useText()
  const ticketTypes = [...(event.ticket_types ?? [])].sort((a, b) => a.position - b.position)

  const add = (
    <Button size="small" variant="secondary" asChild>
      <Link to="ticket-types/create">{t("common.add")}</Link>
    </Button>
  )

  if (ticketTypes.length === 0) {
    return (
      <SectionEmpty
        title={t("ticketType.ticketTypes")}
        hint={t("ticketType.listHint")}
        heading={t("ticketType.emptyTitle")}
        text={t("ticketType.emptyHint")}
      >
        {add}
      </SectionEmpty>
    )
  }

  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("ticketType.ticketTypes")} hint={t("ticketType.listHint")}>
        {add}
      </SectionHeader>
      <ul className="divide-y">
        {ticketTypes.map((ticketType) => (
          <TicketTypeRow key={ticketType.id} ticketType={ticketType} />
        ))}
      </ul>
    </Container>
  )
}

function TicketTypeRow({ ticketType }: { ticketType: AdminTicketType }) {
  const { t, locale } = useText()
  const change = useChange()
  const { mutateAsync: destroy } = useDeleteTicketType()
  const { variant } = ticketType

  const remove = () =>
    change({
      ask: {
        title: t("ticketType.deleteTitle", { name: ticketType.name }),
        description: t("ticketType.deleteHint"),
        confirmText: t("common.remove"),
      },
      make: () => destroy(ticketType.id),
      done: t("ticketType.deleted", { name: ticketType.name }),
    })

  return (
    <li className="flex items-center gap-x-3 px-6 py-3">
      <div className="flex min-w-0 flex-1 flex-col gap-y-0.5">
        <div className="flex flex-wrap items-center gap-2">
          <Text size="small" leading="compact" weight="plus" className="[overflow-wrap:anywhere]">
            {ticketType.name}
          </Text>
          <TierBadge tier={ticketType.tier} />
        </div>
        {variant ? (
          <Text size="small" className="text-ui-fg-subtle truncate">
            <Link
              className="hover:text-ui-fg-interactive focus-visible:shadow-borders-focus rounded underline-offset-2 outline-none hover:underline"
              to={`/products/${variant.product?.id}/variants/${variant.id}`}
            >
              {[variant.product?.title, variant.title, variant.sku].filter(Boolean).join(" · ")}
            </Link>
          </Text>
        ) : (
          <Text size="small" className="text-ui-fg-error">
            {t("ticketType.variantGone")}
          </Text>
        )}
        {variant?.prices && variant.prices.length > 0 && (
          <Text size="small" className="text-ui-fg-subtle tabular-nums">
            {variant.prices.map((price) => formatMoney(price.amount, price.currency_code, locale)).join(" · ")}
          </Text>
        )}
      </div>
      <MoreActions
        of={ticketType.name}
        groups={[
          {
            actions: [{ icon: <PencilSquare />, label: t("common.edit"), to: `ticket-types/${ticketType.id}/edit` }],
          },
          { actions: [{ icon: <Trash />, label: t("common.remove"), onClick: () => void remove() }] },
        ]}
      />
    </li>
  )
}
