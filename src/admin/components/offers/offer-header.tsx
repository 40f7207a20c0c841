import { ArchiveBox, Calendar, Eye, PencilSquare, RocketLaunch, SquareTwoStack, Trash } from "@medusajs/icons"
import { Button, Container } from "@medusajs/ui"
import { useOfferActions } from "../../hooks/use-offer-actions"
import { useText } from "../../hooks/use-text"
import { AdminOffer } from "../../lib/types"
import { DetailHeader } from "../common/detail-header"
import { LifeBadge } from "../common/life-badge"
import { MoreActions } from "../common/more-actions"
import { AttentionNotes } from "./attention-notes"
import { StockPanel } from "./stock-panel"

/** What the offer is, what can be done with it, and where its stock is. */
export function OfferHeader({ offer }: { offer: AdminOffer }) {
  const { t } = useText()
  const { publish, archive, remove, duplicate, isPending } = useOfferActions(offer)

  return (
    <Container className="divide-y p-0">
      <DetailHeader title={offer.title}>
        <LifeBadge status={offer.status} />
        {offer.status !== "published" && (
          <Button size="small" variant="secondary" isLoading={isPending} onClick={publish}>
            {t("common.publish")}
          </Button>
        )}
        <MoreActions
          groups={[
            {
              actions: [
                { icon: <PencilSquare />, label: t("common.edit"), to: "edit" },
                { icon: <Calendar />, label: t("offer.schedule"), to: "schedule" },
                { icon: <Eye />, label: t("preview.title"), to: "preview" },
                { icon: <SquareTwoStack />, label: t("offer.duplicate"), onClick: duplicate },
                offer.status === "published"
                  ? { icon: <ArchiveBox />, label: t("common.archive"), onClick: () => void archive() }
                  : { icon: <RocketLaunch />, label: t("common.publish"), onClick: publish },
              ],
            },
            { actions: [{ icon: <Trash />, label: t("common.delete"), onClick: () => void remove() }] },
          ]}
        />
      </DetailHeader>
      <AttentionNotes offer={offer} />
      <StockPanel stock={offer.stock} />
    </Container>
  )
}
