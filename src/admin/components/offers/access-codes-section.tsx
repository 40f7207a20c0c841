import { Trash } from "@medusajs/icons"
import {
  Button,
  createDataTableColumnHelper,
  createDataTableFilterHelper,
  StatusBadge,
  Text,
  usePrompt,
} from "@medusajs/ui"
import { useMemo, useState } from "react"
import { useAccessCodes, useDeleteCode } from "../../hooks/use-access-codes"
import { useFeedback } from "../../hooks/use-feedback"
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
import { RowLink } from "../common/row-link"
import { SectionEmpty } from "../common/section-empty"
import { SectionError } from "../common/section-error"
import { SectionSkeleton } from "../common/section-skeleton"
import { Time } from "../common/time"
import { AccessCode } from "../fulfilment/access-code"
import { AddCodesDrawer } from "./add-codes-drawer"

const PAGE_SIZE = 10
const PREFIX = "code"
const column = createDataTableColumnHelper<AdminAccessCode>()
const filter = createDataTableFilterHelper<AdminAccessCode>()

/** The codes buyers get: how many are left, who has which, and, where the organizer brings them, more of them. */
export function AccessCodesSection({ offer }: { offer: AdminOffer }) {
  const { t, locale } = useText()
  const prompt = usePrompt()
  const feedback = useFeedback()
  const [adding, setAdding] = useState(false)
  const { order: _, ...query } = useTableQuery(["status"], { pageSize: PAGE_SIZE, prefix: PREFIX })
  const { data, isError, error, refetch } = useAccessCodes(offer.id, query)
  const { mutate: destroy } = useDeleteCode(offer.id)
  const uploaded = stockIsCodes(offer)

  const columns = useMemo(() => {
    const remove = async (code: AdminAccessCode) => {
      const sure = await prompt({
        title: t("code.removeTitle", { code: maskCode(code.code) }),
        description: t("code.removeHint"),
        confirmText: t("common.remove"),
        cancelText: t("common.cancel"),
      })
      if (sure) {
        destroy(code.id, { onSuccess: () => feedback.done(t("code.removed")), onError: feedback.failed })
      }
    }
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
          original.order_id ? (
            <div className="flex flex-col text-nowrap py-2">
              <RowLink to={`/orders/${original.order_id}`}>{t("common.viewOrder")}</RowLink>
              {original.assigned_at && (
                <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle">
                  <Time iso={original.assigned_at} />
                </Text>
              )}
            </div>
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
  }, [t, prompt, destroy, feedback])

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
        hint={
          t(uploaded ? "code.summary" : "code.summaryGenerated", {
            available: formatNumber(available, locale),
            assigned: formatNumber(assigned, locale),
            retired: formatNumber(retired, locale),
          })
        }
        level="h2"
        prefix={PREFIX}
        button={add}
        data={data.access_codes}
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
