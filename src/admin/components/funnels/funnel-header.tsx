import { SectionRow } from "@medusajs/dashboard/components"
import { ArchiveBox, PencilSquare, PlaySolid, Trash } from "@medusajs/icons"
import { Button, Container } from "@medusajs/ui"
import { useFunnelActions } from "../../hooks/use-funnel-actions"
import { useText } from "../../hooks/use-text"
import { AdminFunnel } from "../../lib/funnel-types"
import { AdminEvent } from "../../lib/types"
import { DetailHeader } from "../common/detail-header"
import { MoreActions } from "../common/more-actions"
import { TextLink } from "../common/text-link"
import { FunnelBadge } from "./funnel-badge"

export function FunnelHeader({ funnel, event }: { funnel: AdminFunnel; event: AdminEvent | undefined }) {
  const { t } = useText()
  const { activate, archive, remove, isPending } = useFunnelActions(funnel)
  const active = funnel.status === "active"

  return (
    <Container className="divide-y p-0">
      <DetailHeader title={funnel.name}>
        <FunnelBadge status={funnel.status} />
        {!active && (
          <Button size="small" variant="secondary" isLoading={isPending} onClick={() => void activate()}>
            {t("funnel.activate")}
          </Button>
        )}
        <MoreActions
          groups={[
            {
              actions: [
                { icon: <PencilSquare />, label: t("common.edit"), to: "edit" },
                active
                  ? { icon: <ArchiveBox />, label: t("common.archive"), onClick: () => void archive() }
                  : { icon: <PlaySolid />, label: t("funnel.activate"), onClick: () => void activate() },
              ],
            },
            { actions: [{ icon: <Trash />, label: t("common.delete"), onClick: () => void remove() }] },
          ]}
        />
      </DetailHeader>
      <SectionRow
        title={t("offer.event")}
        value={<TextLink to={`/monetization/events/${funnel.event_id}`}>{event?.title ?? funnel.event_id}</TextLink>}
      />
      <SectionRow title={t("funnel.open")} value={t("funnel.minutes", { count: funnel.window_minutes })} />
      <SectionRow title={t("funnel.acceptLimit")} value={String(funnel.accept_limit)} />
      <SectionRow
        title={t("funnel.holdShort")}
        value={t(funnel.hold_fulfillment ? "funnel.held" : "funnel.notHeld")}
      />
    </Container>
  )
}
