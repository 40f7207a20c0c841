import { Photo } from "@medusajs/icons"
import { Badge, clx, Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { AdminOffer } from "../../lib/types"
import { Time } from "../common/time"
import { PriceText } from "./price-text"

/** From this many on a storefront says how few are left. */
const FEW = 10

type OfferCardPreviewProps = {
  offer: AdminOffer
  timeZone?: string
  /** A lone card on a desktop lies on its side, as the storefront kit lays it. */
  wide?: boolean
}

/** The offer's card as an attendee sees it. A picture of it, so nothing in it can be pressed. */
export function OfferCardPreview({ offer, timeZone, wide = false }: OfferCardPreviewProps) {
  const { t } = useText()
  const { available } = offer.stock
  const price = offer.prices[0]
  const soldOut = available !== null && available <= 0
  const few = available !== null && available > 0 && available <= FEW
  return (
    <article
      className={clx(
        "bg-ui-bg-base shadow-elevation-card-rest flex w-full overflow-hidden rounded-xl",
        wide ? "flex-row" : "flex-col"
      )}
    >
      <div
        className={clx(
          "bg-ui-bg-component text-ui-fg-muted relative flex items-center justify-center",
          wide ? "basis-[46%]" : "aspect-[4/3]"
        )}
      >
        {offer.image_url ? (
          <img
            src={offer.image_url}
            alt=""
            className={clx("absolute inset-0 size-full object-cover", soldOut && "opacity-70 grayscale")}
          />
        ) : (
          <Photo />
        )}
        {(soldOut || few) && (
          <span className="absolute left-3 top-3">
            <Badge size="2xsmall" color={soldOut ? "grey" : "orange"}>
              {soldOut ? t("stock.soldOut") : t("preview.onlyLeft", { count: available })}
            </Badge>
          </span>
        )}
      </div>
      <div className={clx("flex min-w-0 flex-1 flex-col gap-y-1.5", wide ? "p-6" : "p-4")}>
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t(`type.${offer.type}`)}
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
          {price && <PriceText price={price} large />}
          {offer.expires_at && (
            <Text size="xsmall" className="text-ui-fg-subtle">
              {t("preview.until")} <Time iso={offer.expires_at} timeZone={timeZone} />
            </Text>
          )}
        </div>
        <span
          className={clx(
            "txt-compact-small-plus mt-2 rounded-md px-3 py-2.5 text-center",
            soldOut ? "bg-ui-bg-disabled text-ui-fg-subtle" : "bg-ui-button-inverted text-ui-contrast-fg-primary"
          )}
        >
          {t(soldOut ? "stock.soldOut" : "preview.add")}
        </span>
      </div>
    </article>
  )
}
