import { Button, Container, Text } from "@medusajs/ui"
import { useState } from "react"
import { useCustomerPurchases } from "../../hooks/use-sales"
import { useText } from "../../hooks/use-text"
import { formatMoney } from "../../lib/money"
import { purchaseTotals } from "../../lib/purchase-totals"
import { RowLink } from "../common/row-link"
import { SectionError } from "../common/section-error"
import { SectionHeader } from "../common/section-header"
import { Time } from "../common/time"
import { PurchaseBadge } from "../fulfilment/purchase-badge"

const STEP = 5

/** What a customer bought of offers, the newest first, and what it comes to. */
export function CustomerOffers({ customerId }: { customerId: string }) {
  const { t, locale } = useText()
  const [shown, setShown] = useState(STEP)
  const { data: purchases, isError, error, refetch } = useCustomerPurchases(customerId)

  if (isError && !purchases) {
    return <SectionError title={t("nav.offers")} error={error} onRetry={() => void refetch()} />
  }
  if (!purchases?.length) {
    return null
  }
  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("nav.offers")} hint={t("widget.customerHint")} />
      <dl className="flex flex-col gap-y-2 px-6 py-4">
        {purchaseTotals(purchases).map((total) => (
          <div key={total.currency_code} className="flex items-baseline justify-between gap-x-3">
            <dt className="txt-compact-small text-ui-fg-subtle">{t("widget.kept", { count: total.units })}</dt>
            <dd className="txt-compact-medium-plus tabular-nums">
              {formatMoney(total.spent, total.currency_code, locale)}
            </dd>
          </div>
        ))}
      </dl>
      <ul className="divide-y">
        {purchases.slice(0, shown).map((purchase) => (
          <li key={purchase.id} className="flex items-start justify-between gap-x-3 px-6 py-3">
            <div className="min-w-0">
              <Text as="span" size="small" leading="compact" weight="plus">
                <RowLink to={`/monetization/offers/${purchase.offer_id}`}>{purchase.title}</RowLink>
              </Text>
              <Text size="small" className="text-ui-fg-subtle tabular-nums">
                {t("purchase.units", { count: purchase.quantity })} ·{" "}
                {formatMoney(purchase.total, purchase.currency_code, locale)}
              </Text>
              <Text as="span" size="xsmall" className="text-ui-fg-subtle">
                <RowLink to={`/orders/${purchase.order_id}`}>
                  {purchase.order_display_id ? `#${purchase.order_display_id}` : t("common.viewOrder")}
                  {" · "}
                  <Time iso={purchase.created_at} />
                </RowLink>
              </Text>
            </div>
            <PurchaseBadge status={purchase.status} />
          </li>
        ))}
      </ul>
      {purchases.length > shown && (
        <div className="flex justify-center px-6 py-3">
          <Button size="small" variant="transparent" onClick={() => setShown(shown + STEP * 2)}>
            {t("activity.more")}
          </Button>
        </div>
      )}
    </Container>
  )
}
