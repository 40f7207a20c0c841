import { Badge, Container, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useText } from "../../hooks/use-text"
import { AttentionReason } from "../../lib/attention"
import { AdminOffer } from "../../lib/types"
import { Picture } from "../common/picture"
import { SectionHeader } from "../common/section-header"

const COLORS: Record<AttentionReason, "red" | "orange" | "grey"> = {
  sold_out: "orange",
  expired: "grey",
  expires_soon: "orange",
  stripe_failed: "red",
}

export function AttentionList({ entries }: { entries: { offer: AdminOffer; reasons: AttentionReason[] }[] }) {
  const { t } = useText()
  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("overview.attentionTitle")} hint={t("overview.attentionHint")} />
      {entries.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
          {t("overview.allWell")}
        </Text>
      ) : (
        <ul className="divide-y">
          {entries.slice(0, 8).map(({ offer, reasons }) => (
            <li key={offer.id}>
              <Link
                to={`/monetization/offers/${offer.id}`}
                className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex items-center gap-x-3 px-6 py-3 outline-none"
              >
                <Picture src={offer.image_url} />
                <div className="min-w-0 flex-1">
                  <Text size="small" leading="compact" weight="plus" className="truncate">
                    {offer.title}
                  </Text>
                  <Text size="small" leading="compact" className="text-ui-fg-subtle truncate">
                    {offer.event?.title}
                  </Text>
                </div>
                <div className="flex shrink-0 flex-col items-end gap-1 sm:flex-row">
                  {reasons.map((reason) => (
                    <Badge key={reason} size="2xsmall" color={COLORS[reason]}>
                      {t(`attention.${reason}`)}
                    </Badge>
                  ))}
                </div>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Container>
  )
}
