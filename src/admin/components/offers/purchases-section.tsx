import { DataTable } from "@medusajs/dashboard/components"
import { Container, createDataTableColumnHelper, StatusBadge, Text } from "@medusajs/ui"
import { useMemo } from "react"
import { useOfferPurchases } from "../../hooks/use-offers"
import { useTableQuery } from "../../hooks/use-table-query"
import { useText } from "../../hooks/use-text"
import { formatMoney } from "../../lib/money"
import { PURCHASE_COLORS } from "../../lib/status"
import { AdminOfferPurchase } from "../../lib/types"
import { RowLink } from "../common/row-link"
import { SectionEmpty } from "../common/section-empty"
import { Time } from "../common/time"

const PAGE_SIZE = 10
const PREFIX = "purchase"
const column = createDataTableColumnHelper<AdminOfferPurchase>()

/** The offer's sales, each with its Medusa order. */
export function PurchasesSection({ offerId }: { offerId: string }) {
  const { t, locale } = useText()
  const { limit, offset } = useTableQuery([], { pageSize: PAGE_SIZE, prefix: PREFIX })
  const { data, isPending } = useOfferPurchases(offerId, { limit, offset })

  const columns = useMemo(
    () => [
      column.accessor("order_id", {
        header: t("purchase.order"),
        cell: ({ row: { original } }) => (
          <div className="flex min-w-[120px] flex-col py-2">
            <RowLink to={`/orders/${original.order_id}`}>
              {original.order_display_id ? `#${original.order_display_id}` : t("common.viewOrder")}
            </RowLink>
            <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle truncate">
              {original.email ?? "–"}
            </Text>
          </div>
        ),
      }),
      column.accessor("total", {
        header: t("purchase.total"),
        cell: ({ row: { original } }) => (
          <div className="flex flex-col text-nowrap py-2 tabular-nums">
            {formatMoney(original.total, original.currency_code, locale)}
            <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle">
              {[
                t("purchase.units", { count: original.quantity }),
                original.refunded_quantity > 0 && t("purchase.refundedUnits", { count: original.refunded_quantity }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </Text>
          </div>
        ),
      }),
      column.accessor("status", {
        header: t("common.status"),
        cell: ({ getValue }) => (
          <StatusBadge className="text-nowrap" color={PURCHASE_COLORS[getValue()]}>
            {t(`purchaseStatus.${getValue()}`)}
          </StatusBadge>
        ),
      }),
      column.accessor("created_at", {
        header: t("purchase.when"),
        cell: ({ getValue }) => (
          <span className="text-nowrap">
            <Time iso={getValue()} />
          </span>
        ),
      }),
    ],
    [t, locale]
  )

  if (data?.count === 0) {
    return (
      <SectionEmpty
        title={t("purchase.purchases")}
        heading={t("purchase.emptyTitle")}
        text={t("purchase.emptyHint")}
      />
    )
  }

  return (
    <Container className="p-0">
      <DataTable
        heading={t("purchase.purchases")}
        headingLevel="h2"
        data={data?.purchases}
        rowCount={data?.count}
        columns={columns}
        getRowId={(row) => row.id}
        rowHref={(row) => `/orders/${row.order_id}`}
        isLoading={isPending}
        pageSize={PAGE_SIZE}
        prefix={PREFIX}
        enableSearch={false}
      />
    </Container>
  )
}
