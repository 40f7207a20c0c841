import { clx, Text } from "@medusajs/ui"
import { ReactNode } from "react"
import { useText } from "../../hooks/use-text"
import { isSoldOut } from "../../lib/shop-view"
import { AdminOffer, AdminOfferPrice } from "../../lib/types"
import { Time } from "../common/time"
import { PreviewButton } from "./preview-button"
import { PreviewPicture } from "./preview-picture"
import { PreviewPrice } from "./preview-price"
import { PreviewStock } from "./preview-stock"

type QuickViewPreviewProps = { offer: AdminOffer; price: AdminOfferPrice | undefined; timeZone?: string; wide: boolean }

/** What opens when an attendee presses the card's title: the whole description and every condition. */
export function QuickViewPreview({ offer, price, timeZone, wide }: QuickViewPreviewProps) {
  const { t } = useText()
  const facts: [key: string, fact: ReactNode][] = [
    ["until", offer.expires_at && <>{t("preview.until")} <Time iso={offer.expires_at} timeZone={timeZone} /></>],
    ["ticket", offer.requires_ticket && t("shop.needsTicket")],
    ["shipped", offer.requires_shipping && t("shop.shipped")],
    ["person", offer.per_customer_limit && t("shop.perCustomerLimit", { count: offer.per_customer_limit })],
    ["each", offer.per_ticket_limit && t("shop.perTicketLimit", { count: offer.per_ticket_limit })],
  ]
  const shown = facts.filter(([, fact]) => fact)

  return (
    <section aria-label={t("preview.quickView")} className="flex flex-col gap-y-2">
      <Text size="small" leading="compact" weight="plus">
        {t("preview.quickView")}
      </Text>
      <article
        className={clx("bg-ui-bg-base shadow-elevation-modal grid w-full overflow-hidden rounded-xl", wide && "grid-cols-2")}
      >
        <PreviewPicture src={offer.image_url} className={wide ? undefined : "aspect-[16/9]"} />
        <div className="flex min-w-0 flex-col gap-y-3 p-6">
          <div>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {t(`shopType.${offer.type}`)}
            </Text>
            <Text size="large" weight="plus" className="text-balance [overflow-wrap:anywhere]">
              {offer.title}
            </Text>
          </div>
          <div className="flex flex-wrap items-center gap-2">
            <PreviewPrice price={price} showSaving />
            <PreviewStock stock={offer.stock} />
          </div>
          {offer.description && (
            <Text size="small" className="whitespace-pre-line [overflow-wrap:anywhere]">
              {offer.description}
            </Text>
          )}
          {shown.length > 0 && (
            <ul className="txt-small text-ui-fg-subtle flex flex-col gap-y-1">
              {shown.map(([key, fact]) => (
                <li key={key}>{fact}</li>
              ))}
            </ul>
          )}
          {isSoldOut(offer.stock) ? (
            <Text size="small" weight="plus">
              {t("shop.soldOut")}
            </Text>
          ) : (
            <div className="flex flex-wrap gap-2 [&>span]:flex-1 [&>span]:basis-28">
              <PreviewButton>{t("shop.addToCart")}</PreviewButton>
              <PreviewButton look="quiet">{t("shop.buyNow")}</PreviewButton>
            </div>
          )}
        </div>
      </article>
    </section>
  )
}
