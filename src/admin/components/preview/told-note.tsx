import { InlineTip } from "@medusajs/ui"
import { useNow } from "../../hooks/use-now"
import { useText } from "../../hooks/use-text"
import { isHidden, refusalNow } from "../../lib/shop-view"
import { AdminOffer, Placement } from "../../lib/types"

/** What an attendee is told while the offer can't be had, in the shop's words; nothing while it can. */
export function ToldNote({ offer, place }: { offer: AdminOffer; place: Placement }) {
  const { t } = useText()
  const refusal = refusalNow(offer, useNow(30_000))
  if (!refusal) {
    return null
  }
  const reason = t(`shopRefusal.${refusal}`)
  // A funnel passes over what can't be had; only whoever has the step before them sees it go.
  const oneTime = place === "POST_PURCHASE"
  const text = oneTime ? `${t("shop.postPurchaseUnavailable")} ${reason}` : reason
  return (
    <InlineTip variant="warning" label={t(oneTime || isHidden(refusal) ? "preview.hidden" : "preview.soldOut")}>
      {t("preview.told", { text })}
    </InlineTip>
  )
}
