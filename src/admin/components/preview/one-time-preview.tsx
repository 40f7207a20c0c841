import { clx, Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { formatMoney } from "../../lib/money"
import { isSoldOut } from "../../lib/shop-view"
import { AdminOffer, AdminOfferPrice } from "../../lib/types"
import { PreviewButton } from "./preview-button"
import { PreviewPicture } from "./preview-picture"
import { PreviewPrice } from "./preview-price"
import { PreviewStock } from "./preview-stock"

/** A saved card such as a buyer may have. */
const CARD = "Visa •••• 4242"

type OneTimePreviewProps = { offer: AdminOffer; price: AdminOfferPrice | undefined; wide: boolean }

/** The offer as a step of a funnel, on the confirmation page. Headline and message are the funnel's, so they are only hinted at. */
export function OneTimePreview({ offer, price, wide }: OneTimePreviewProps) {
  const { t, locale } = useText()
  const soldOut = isSoldOut(offer.stock)
  return (
    <article className="bg-ui-bg-base shadow-elevation-card-rest w-full overflow-hidden rounded-xl">
      <Text size="small" weight="plus" className="bg-ui-bg-component px-6 py-3">
        {t("shop.postPurchase")}
      </Text>
      <div className={clx("grid", wide && "grid-cols-[minmax(0,4fr)_minmax(0,6fr)]")}>
        <PreviewPicture src={offer.image_url} className={wide ? undefined : "aspect-[16/9]"} />
        <div className="flex flex-col gap-y-2 p-6">
          <Text size="xlarge" className="text-ui-fg-subtle italic">
            {t("preview.headline")}
          </Text>
          <Text weight="plus" className="[overflow-wrap:anywhere]">
            {offer.title}
          </Text>
          <div className="flex flex-wrap items-center gap-2">
            <PreviewPrice price={price} showSaving />
            <PreviewStock stock={offer.stock} />
          </div>
          {offer.description && (
            <Text size="small" className="text-ui-fg-subtle whitespace-pre-line [overflow-wrap:anywhere]">
              {offer.description}
            </Text>
          )}
          {offer.requires_shipping && <Text size="small">{t("shop.shipped")}</Text>}
          {soldOut && (
            <Text size="small" weight="plus">
              {t("shop.postPurchaseUnavailable")} {t("shopRefusal.offer_sold_out")}
            </Text>
          )}
          <div className="mt-2 grid gap-2">
            {!soldOut && price && (
              <PreviewButton>
                {price.amount === 0
                  ? t("shop.acceptFree")
                  : t("shop.acceptWith", {
                      total: formatMoney(price.amount, price.currency_code, locale, { trim: true }),
                      method: CARD,
                    })}
              </PreviewButton>
            )}
            <PreviewButton look="quiet">{t("shop.decline")}</PreviewButton>
          </div>
          {!soldOut && (
            <Text size="xsmall" className="text-ui-fg-subtle">
              {t("preview.sumHint")}
            </Text>
          )}
        </div>
      </div>
    </article>
  )
}
