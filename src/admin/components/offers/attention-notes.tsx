import { InlineTip } from "@medusajs/ui"
import { useNow } from "../../hooks/use-now"
import { useText } from "../../hooks/use-text"
import { attentionReasons } from "../../lib/attention"
import { AdminOffer } from "../../lib/types"

/** Why the offer needs a look, above its facts; nothing when all is well. */
export function AttentionNotes({ offer }: { offer: AdminOffer }) {
  const { t } = useText()
  // A failed sync has the Stripe panel to itself.
  const reasons = attentionReasons(offer, useNow(30_000)).filter((reason) => reason !== "stripe_failed")
  if (reasons.length === 0) {
    return null
  }
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      {reasons.map((reason) => (
        <InlineTip key={reason} label={t(`attention.${reason}`)} variant="warning">
          {t(`attentionHint.${reason}`)}
        </InlineTip>
      ))}
    </div>
  )
}
