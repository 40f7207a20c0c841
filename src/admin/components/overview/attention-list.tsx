import { Button, Container, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useText } from "../../hooks/use-text"
import { ATTENTION_LIST } from "../../lib/attention"
import { AdminOffer } from "../../lib/types"
import { Picture } from "../common/picture"
import { SectionHeader } from "../common/section-header"
import { AttentionBadges } from "../offers/attention-badges"

/** The newest offers that need a look, and the way to all of them. */
export function AttentionList({ offers, count }: { offers: AdminOffer[]; count: number }) {
  const { t } = useText()
  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("overview.attentionTitle")} hint={t("overview.attentionHint")} />
      {offers.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
          {t("overview.allWell")}
        </Text>
      ) : (
        <ul className="divide-y">
          {offers.map((offer) => (
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
                  <AttentionBadges offer={offer} />
                </div>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {count > offers.length && (
        <div className="flex justify-center px-6 py-3">
          <Button size="small" variant="transparent" asChild>
            <Link to={ATTENTION_LIST}>{t("overview.showAll", { count })}</Link>
          </Button>
        </div>
      )}
    </Container>
  )
}
