import { createDataTableColumnHelper, createDataTableFilterHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { useEvents } from "../../hooks/use-events"
import { useTableQuery } from "../../hooks/use-table-query"
import { useText } from "../../hooks/use-text"
import { formatDateRange } from "../../lib/format"
import { AdminEvent, EVENT_STATUSES } from "../../lib/types"
import { LifeBadge } from "../common/life-badge"
import { ListTable } from "../common/list-table"
import { Picture } from "../common/picture"
import { RowLink } from "../common/row-link"

const PAGE_SIZE = 20
const column = createDataTableColumnHelper<AdminEvent>()
const filter = createDataTableFilterHelper<AdminEvent>()

export function EventsTable() {
  const { t, locale } = useText()
  const query = useTableQuery(["status"], { pageSize: PAGE_SIZE })
  const { data, isPending, isError, error } = useEvents(query)

  const columns = useMemo(
    () => [
      column.accessor("title", {
        header: t("event.title"),
        enableSorting: true,
        sortLabel: t("event.title"),
        cell: ({ row }) => (
          <div className="flex min-w-[180px] items-center gap-x-3">
            <Picture src={row.original.image_url} />
            <RowLink to={`/monetization/events/${row.original.id}`}>{row.original.title}</RowLink>
          </div>
        ),
      }),
      column.accessor("starts_at", {
        header: t("event.when"),
        enableSorting: true,
        sortLabel: t("event.starts"),
        cell: ({ row: { original } }) => (
          <span className="text-nowrap">
            {formatDateRange(original.starts_at, original.ends_at, original.time_zone, locale)}
          </span>
        ),
      }),
      column.display({
        id: "place",
        header: t("event.place"),
        cell: ({ row: { original } }) => (
          <span className="text-nowrap">{[original.venue, original.city].filter(Boolean).join(", ") || "–"}</span>
        ),
      }),
      column.accessor("time_zone", {
        header: t("event.timeZone"),
        cell: ({ getValue }) => <span className="text-nowrap">{getValue().replace(/_/g, " ")}</span>,
      }),
      column.accessor("status", {
        header: t("common.status"),
        cell: ({ getValue }) => <LifeBadge status={getValue()} />,
      }),
    ],
    [t, locale]
  )

  const filters = useMemo(
    () => [
      filter.accessor("status", {
        type: "radio",
        label: t("common.status"),
        options: EVENT_STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
      }),
    ],
    [t]
  )

  if (isError && !data) {
    throw error
  }

  return (
    <ListTable
      title={t("nav.events")}
      hint={t("event.listHint")}
      data={data?.events}
      rowCount={data?.count}
      columns={columns}
      filters={filters}
      getRowId={(row) => row.id}
      rowHref={(row) => `/monetization/events/${row.id}`}
      pageSize={PAGE_SIZE}
      isLoading={isPending}
      action={{ label: t("common.create"), to: "create" }}
      emptyState={{
        empty: { heading: t("event.emptyTitle"), description: t("event.emptyHint") },
        filtered: { heading: t("common.noResults"), description: t("common.noResultsHint") },
      }}
    />
  )
}
