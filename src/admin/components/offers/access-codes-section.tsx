import { Trash } from "@medusajs/icons"
import {
  Button,
  createDataTableColumnHelper,
  createDataTableFilterHelper,
  StatusBadge,
} from "@medusajs/ui"
import { useMemo, useState } from "react"
import { useAccessCodes, useDeleteCode } from "../../hooks/use-access-codes"
import { useChange } from "../../hooks/use-change"
import { useOrderNumbers } from "../../hooks/use-order-numbers"
import { useTableQuery } from "../../hooks/use-table-query"
import { useText } from "../../hooks/use-text"
import { stockIsCodes } from "../../lib/delivery"
import { formatNumber } from "../../lib/format"
import { AdminAccessCode, CODE_STATUSES } from "../../lib/fulfilment-types"
import { maskCode } from "../../lib/mask-code"
import { CODE_COLORS } from "../../lib/status"
import { AdminOffer } from "../../lib/types"
import { ListTable } from "../common/list-table"
import { MoreActions } from "../common/more-actions"
import { OrderLine } from "../common/order-line"
import { SectionEmpty } from "../common/section-empty"
import { SectionError } from "../common/section-error"
import { SectionSkeleton } from "../common/section-skeleton"
import { AccessCode } from "../fulfilment/access-code"
import { AddCodesDrawer } from "./add-codes-drawer"

const PAGE_SIZE = 10
const PREFIX = "code"
type CodeRow = AdminAccessCode & { order_display_id?: number }

const column = createDataTableColumnHelper<CodeRow>()
const filter = createDataTableFilterHelper<AdminAccessCode>()

/** The codes buyers get: how many are left, who has which, and, where the organizer brings them, more of them. */
export function AccessCodesSection({ offer }: { offer: AdminOffer }) {
  const { t, locale } = useText()
  const change = useChange()
  const [adding, setAdding] = useState(false)
  const { order: _, ...query } = useTableQuery(["status"], { pageSize: PAGE_SIZE, prefix: PREFIX })
  const { data, isError, error, refetch } = useAccessCodes(offer.id, query)
  const { mutateAsync: destroy } = useDeleteCode(offer.id)
  const uploaded = stockIsCodes(offer)
  const { data: numbers } = useOrderNumbers([...new Set(data?.access_codes.flatMap(({ order_id }) => order_id ?? []))])
  // In the rows, not in the columns: new columns mount every cell again, and hide a code that is being read.
  const rows = useMemo(
    () => data?.access_codes.map((code): CodeRow => ({ ...code, order_display_id: numbers?.get(code.order_id ?? "") })),
    [data, numbers]
  )

  const columns = useMemo(() => {
    const remove = (code: AdminAccessCode) =>
      change({
        ask: {
          title: t("code.removeTitle", { code: maskCode(code.code) }),
          description: t("code.removeHint"),
          confirmText: t("common.remove"),
        },
        make: () => destroy(code.id),
        done: t("code.removed"),
      })
    return [
      column.accessor("code", {
        header: t("code.code"),
        cell: ({ row: { original } }) => (
          <div className="max-w-[260px] py-2">
            <AccessCode code={original.code} />
          </div>
        ),
      }),
      column.accessor("status", {
        header: t("common.status"),
        cell: ({ getValue }) => (
          <StatusBadge className="text-nowrap" color={CODE_COLORS[getValue()]}>
            {t(`codeStatus.${getValue()}`)}
          </StatusBadge>
        ),
      }),
      column.accessor("assigned_at", {
        header: t("purchase.order"),
        cell: ({ row: { original } }) =>
          original.order_id && original.assigned_at ? (
            <OrderLine
              order={{
                order_id: original.order_id,
                order_display_id: original.order_display_id,
                created_at: original.assigned_at,
              }}
            />
          ) : (
            "–"
          ),
      }),
      column.display({
        id: "actions",
        header: () => <span className="sr-only">{t("common.actions")}</span>,
        cell: ({ row: { original } }) =>
          original.status === "available" && (
            <MoreActions
              of={maskCode(original.code)}
              groups={[{ actions: [{ icon: <Trash />, label: t("common.remove"), onClick: () => void remove(original) }] }]}
            />
          ),
      }),
    ]
  }, [t, change, destroy])

  const filters = useMemo(
    () => [
      filter.accessor("status", {
        type: "radio",
        label: t("common.status"),
        options: CODE_STATUSES.map((value) => ({ value, label: t(`codeStatus.${value}`) })),
      }),
    ],
    [t]
  )

  const add = uploaded && (
    <Button size="small" variant="secondary" className="shrink-0 whitespace-nowrap" onClick={() => setAdding(true)}>
      {t("code.add")}
    </Button>
  )
  const drawer = uploaded && <AddCodesDrawer offerId={offer.id} open={adding} onClose={() => setAdding(false)} />

  if (isError && !data) {
    return <SectionError title={t("code.codes")} error={error} onRetry={() => void refetch()} />
  }
  if (!data) {
    return <SectionSkeleton title={t("code.codes")} />
  }
  if (data.count === 0 && !query.q && !query.status) {
    return (
      <>
        <SectionEmpty
          title={t("code.codes")}
          heading={t("code.emptyTitle")}
          text={t(uploaded ? "code.emptyHint" : "code.generatedHint")}
        >
          {add}
        </SectionEmpty>
        {drawer}
      </>
    )
  }

  const { available, assigned, retired } = data.summary
  return (
    <>
      <ListTable
        title={t("code.codes")}
        hint={[
          uploaded && t("code.left", { codes: formatNumber(available, locale) }),
          t("code.givenOut", { codes: formatNumber(assigned, locale) }),
          retired > 0 && t("code.retired", { codes: formatNumber(retired, locale) }),
        ]
          .filter(Boolean)
          .join(" · ")}
        level="h2"
        prefix={PREFIX}
        button={add}
        data={rows}
        rowCount={data.count}
        columns={columns}
        filters={filters}
        getRowId={(row) => row.id}
        pageSize={PAGE_SIZE}
        emptyState={{ filtered: { heading: t("common.noResults"), description: t("common.noResultsHint") } }}
      />
      {drawer}
    </>
  )
}
