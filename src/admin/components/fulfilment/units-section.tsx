import { ArrowPath, ArrowUturnLeft, CheckCircle } from "@medusajs/icons"
import {
  Checkbox,
  createDataTableColumnHelper,
  createDataTableFilterHelper,
  Text,
  usePrompt,
} from "@medusajs/ui"
import { useMemo, useRef } from "react"
import { useOffersOfEvent } from "../../hooks/use-offers"
import { useUnits } from "../../hooks/use-sales"
import { useTableQuery } from "../../hooks/use-table-query"
import { useText } from "../../hooks/use-text"
import { useUnitActions } from "../../hooks/use-unit-actions"
import { useUnitChoice } from "../../hooks/use-unit-choice"
import { formatNumber } from "../../lib/format"
import { AdminUnit, UNIT_STATUSES, UnitSummary } from "../../lib/fulfilment-types"
import { actionsFor, UnitAction } from "../../lib/unit-actions"
import { ListTable } from "../common/list-table"
import { MoreActions } from "../common/more-actions"
import { OrderLine } from "../common/order-line"
import { RowLink } from "../common/row-link"
import { SectionEmpty } from "../common/section-empty"
import { SectionError } from "../common/section-error"
import { SectionSkeleton } from "../common/section-skeleton"
import { BulkBar } from "./bulk-bar"
import { UnitBadge } from "./unit-badge"
import { UnitDelivery } from "./unit-delivery"
import { UnitProblem } from "./unit-problem"

const PAGE_SIZE = 20
const PREFIX = "unit"
const column = createDataTableColumnHelper<AdminUnit>()
const filterOf = createDataTableFilterHelper<AdminUnit & { has_problem: string }>()
const ICONS: Record<UnitAction, JSX.Element> = {
  fulfill: <CheckCircle />,
  reopen: <ArrowUturnLeft />,
  retry: <ArrowPath />,
}

/** Whose units: those of one offer, or of all offers of an event. */
type UnitsSectionProps = { title: string; timeZone?: string } & (
  | { offerId: string; eventId?: undefined }
  | { eventId: string; offerId?: undefined }
)

/** Every unit sold and whether its buyer has it: found, chosen, marked as done, opened again, tried again. */
export function UnitsSection({ title, offerId, eventId, timeZone }: UnitsSectionProps) {
  const { t, locale } = useText()
  const prompt = usePrompt()
  const { order: _, ...query } = useTableQuery(eventId ? ["offer_id", "status", "has_problem"] : ["status", "has_problem"], {
    pageSize: PAGE_SIZE,
    prefix: PREFIX,
  })
  const { limit, offset, ...filter } = { ...(eventId ? { event_id: eventId } : { offer_id: offerId }), ...query }
  const { data, isError, error, refetch } = useUnits({ ...filter, limit, offset })
  const { data: offers } = useOffersOfEvent(eventId ?? "")
  const { run, progress } = useUnitActions()
  const choice = useUnitChoice(data, filter)
  const filtered = Boolean(query.q || query.offer_id || query.status || query.has_problem)
  const bar = useRef<HTMLDivElement>(null)

  const act = useRef<(action: UnitAction, units: AdminUnit[]) => Promise<void>>(async () => {})
  act.current = async (action, units) => {
    if (action === "reopen") {
      const sure = await prompt({
        title: t("unit.reopenTitle", { count: units.length }),
        description: t("unit.reopenHint"),
        confirmText: t("unitAction.reopen"),
        cancelText: t("common.cancel"),
        variant: "confirmation",
      })
      if (!sure) {
        return
      }
    }
    choice.drop(await run(action, units))
    // The button that was pressed may be gone: who works by keyboard goes on from here.
    bar.current?.focus()
  }

  const columns = useMemo(
    () => [
      column.display({
        id: "select",
        header: ({ table }) => (
          <Checkbox
            aria-label={t("unit.choosePage")}
            checked={table.getIsSomePageRowsSelected() ? "indeterminate" : table.getIsAllPageRowsSelected()}
            onCheckedChange={(on) => table.toggleAllPageRowsSelected(on === true)}
          />
        ),
        cell: ({ row }) => (
          <Checkbox
            aria-label={t("unit.choose", { name: row.original.email ?? row.original.id })}
            checked={row.getIsSelected()}
            onClick={(event) => event.stopPropagation()}
            onCheckedChange={(on) => row.toggleSelected(on === true)}
          />
        ),
      }),
      column.accessor("email", {
        header: t("unit.for"),
        cell: ({ row: { original } }) => (
          <div className="flex w-[112px] flex-col gap-y-0.5 py-2 sm:w-auto sm:min-w-[150px] sm:max-w-[240px]">
            <Text as="span" size="small" leading="compact" weight="plus" className="text-ui-fg-base truncate">
              {original.attendee?.name || original.attendee?.email || original.email || "–"}
            </Text>
            {original.attendee?.name && (
              <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle truncate">
                {original.attendee.email ?? original.email}
              </Text>
            )}
            {eventId && (
              <Text as="span" size="small" leading="compact" className="[overflow-wrap:anywhere] whitespace-normal">
                <RowLink to={`/monetization/offers/${original.offer_id}`}>{original.title}</RowLink>
              </Text>
            )}
            <OrderLine order={original} timeZone={timeZone} />
          </div>
        ),
      }),
      column.accessor("status", {
        header: t("common.status"),
        cell: ({ row: { original } }) => (
          <div className="flex w-[128px] flex-col items-start gap-y-1 py-2 sm:w-auto sm:min-w-[190px]">
            <UnitBadge status={original.status} />
            <UnitDelivery unit={original} timeZone={timeZone} />
            {original.problem && <UnitProblem problem={original.problem} />}
          </div>
        ),
      }),
      column.display({
        id: "actions",
        header: () => <span className="sr-only">{t("common.actions")}</span>,
        cell: ({ row: { original } }) => {
          const actions = actionsFor([original])
          return (
            actions.length > 0 && (
              <div className="flex justify-end">
                <MoreActions
                  of={original.email ?? original.id}
                  groups={[
                    {
                      actions: actions.map(({ action }) => ({
                        icon: ICONS[action],
                        label: t(`unitAction.${action}`),
                        onClick: () => void act.current(action, [original]),
                      })),
                    },
                  ]}
                />
              </div>
            )
          )
        },
      }),
    ],
    [t, timeZone, eventId]
  )

  const filters = useMemo(
    () => [
      ...(offers && offers.length > 1
        ? [
            filterOf.accessor("offer_id", {
              type: "radio",
              label: t("offer.offer"),
              options: offers.map((offer) => ({ value: offer.id, label: offer.title })),
            }),
          ]
        : []),
      filterOf.accessor("status", {
        type: "radio",
        label: t("common.status"),
        options: UNIT_STATUSES.map((value) => ({ value, label: t(`unitStatus.${value}`) })),
      }),
      filterOf.accessor("has_problem", {
        type: "radio",
        label: t("unit.problem"),
        options: [
          { value: "true", label: t("unit.withProblem") },
          { value: "false", label: t("unit.withoutProblem") },
        ],
      }),
    ],
    [t, offers]
  )

  if (isError && !data) {
    return <SectionError title={title} error={error} onRetry={() => void refetch()} />
  }
  if (!data) {
    return <SectionSkeleton title={title} />
  }
  if (data.count === 0 && !filtered) {
    return <SectionEmpty title={title} heading={t("unit.emptyTitle")} text={t("unit.emptyHint")} />
  }

  return (
    <ListTable
      title={title}
      hint={summaryText(data.summary)}
      level="h2"
      prefix={PREFIX}
      data={data.units}
      rowCount={data.count}
      columns={columns}
      filters={filters}
      getRowId={(row) => row.id}
      pageSize={PAGE_SIZE}
      selection={{ chosen: choice.ids, onChange: choice.setIds }}
      emptyState={{ filtered: { heading: t("common.noResults"), description: t("common.noResultsHint") } }}
    >
      <BulkBar
        bar={bar}
        chosen={choice.chosen}
        all={choice.offersAll ? { count: data.count, loaded: choice.loaded, onChoose: () => void choice.chooseAll() } : undefined}
        progress={progress}
        onRun={(action, units) => void act.current(action, units)}
        onClear={() => choice.setIds({})}
      />
    </ListTable>
  )

  function summaryText({ pending, fulfilled, revoked, problems }: UnitSummary): string {
    return [
      t("unitSummary.pending", { count: pending, units: formatNumber(pending, locale) }),
      t("unitSummary.fulfilled", { count: fulfilled, units: formatNumber(fulfilled, locale) }),
      revoked > 0 && t("unitSummary.revoked", { count: revoked, units: formatNumber(revoked, locale) }),
      problems > 0 && t("unitSummary.problems", { count: problems, units: formatNumber(problems, locale) }),
    ]
      .filter(Boolean)
      .join(" · ")
  }
}
