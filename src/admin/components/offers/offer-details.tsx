import { SectionRow } from "@medusajs/dashboard/components"
import { Badge, Container, Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { AdminEvent, AdminOffer } from "../../lib/types"
import { SectionHeader } from "../common/section-header"
import { TextLink } from "../common/text-link"
import { TierBadge } from "../common/tier-badge"
import { Time } from "../common/time"

/** The offer's terms, as set. */
export function OfferDetails({ offer, event }: { offer: AdminOffer; event: AdminEvent | undefined }) {
  const { t } = useText()
  const targets = offer.target_session_ids.map(
    (id) => event?.sessions?.find((session) => session.id === id)?.title ?? t("offer.sessionGone")
  )
  const limits = [
    offer.per_customer_limit && t("offer.limitPerCustomer", { count: offer.per_customer_limit }),
    offer.per_order_limit && t("offer.limitPerOrder", { count: offer.per_order_limit }),
    offer.per_ticket_limit && t("offer.limitPerTicket", { count: offer.per_ticket_limit }),
  ].filter(Boolean)

  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("offer.details")} />
      <SectionRow
        title={t("offer.event")}
        value={
          <TextLink to={`/monetization/events/${offer.event_id}`}>
            {offer.event?.title ?? event?.title ?? offer.event_id}
          </TextLink>
        }
      />
      <SectionRow title={t("offer.type")} value={t(`type.${offer.type}`)} />
      <SectionRow title={t("delivery.title")} value={deliveryText()} />
      <SectionRow title={t("offer.description")} value={offer.description || "–"} />
      <SectionRow
        title={t("offerForm.placements")}
        value={
          <div className="flex flex-wrap gap-1">
            {offer.placements.map((placement) => (
              <Badge key={placement} size="2xsmall">
                {t(`placement.${placement}`)}
              </Badge>
            ))}
          </div>
        }
      />
      <SectionRow
        title={t("offerForm.tiers")}
        value={
          offer.target_tiers.length === 0 ? (
            t("offer.allTiers")
          ) : (
            <div className="flex flex-wrap gap-1">
              {offer.target_tiers.map((tier) => (
                <TierBadge key={tier} tier={tier} />
              ))}
            </div>
          )
        }
      />
      <SectionRow title={t("offerForm.sessions")} value={targets.join("\n") || t("offer.allSessions")} />
      <SectionRow
        title={t("offer.window")}
        value={
          <Text size="small" leading="compact">
            <SaleWindow offer={offer} timeZone={event?.time_zone ?? offer.event?.time_zone} />
          </Text>
        }
      />
      <SectionRow title={t("offer.limits")} value={limits.join("\n") || t("offerForm.noLimit")} />
      <SectionRow
        title={t("offer.conditions")}
        value={
          [
            offer.requires_ticket && t("offer.needsTicket"),
            offer.requires_shipping && t("offer.needsShipping"),
          ]
            .filter(Boolean)
            .join("\n") || t("offer.noConditions")
        }
      />
      <SectionRow
        title={t("offer.variant")}
        value={
          offer.product_id ? (
            <TextLink to={`/products/${offer.product_id}${offer.variant_linked ? `/variants/${offer.variant_id}` : ""}`}>
              {t(offer.variant_linked ? "offer.linkedVariant" : "offer.ownVariant")}
            </TextLink>
          ) : (
            "–"
          )
        }
      />
    </Container>
  )

  function deliveryText(): string {
    const details = [
      offer.upgrade_tier && t("delivery.toTier", { tier: t(`tier.${offer.upgrade_tier}`) }),
      offer.charges_difference && t("delivery.difference"),
      offer.code_source && t(`codeSource.${offer.code_source}`),
    ].filter(Boolean)
    return [t(`deliveryMethod.${offer.delivery_method}`), ...details].join(" · ")
  }
}

function SaleWindow({ offer, timeZone }: { offer: AdminOffer; timeZone: string | undefined }) {
  const { t } = useText()
  if (!offer.starts_at && !offer.expires_at) {
    return <>{t("offer.always")}</>
  }
  return (
    <>
      {offer.starts_at && (
        <>
          {t("offer.from")} <Time iso={offer.starts_at} timeZone={timeZone} />
        </>
      )}
      {offer.starts_at && offer.expires_at && <br />}
      {offer.expires_at && (
        <>
          {t("offer.until")} <Time iso={offer.expires_at} timeZone={timeZone} />
        </>
      )}
    </>
  )
}
