import { Tabs } from "@medusajs/ui"
import { useState } from "react"
import { useText } from "../../hooks/use-text"
import { PREVIEW_SIZES, PREVIEW_WIDTHS, PreviewSize } from "../../lib/preview-widths"
import { AdminOffer } from "../../lib/types"
import { OfferCardPreview } from "./offer-card-preview"

/** The card on a phone and on a desktop, one at a time. Where there is less room than a desktop has, it scrolls. */
export function OfferPreview({ offer, timeZone }: { offer: AdminOffer; timeZone?: string }) {
  const { t } = useText()
  const [size, setSize] = useState<PreviewSize>("phone")
  return (
    <Tabs value={size} onValueChange={(value) => setSize(value as PreviewSize)}>
      <Tabs.List className="justify-center px-6 pt-4" aria-label={t("preview.sizes")}>
        {PREVIEW_SIZES.map((value) => (
          <Tabs.Trigger key={value} value={value}>
            {t(`previewSize.${value}`)}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {PREVIEW_SIZES.map((value) => (
        <Tabs.Content key={value} value={value} className="overflow-x-auto p-6" tabIndex={0}>
          <div className="mx-auto" style={{ width: PREVIEW_WIDTHS[value], maxWidth: value === "phone" ? "100%" : undefined }}>
            <OfferCardPreview offer={offer} timeZone={timeZone} wide={value === "desktop"} />
          </div>
        </Tabs.Content>
      ))}
    </Tabs>
  )
}
