import { SectionRow } from "@medusajs/dashboard/components"
import { Alert, Button, Container, Copy, Text } from "@medusajs/ui"
import { useOfferActions } from "../../hooks/use-offer-actions"
import { useText } from "../../hooks/use-text"
import { AdminOffer } from "../../lib/types"
import { SectionHeader } from "../common/section-header"
import { Time } from "../common/time"
import { StripeBadge } from "./stripe-badge"

/** The offer's twin in Stripe's catalogue: in step, on its way, or refused and why. */
export function StripeSection({ offer }: { offer: AdminOffer }) {
  const { t } = useText()
  const { sync, isSyncing } = useOfferActions(offer)
  const { stripe } = offer

  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("stripe.stripe")}>
        <StripeBadge stripe={stripe} />
      </SectionHeader>
      {stripe.status === "disabled" && (
        <Text size="small" className="text-ui-fg-subtle text-pretty px-6 py-4">
          {t("stripe.disabledHint")}
        </Text>
      )}
      {stripe.status === "failed" && (
        <div className="px-6 py-4">
          <Alert variant="error" className="[overflow-wrap:anywhere]">
            {stripe.error || t("stripe.failedHint")}
          </Alert>
        </div>
      )}
      {stripe.product_id && (
        <SectionRow title={t("stripe.product")} value={<Identifier id={stripe.product_id} />} />
      )}
      {offer.prices
        .filter((price) => price.stripe_price_id)
        .map((price) => (
          <SectionRow
            key={price.currency_code}
            title={t("stripe.price", { currency: price.currency_code.toUpperCase() })}
            value={<Identifier id={price.stripe_price_id!} />}
          />
        ))}
      {stripe.synced_at && (
        <SectionRow
          title={t("stripe.syncedAt")}
          value={
            <Text size="small" leading="compact">
              <Time iso={stripe.synced_at} />
            </Text>
          }
        />
      )}
      {stripe.status !== "disabled" && (
        <div className="flex justify-end px-6 py-4">
          <Button size="small" variant="secondary" isLoading={isSyncing} onClick={sync}>
            {t(stripe.status === "failed" ? "stripe.retry" : "stripe.syncNow")}
          </Button>
        </div>
      )}
    </Container>
  )
}

function Identifier({ id }: { id: string }) {
  const { t } = useText()
  return (
    <span className="flex min-w-0 items-center gap-x-1">
      <code className="txt-compact-small text-ui-fg-subtle truncate font-mono">{id}</code>
      <Copy content={id} aria-label={t("common.copy", { what: id })} className="text-ui-fg-muted shrink-0" />
    </span>
  )
}
