import { DataTable } from "@medusajs/dashboard/components"
import { PencilSquare, Trash } from "@medusajs/icons"
import { Button, Container, createDataTableColumnHelper, Text } from "@medusajs/ui"
import { useMemo } from "react"
import { Link } from "react-router-dom"
import { useChange } from "../../hooks/use-change"
import { useDeleteSession } from "../../hooks/use-events"
import { useText } from "../../hooks/use-text"
import { formatDay, formatHours } from "../../lib/format"
import { AdminEvent, AdminEventSession } from "../../lib/types"
import { FillMeter } from "../common/fill-meter"
import { MoreActions } from "../common/more-actions"
import { SectionEmpty } from "../common/section-empty"

const column = createDataTableColumnHelper<AdminEventSession>()

export function SessionsSection({ event }: { event: AdminEvent }) {
  const { t, locale } = useText()
  const change = useChange()
  const { mutateAsync: destroy } = useDeleteSession()
  const sessions = useMemo(
    () => [...(event.sessions ?? [])].sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at)),
    [event.sessions]
  )

  const columns = useMemo(() => {
    const remove = (session: AdminEventSession) =>
      change({
        ask: {
          title: t("session.deleteTitle", { title: session.title }),
          description: t("session.deleteHint"),
          confirmText: t("common.delete"),
        },
        make: () => destroy(session.id),
        done: t("session.deleted", { title: session.title }),
      })
    return [
      column.accessor("title", {
        header: t("session.session"),
        cell: ({ row: { original } }) => (
          <div className="flex w-[130px] flex-col gap-y-0.5 whitespace-normal py-2 text-pretty sm:w-[170px]">
            <Text as="span" size="small" leading="compact" weight="plus" className="text-ui-fg-base">
              {original.title}
            </Text>
            <Text as="span" size="small" leading="compact">
              {[original.speaker, original.room, original.section].filter(Boolean).join(" · ") ||
                t("session.noSpeaker")}
            </Text>
          </div>
        ),
      }),
      column.accessor("starts_at", {
        header: t("event.when"),
        cell: ({ row: { original } }) => (
          <div className="flex flex-col text-nowrap py-2">
            <Text as="span" size="small" leading="compact">
              {formatDay(original.starts_at, event.time_zone, locale)}
            </Text>
            <Text as="span" size="small" leading="compact">
              {formatHours(original.starts_at, original.ends_at, event.time_zone, locale)}
            </Text>
          </div>
        ),
      }),
      column.accessor("capacity", {
        header: t("session.seats"),
        cell: ({ row: { original } }) => (
          <div className="py-2">
            <FillMeter
              taken={original.registered ?? 0}
              total={original.capacity}
              label={t("session.seatsOf", { title: original.title })}
              note={original.overflow_limit > 0 ? t("session.overflowOf", { count: original.overflow_limit }) : undefined}
            />
          </div>
        ),
      }),
      column.display({
        id: "actions",
        header: () => <span className="sr-only">{t("common.actions")}</span>,
        cell: ({ row: { original } }) => (
          <MoreActions
            of={original.title}
            groups={[
              { actions: [{ icon: <PencilSquare />, label: t("common.edit"), to: `sessions/${original.id}/edit` }] },
              {
                actions: [
                  {
                    icon: <Trash />,
                    label: t("common.delete"),
                    onClick: () => void remove(original),
                    disabled: (original.registered ?? 0) > 0,
                    disabledTooltip: t("session.deleteRefused"),
                  },
                ],
              },
            ]}
          />
        ),
      }),
    ]
  }, [t, locale, event.time_zone, change, destroy])

  if (sessions.length === 0) {
    return (
      <SectionEmpty
        title={t("session.sessions")}
        hint={t("session.listHint", { zone: event.time_zone.replace(/_/g, " ") })}
        heading={t("session.emptyTitle")}
        text={t("session.emptyHint")}
      >
        <Button size="small" variant="secondary" asChild>
          <Link to="sessions/create">{t("common.add")}</Link>
        </Button>
      </SectionEmpty>
    )
  }

  return (
    <Container className="p-0">
      <DataTable
        heading={t("session.sessions")}
        headingLevel="h2"
        subHeading={t("session.listHint", { zone: event.time_zone.replace(/_/g, " ") })}
        data={sessions}
        rowCount={sessions.length}
        columns={columns}
        getRowId={(row) => row.id}
        enablePagination={false}
        enableSearch={false}
        action={{ label: t("common.add"), to: "sessions/create" }}
      />
    </Container>
  )
}
