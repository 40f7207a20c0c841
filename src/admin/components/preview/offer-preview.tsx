import { Select, Tabs, Text } from "@medusajs/ui"
import { useState } from "react"
import { useText } from "../../hooks/use-text"
import { PREVIEW_SIZES, PREVIEW_WIDTHS, PreviewSize } from "../../lib/preview-widths"
import { AdminOffer, Placement, PLACEMENTS } from "../../lib/types"
import { CardPreview } from "./card-preview"
import { OneTimePreview } from "./one-time-preview"
import { QuickViewPreview } from "./quick-view-preview"
import { ToldNote } from "./told-note"

/**
 * The offer as an attendee meets it: in one of its places, one of its currencies and one of two widths. Where there is less
 * room than a desktop has, it scrolls.
 */
export function OfferPreview({ offer, timeZone }: { offer: AdminOffer; timeZone?: string }) {
  const { t } = useText()
  const [size, setSize] = useState<PreviewSize>("phone")
  const [chosenPlace, setPlace] = useState<Placement>()
  const [chosenCurrency, setCurrency] = useState<string>()
  const places = offer.placements.length > 0 ? offer.placements : PLACEMENTS
  const place = places.find((value) => value === chosenPlace) ?? places[0]
  const price = offer.prices.find(({ currency_code }) => currency_code === chosenCurrency) ?? offer.prices[0]

  return (
    <div className="flex flex-col gap-y-4 py-4">
      <div className="flex flex-col gap-y-2 px-6">
        <div className="flex flex-wrap gap-2">
          <Choice
            label={t("offer.placement")}
            value={place}
            options={places.map((value) => ({ value, label: t(`placement.${value}`) }))}
            onChange={(value) => setPlace(value as Placement)}
          />
          {price && offer.prices.length > 1 && (
            <Choice
              label={t("preview.currency")}
              value={price.currency_code}
              options={offer.prices.map(({ currency_code: value }) => ({ value, label: value.toUpperCase() }))}
              onChange={setCurrency}
            />
          )}
        </div>
        <Text size="small" className="text-ui-fg-subtle">
          {t(`placementHint.${place}`)}
        </Text>
        <ToldNote offer={offer} place={place} />
      </div>
      <Tabs value={size} onValueChange={(value) => setSize(value as PreviewSize)}>
        <Tabs.List className="justify-center px-6" aria-label={t("preview.sizes")}>
          {PREVIEW_SIZES.map((value) => (
            <Tabs.Trigger key={value} value={value}>
              {t(`previewSize.${value}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {PREVIEW_SIZES.map((value) => (
          <Tabs.Content key={value} value={value} className="overflow-x-auto p-6" tabIndex={0}>
            <div
              className="mx-auto flex flex-col gap-y-6"
              style={{ width: PREVIEW_WIDTHS[value], maxWidth: value === "phone" ? "100%" : undefined }}
            >
              {place === "POST_PURCHASE" ? (
                <OneTimePreview offer={offer} price={price} wide={value === "desktop"} />
              ) : (
                <>
                  <CardPreview offer={offer} price={price} timeZone={timeZone} wide={value === "desktop"} />
                  <QuickViewPreview offer={offer} price={price} timeZone={timeZone} wide={value === "desktop"} />
                </>
              )}
            </div>
          </Tabs.Content>
        ))}
      </Tabs>
    </div>
  )
}

type ChoiceProps = { label: string; value: string; options: { value: string; label: string }[]; onChange: (value: string) => void }

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <div className="min-w-0 flex-1 basis-32">
      <Select size="small" value={value} onValueChange={onChange}>
        <Select.Trigger aria-label={label}>
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          {options.map((option) => (
            <Select.Item key={option.value} value={option.value}>
              {option.label}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </div>
  )
}
