import { DataTable } from "@medusajs/dashboard/components"
import { Container, createDataTableColumnHelper, StatusBadge, Text } from "@medusajs/ui"
import { useMemo } from "react"
import { useAttendees } from "../../hooks/use-events"
import { useTableQuery } from "../../hooks/use-table-query"
import { useText } from "../../hooks/use-text"
import { formatDay } from "../../lib/format"
import { browserTimeZone } from "../../lib/time-zone"
import { AdminAttendee, AdminEvent } from "../../lib/types"
import { RowLink } from "../common/row-link"
import { SectionEmpty } from "../common/section-empty"
import { SectionError } from "../common/section-error"
import { TierBadge } from "../common/tier-badge"

const PAGE_SIZE = 10
const PREFIX = "att"
const column = createDataTableColumnHelper<AdminAttendee>()

/** Who has a ticket: one row a ticket, made from placed orders. */
export function AttendeesSection({ event }: { event: AdminEvent }) {
  const { t, locale } = useText()
  const { order: _, ...query } = useTableQuery([], { pageSize: PAGE_SIZE, prefix: PREFIX })
  const { data, isPending, isError, error, refetch } = useAttendees(event.id, query)

  const columns = useMemo(
    () => [
      column.accessor("name", {
        header: t("attendee.attendee"),
        cell: ({ row: { original } }) => (
          <div className="flex min-w-[150px] flex-col py-2">
            <Text as="span" size="small" leading="compact" weight="plus" className="truncate">
              {original.name || original.email || "–"}
            </Text>
            {original.name && (
              <Text as="span" size="small" leading="compact" className="text-ui-fg-subtle truncate">
                {original.email}
              </Text>
            )}
          </div>
        ),
      }),
      column.accessor("tier", {
        header: t("attendee.ticket"),
        cell: ({ row: { original } }) => (
          <div className="flex flex-col items-start gap-y-1 text-nowrap py-2">
            {original.ticket_type?.name}
            <TierBadge tier={original.tier} />
            {original.bought_tier && original.bought_tier !== original.tier && (
              <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle">
                {t("attendee.upgraded", { tier: t(`tier.${original.bought_tier}`) })}
              </Text>
            )}
          </div>
        ),
      }),
      column.accessor("status", {
        header: t("common.status"),
        cell: ({ getValue }) => (
          <StatusBadge className="text-nowrap" color={getValue() === "active" ? "green" : "grey"}>
            {t(`attendee.${getValue()}`)}
          </StatusBadge>
        ),
      }),
      column.accessor("order_id", {
        header: t("attendee.order"),
        cell: ({ row: { original } }) => (
          <div className="flex flex-col text-nowrap py-2">
            <RowLink to={`/orders/${original.order_id}`}>
              {original.order?.display_id ? `#${original.order.display_id}` : t("common.viewOrder")}
            </RowLink>
            <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle">
              {formatDay(original.created_at, browserTimeZone(), locale)}
            </Text>
          </div>
        ),
      }),
    ],
    [t, locale]
  )

  if (isError && !data) {
    return <SectionError title={t("attendee.attendees")} error={error} onRetry={() => void refetch()} />
  }
  if (data?.count === 0 && !query.q) {
    return (
      <SectionEmpty
        title={t("attendee.attendees")}
        heading={t("attendee.emptyTitle")}
        text={t("attendee.emptyHint")}
      />
    )
  }

  return (
    <Container className="p-0">
      <DataTable
        heading={t("attendee.attendees")}
        headingLevel="h2"
        data={data?.attendees}
        rowCount={data?.count}
        columns={columns}
        getRowId={(row) => row.id}
        isLoading={isPending}
        pageSize={PAGE_SIZE}
        prefix={PREFIX}
        emptyState={{
          filtered: { heading: t("common.noResults"), description: t("common.noResultsHint") },
        }}
      />
    </Container>
  )
}
