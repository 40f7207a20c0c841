import { createDataTableColumnHelper, createDataTableFilterHelper, Text } from "@medusajs/ui"
import { useMemo } from "react"
import { useAllEvents } from "../../hooks/use-events"
import { useFunnels } from "../../hooks/use-funnels"
import { useTableQuery } from "../../hooks/use-table-query"
import { useText } from "../../hooks/use-text"
import { formatNumber } from "../../lib/format"
import { AdminFunnel, FUNNEL_STATUSES } from "../../lib/funnel-types"
import { ListTable } from "../common/list-table"
import { RowLink } from "../common/row-link"
import { FunnelBadge } from "./funnel-badge"
import { RevenueText } from "./revenue-text"

const PAGE_SIZE = 20
const column = createDataTableColumnHelper<AdminFunnel>()
const filter = createDataTableFilterHelper<AdminFunnel>()

export function FunnelsTable() {
  const { t, locale } = useText()
  const { order: _, ...query } = useTableQuery(["event_id", "status"], { pageSize: PAGE_SIZE })
  const { data, isPending, isError, error } = useFunnels(query)
  const { data: events } = useAllEvents()

  const columns = useMemo(() => {
    const titles = new Map(events?.map((event) => [event.id, event.title]))
    return [
      column.accessor("name", {
        header: t("funnel.name"),
        cell: ({ row: { original } }) => (
          <div className="min-w-[180px] py-2">
            <RowLink to={`/monetization/funnels/${original.id}`}>{original.name}</RowLink>
            <Text as="span" size="small" leading="compact" className="text-ui-fg-subtle block truncate">
              {titles.get(original.event_id)}
            </Text>
          </div>
        ),
      }),
      column.accessor("status", {
        header: t("common.status"),
        cell: ({ getValue }) => <FunnelBadge status={getValue()} />,
      }),
      column.accessor("steps", {
        header: t("funnel.steps"),
        cell: ({ getValue }) => <span className="tabular-nums">{getValue().length}</span>,
      }),
      column.display({
        id: "shown",
        header: t("funnelStats.started"),
        cell: ({ row: { original } }) => (
          <span className="tabular-nums">{formatNumber(original.stats.started, locale)}</span>
        ),
      }),
      column.display({
        id: "accepted",
        header: t("funnelStats.accepted"),
        cell: ({ row: { original } }) => (
          <span className="tabular-nums">{formatNumber(original.stats.accepted, locale)}</span>
        ),
      }),
      column.display({
        id: "revenue",
        header: t("funnelStats.revenue"),
        cell: ({ row: { original } }) => <RevenueText revenue={original.stats.revenue} />,
      }),
    ]
  }, [t, locale, events])

  const filters = useMemo(
    () => [
      filter.accessor("event_id", {
        type: "radio",
        label: t("offer.event"),
        options: (events ?? []).map((event) => ({ value: event.id, label: event.title })),
      }),
      filter.accessor("status", {
        type: "radio",
        label: t("common.status"),
        options: FUNNEL_STATUSES.map((value) => ({ value, label: t(`funnelStatus.${value}`) })),
      }),
    ],
    [t, events]
  )

  if (isError && !data) {
    throw error
  }

  return (
    <ListTable
      title={t("nav.funnels")}
      hint={t("funnel.listHint")}
      data={data?.funnels}
      rowCount={data?.count}
      columns={columns}
      filters={filters}
      getRowId={(row) => row.id}
      rowHref={(row) => `/monetization/funnels/${row.id}`}
      pageSize={PAGE_SIZE}
      isLoading={isPending}
      action={{ label: t("common.create"), to: "create" }}
      emptyState={{
        empty: { heading: t("funnel.emptyTitle"), description: t("funnel.emptyHint") },
        filtered: { heading: t("common.noResults"), description: t("common.noResultsHint") },
      }}
    />
  )
}
