import { clx, Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { isSoldOut } from "../../lib/shop-view"
import { AdminOffer, AdminOfferPrice } from "../../lib/types"
import { Time } from "../common/time"
import { PreviewButton } from "./preview-button"
import { PreviewPicture } from "./preview-picture"
import { PreviewPrice } from "./preview-price"
import { PreviewStock } from "./preview-stock"

type CardPreviewProps = {
  offer: AdminOffer
  price: AdminOfferPrice | undefined
  timeZone?: string
  /** A lone card on a desktop lies on its side, as the storefront kit lays it. */
  wide: boolean
}

/** The offer's card as an attendee sees it on event pages and in the cart. A picture of it, so nothing in it can be pressed. */
export function CardPreview({ offer, price, timeZone, wide }: CardPreviewProps) {
  const { t } = useText()
  const soldOut = isSoldOut(offer.stock)
  return (
    <article
      className={clx(
        "bg-ui-bg-base shadow-elevation-card-rest flex w-full overflow-hidden rounded-xl",
        wide ? "flex-row" : "flex-col"
      )}
    >
      <PreviewPicture src={offer.image_url} faded={soldOut} className={wide ? "basis-[46%]" : "aspect-[4/3]"}>
        <span className="absolute left-3 top-3">
          <PreviewStock stock={offer.stock} />
        </span>
      </PreviewPicture>
      <div className={clx("flex min-w-0 flex-1 flex-col gap-y-1.5", wide ? "p-6" : "p-4")}>
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t(`shopType.${offer.type}`)}
        </Text>
        <Text weight="plus" className="text-balance [overflow-wrap:anywhere]">
          {offer.title}
        </Text>
        {offer.description && (
          <Text size="small" className="text-ui-fg-subtle line-clamp-3 [overflow-wrap:anywhere]">
            {offer.description}
          </Text>
        )}
        <div className="mt-auto pt-2">
          <PreviewPrice price={price} />
          {offer.expires_at && (
            <Text size="xsmall" className="text-ui-fg-subtle">
              {t("preview.until")} <Time iso={offer.expires_at} timeZone={timeZone} />
            </Text>
          )}
        </div>
        <div className="mt-2 grid">
          <PreviewButton look={soldOut ? "off" : "main"}>{t(soldOut ? "shop.soldOut" : "shop.addToCart")}</PreviewButton>
        </div>
      </div>
    </article>
  )
}
