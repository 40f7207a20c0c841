import { DataTable } from "@medusajs/dashboard/components"
import { Container, createDataTableColumnHelper, StatusBadge, Text } from "@medusajs/ui"
import { useMemo } from "react"
import { useOfferHolds } from "../../hooks/use-offers"
import { useTableQuery } from "../../hooks/use-table-query"
import { useText } from "../../hooks/use-text"
import { HOLD_COLORS } from "../../lib/status"
import { AdminOfferHold } from "../../lib/types"
import { SectionEmpty } from "../common/section-empty"
import { SectionError } from "../common/section-error"
import { HoldClock } from "./hold-clock"

const PAGE_SIZE = 10
const PREFIX = "hold"
const column = createDataTableColumnHelper<AdminOfferHold>()

/** Units kept for carts: how many, for whom, for how much longer. */
export function HoldsSection({ offerId }: { offerId: string }) {
  const { t } = useText()
  const { limit, offset } = useTableQuery([], { pageSize: PAGE_SIZE, prefix: PREFIX })
  const { data, isPending, isError, error, refetch } = useOfferHolds(offerId, { limit, offset })

  const columns = useMemo(
    () => [
      column.accessor("email", {
        header: t("hold.buyer"),
        cell: ({ row: { original } }) => (
          <div className="flex min-w-[160px] flex-col py-2">
            <Text as="span" size="small" leading="compact" className="truncate">
              {original.email || t("hold.guest")}
            </Text>
            <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle truncate font-mono">
              {original.cart_id}
            </Text>
          </div>
        ),
      }),
      column.accessor("quantity", {
        header: t("common.units"),
        cell: ({ getValue }) => <span className="tabular-nums">{getValue()}</span>,
      }),
      column.accessor("status", {
        header: t("common.status"),
        cell: ({ row: { original } }) => (
          <StatusBadge className="text-nowrap" color={HOLD_COLORS[original.status]}>
            {t(
              original.status === "active" && original.payment_started_at
                ? "holdStatus.paying"
                : `holdStatus.${original.status}`
            )}
          </StatusBadge>
        ),
      }),
      column.accessor("expires_at", {
        header: t("hold.timeLeft"),
        cell: ({ row: { original } }) => (
          <div className="flex flex-col text-nowrap">
            <HoldClock hold={original} />
            {original.renewals > 0 && (
              <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle">
                {t("hold.renewed", { count: original.renewals })}
              </Text>
            )}
          </div>
        ),
      }),
    ],
    [t]
  )

  if (isError && !data) {
    return <SectionError title={t("hold.holds")} error={error} onRetry={() => void refetch()} />
  }
  if (data?.count === 0) {
    return (
      <SectionEmpty
        title={t("hold.holds")}
        hint={t("hold.listHint")}
        heading={t("hold.emptyTitle")}
        text={t("hold.emptyHint")}
      />
    )
  }

  return (
    <Container className="p-0">
      <DataTable
        heading={t("hold.holds")}
        headingLevel="h2"
        subHeading={t("hold.listHint")}
        data={data?.holds}
        rowCount={data?.count}
        columns={columns}
        getRowId={(row) => row.id}
        isLoading={isPending}
        pageSize={PAGE_SIZE}
        prefix={PREFIX}
        enableSearch={false}
      />
    </Container>
  )
}
