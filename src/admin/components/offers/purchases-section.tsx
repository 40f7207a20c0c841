import { ArrowUturnLeft } from "@medusajs/icons"
import { createDataTableColumnHelper, Text } from "@medusajs/ui"
import { useMemo, useState } from "react"
import { usePurchases } from "../../hooks/use-sales"
import { useTableQuery } from "../../hooks/use-table-query"
import { useText } from "../../hooks/use-text"
import { AdminPurchase } from "../../lib/fulfilment-types"
import { formatMoney } from "../../lib/money"
import { refundableUnits } from "../../lib/refund-form"
import { ListTable } from "../common/list-table"
import { MoreActions } from "../common/more-actions"
import { OrderLine } from "../common/order-line"
import { SectionEmpty } from "../common/section-empty"
import { SectionError } from "../common/section-error"
import { SectionSkeleton } from "../common/section-skeleton"
import { PurchaseBadge } from "../fulfilment/purchase-badge"
import { RefundNote } from "../fulfilment/refund-note"
import { RefundDrawer } from "../fulfilment/refund-drawer"

const PAGE_SIZE = 10
const PREFIX = "purchase"
const column = createDataTableColumnHelper<AdminPurchase>()

/** The offer's sales, each with its Medusa order and, while something is left of it, a refund. */
export function PurchasesSection({ offerId }: { offerId: string }) {
  const { t, locale } = useText()
  const { order: _, ...query } = useTableQuery([], { pageSize: PAGE_SIZE, prefix: PREFIX })
  const { data, isError, error, refetch } = usePurchases({ offer_id: offerId, ...query })
  const [refunding, setRefunding] = useState<AdminPurchase>()

  const columns = useMemo(
    () => [
      column.accessor("email", {
        header: t("purchase.buyer"),
        cell: ({ row: { original } }) => (
          <div className="flex w-[100px] flex-col gap-y-0.5 py-2 sm:w-auto sm:min-w-[150px] sm:max-w-[240px]">
            <Text as="span" size="small" leading="compact" weight="plus" className="text-ui-fg-base truncate">
              {original.email ?? "–"}
            </Text>
            <OrderLine order={original} />
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
        cell: ({ row: { original } }) => (
          <div className="flex flex-col sm:min-w-[140px] items-start gap-y-1 py-2">
            <PurchaseBadge status={original.status} />
            {original.status === "PENDING" && original.fulfilled_quantity > 0 && (
              <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle">
                {t("purchase.fulfilledOf", { done: original.fulfilled_quantity, count: refundableUnits(original) })}
              </Text>
            )}
            <RefundNote purchase={original} />
          </div>
        ),
      }),
      column.display({
        id: "actions",
        header: () => <span className="sr-only">{t("common.actions")}</span>,
        cell: ({ row: { original } }) => (
          <MoreActions
            of={original.order_display_id ? `#${original.order_display_id}` : (original.email ?? original.id)}
            groups={[
              {
                actions: [
                  {
                    icon: <ArrowUturnLeft />,
                    label: t("refund.refund"),
                    onClick: () => setRefunding(original),
                    disabled: refundableUnits(original) === 0,
                    disabledTooltip: t("refund.nothingLeft"),
                  },
                ],
              },
            ]}
          />
        ),
      }),
    ],
    [t, locale]
  )

  if (isError && !data) {
    return <SectionError title={t("purchase.purchases")} error={error} onRetry={() => void refetch()} />
  }
  if (!data) {
    return <SectionSkeleton title={t("purchase.purchases")} />
  }
  if (data.count === 0 && !query.q) {
    return (
      <SectionEmpty
        title={t("purchase.purchases")}
        heading={t("purchase.emptyTitle")}
        text={t("purchase.emptyHint")}
      />
    )
  }

  return (
    <>
      <ListTable
        title={t("purchase.purchases")}
        level="h2"
        prefix={PREFIX}
        data={data.purchases}
        rowCount={data.count}
        columns={columns}
        getRowId={(row) => row.id}
        pageSize={PAGE_SIZE}
        emptyState={{ filtered: { heading: t("common.noResults"), description: t("common.noResultsHint") } }}
      />
      <RefundDrawer purchase={refunding} onClose={() => setRefunding(undefined)} />
    </>
  )
}
