import { createDataTableColumnHelper, createDataTableFilterHelper, Text } from "@medusajs/ui"
import { useMemo } from "react"
import { useAllEvents } from "../../hooks/use-events"
import { useOffers } from "../../hooks/use-offers"
import { useTableQuery } from "../../hooks/use-table-query"
import { useText } from "../../hooks/use-text"
import { formatNumber } from "../../lib/format"
import { AdminOffer, OFFER_STATUSES, OFFER_TYPES, PLACEMENTS } from "../../lib/types"
import { LifeBadge } from "../common/life-badge"
import { ListTable } from "../common/list-table"
import { Picture } from "../common/picture"
import { RowLink } from "../common/row-link"
import { AttentionBadges } from "./attention-badges"
import { PriceText } from "./price-text"
import { StockBar } from "./stock-bar"
import { StripeBadge } from "./stripe-badge"

const PAGE_SIZE = 20
const column = createDataTableColumnHelper<AdminOffer>()
const filter = createDataTableFilterHelper<AdminOffer & { placement: string; attention: string }>()

export function OffersTable() {
  const { t, locale } = useText()
  const query = useTableQuery(["event_id", "type", "status", "placement", "attention"], { pageSize: PAGE_SIZE })
  const asksWhy = query.attention !== undefined
  const { data, isPending, isError, error } = useOffers(query)
  const { data: events = [] } = useAllEvents()

  const columns = useMemo(
    () => [
      column.accessor("title", {
        header: t("offer.offer"),
        enableSorting: true,
        sortLabel: t("offer.title"),
        cell: ({ row: { original } }) => (
          <div className="flex min-w-[200px] items-center gap-x-3 py-2">
            <Picture src={original.image_url} />
            <div className="min-w-0">
              <RowLink to={`/monetization/offers/${original.id}`}>{original.title}</RowLink>
              <Text as="span" size="small" leading="compact" className="text-ui-fg-subtle block truncate">
                {original.event?.title}
              </Text>
              {asksWhy && (
                <span className="mt-1 flex gap-1">
                  <AttentionBadges offer={original} />
                </span>
              )}
            </div>
          </div>
        ),
      }),
      column.accessor("type", {
        header: t("offer.type"),
        cell: ({ getValue }) => <span className="text-nowrap">{t(`type.${getValue()}`)}</span>,
      }),
      column.display({
        id: "price",
        header: t("offer.price"),
        cell: ({ row: { original } }) => (
          <span className="flex items-baseline gap-x-1 text-nowrap">
            {original.prices[0] ? <PriceText price={original.prices[0]} /> : "–"}
            {original.prices.length > 1 && (
              <Text as="span" size="small" className="text-ui-fg-subtle shrink-0">
                {t("price.more", { count: original.prices.length - 1 })}
              </Text>
            )}
          </span>
        ),
      }),
      column.display({
        id: "stock",
        header: t("stock.stock"),
        cell: ({ row: { original } }) => (
          <div className="flex w-40 flex-col gap-y-1.5 py-2">
            <Text as="span" size="small" leading="compact" className="text-nowrap tabular-nums">
              {t("stock.sold", { units: formatNumber(original.stock.sold, locale) })}
              {" · "}
              <span className={original.stock.available === 0 ? "text-ui-fg-error" : "text-ui-fg-subtle"}>
                {original.stock.available === null
                  ? t("stock.unlimited")
                  : original.stock.available === 0
                    ? t("stock.soldOut")
                    : t("stock.left", { units: formatNumber(original.stock.available, locale) })}
              </span>
            </Text>
            <StockBar stock={original.stock} />
          </div>
        ),
      }),
      column.accessor("status", {
        header: t("common.status"),
        cell: ({ getValue }) => <LifeBadge status={getValue()} />,
      }),
      column.display({
        id: "stripe",
        header: t("stripe.stripe"),
        cell: ({ row: { original } }) => <StripeBadge stripe={original.stripe} />,
      }),
      column.accessor("created_at", {
        header: t("common.created"),
        enableSorting: true,
        sortLabel: t("common.created"),
        cell: ({ getValue }) => (
          <span className="text-nowrap">
            {new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(getValue()))}
          </span>
        ),
      }),
    ],
    [t, locale, asksWhy]
  )

  const filters = useMemo(
    () => [
      filter.accessor("event_id", {
        type: "radio",
        label: t("offer.event"),
        options: events.map((event) => ({ value: event.id, label: event.title })),
      }),
      filter.accessor("type", {
        type: "radio",
        label: t("offer.type"),
        options: OFFER_TYPES.map((value) => ({ value, label: t(`type.${value}`) })),
      }),
      filter.accessor("status", {
        type: "radio",
        label: t("common.status"),
        options: OFFER_STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
      }),
      filter.accessor("placement", {
        type: "radio",
        label: t("offer.placement"),
        options: PLACEMENTS.map((value) => ({ value, label: t(`placement.${value}`) })),
      }),
      filter.accessor("attention", {
        type: "radio",
        label: t("offer.state"),
        options: [{ value: "true", label: t("overview.attentionTitle") }],
      }),
    ],
    [t, events]
  )

  if (isError && !data) {
    throw error
  }

  return (
    <ListTable
      title={t("nav.offers")}
      hint={t("offer.listHint")}
      data={data?.offers}
      rowCount={data?.count}
      columns={columns}
      filters={filters}
      getRowId={(row) => row.id}
      rowHref={(row) => `/monetization/offers/${row.id}`}
      pageSize={PAGE_SIZE}
      isLoading={isPending}
      action={{ label: t("common.create"), to: "create" }}
      emptyState={{
        empty: { heading: t("offer.emptyTitle"), description: t("offer.emptyHint") },
        filtered: { heading: t("common.noResults"), description: t("common.noResultsHint") },
      }}
    />
  )
}
