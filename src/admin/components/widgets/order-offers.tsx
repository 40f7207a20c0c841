import { Button, Container, Text } from "@medusajs/ui"
import { useState } from "react"
import { useOrderSales } from "../../hooks/use-sales"
import { useText } from "../../hooks/use-text"
import { AdminPurchase, AdminUnit } from "../../lib/fulfilment-types"
import { LinkedOrders } from "../../lib/linked-orders"
import { formatMoney } from "../../lib/money"
import { refundableUnits } from "../../lib/refund-form"
import { RowLink } from "../common/row-link"
import { SectionError } from "../common/section-error"
import { SectionHeader } from "../common/section-header"
import { PurchaseBadge } from "../fulfilment/purchase-badge"
import { RefundDrawer } from "../fulfilment/refund-drawer"
import { RefundNote } from "../fulfilment/refund-note"
import { UnitBadge } from "../fulfilment/unit-badge"
import { UnitDelivery } from "../fulfilment/unit-delivery"
import { UnitProblem } from "../fulfilment/unit-problem"
import { BuyerLink } from "./buyer-link"
import { LinkedOrderLinks } from "./linked-order-links"
import { UnexplainedRefund } from "./unexplained-refund"

/** More units than these are looked at in the offer's own queue. */
const SHOWN = 5

type OrderOffersProps = { orderId: string; linked: LinkedOrders; isGuest: boolean }

/** What an order bought of offers, how far each unit is, and the orders its funnel tied to it. */
export function OrderOffers({ orderId, linked, isGuest }: OrderOffersProps) {
  const { t } = useText()
  const { data, isError, error, refetch } = useOrderSales(orderId)
  const [refunding, setRefunding] = useState<AdminPurchase>()
  const isLinked = linked.parent !== null || linked.followUps.length > 0

  if (isError && !data) {
    return <SectionError title={t("nav.offers")} error={error} onRetry={() => void refetch()} />
  }
  if (!data || (data.purchases.length === 0 && !isLinked)) {
    return null
  }
  return (
    <>
      <Container className="divide-y p-0">
        <SectionHeader title={t("nav.offers")} hint={t("widget.orderHint")} />
        {isLinked && <LinkedOrderLinks linked={linked} />}
        {data.purchases.some((purchase) => refundableUnits(purchase) > 0) && <UnexplainedRefund orderId={orderId} />}
        {data.purchases.length > 0 && (
          <ul className="divide-y">
            {data.purchases.map((purchase) => (
              <PurchaseRow
                key={purchase.id}
                purchase={purchase}
                units={data.units.filter((unit) => unit.purchase_id === purchase.id)}
                onRefund={() => setRefunding(purchase)}
              />
            ))}
          </ul>
        )}
        {isGuest && <BuyerLink orderId={orderId} email={data.purchases[0]?.email ?? null} />}
      </Container>
      <RefundDrawer purchase={refunding} onClose={() => setRefunding(undefined)} />
    </>
  )
}

type PurchaseRowProps = { purchase: AdminPurchase; units: AdminUnit[]; onRefund: () => void }

function PurchaseRow({ purchase, units, onRefund }: PurchaseRowProps) {
  const { t, locale } = useText()
  const path = `/monetization/offers/${purchase.offer_id}`
  return (
    <li className="flex flex-col gap-y-2 px-6 py-4">
      <div className="flex items-start justify-between gap-x-3">
        <div className="min-w-0">
          <Text as="span" size="small" leading="compact" weight="plus">
            <RowLink to={path}>{purchase.title}</RowLink>
          </Text>
          <Text size="small" className="text-ui-fg-subtle tabular-nums">
            {[
              t("purchase.units", { count: purchase.quantity }),
              formatMoney(purchase.total, purchase.currency_code, locale),
              purchase.refunded_quantity > 0 && t("purchase.refundedUnits", { count: purchase.refunded_quantity }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </Text>
        </div>
        <PurchaseBadge status={purchase.status} />
      </div>
      <RefundNote purchase={purchase} />
      {units.length > 0 && (
        <ul className="flex flex-col gap-y-1">
          {units.slice(0, SHOWN).map((unit) => (
            <li key={unit.id} className="flex flex-wrap items-center justify-between gap-x-3">
              <UnitBadge status={unit.status} />
              <UnitDelivery unit={unit} />
              {unit.problem && <UnitProblem problem={unit.problem} />}
            </li>
          ))}
        </ul>
      )}
      <div className="flex items-center justify-between gap-x-3">
        <Text as="span" size="small" className="text-ui-fg-subtle">
          {units.length > SHOWN && (
            <RowLink to={`${path}?unit_q=${encodeURIComponent(purchase.order_id)}`}>
              {t("widget.moreUnits", { count: units.length - SHOWN })}
            </RowLink>
          )}
        </Text>
        {refundableUnits(purchase) > 0 && (
          <Button size="small" variant="secondary" onClick={onRefund} aria-label={`${t("refund.refund")}: ${purchase.title}`}>
            {t("refund.refund")}
          </Button>
        )}
      </div>
    </li>
  )
}
