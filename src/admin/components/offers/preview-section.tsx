import { Photo } from "@medusajs/icons"
import { Badge, Container, Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { AdminOffer } from "../../lib/types"
import { SectionHeader } from "../common/section-header"
import { PriceText } from "./price-text"

/** From this many on a storefront says how few are left. */
const FEW = 10

/** The offer's card as an attendee sees it. A picture of it, so nothing in it can be pressed. */
export function PreviewSection({ offer }: { offer: AdminOffer }) {
  const { t } = useText()
  const { available } = offer.stock
  const price = offer.prices[0]
  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("preview.title")} hint={t("preview.hint")} />
      <div className="bg-ui-bg-subtle flex justify-center rounded-b-lg p-6">
        <article className="bg-ui-bg-base shadow-elevation-card-rest w-full max-w-[320px] overflow-hidden rounded-xl">
          <div className="bg-ui-bg-component text-ui-fg-muted flex aspect-[16/10] items-center justify-center">
            {offer.image_url ? <img src={offer.image_url} alt="" className="size-full object-cover" /> : <Photo />}
          </div>
          <div className="flex flex-col gap-y-3 p-4">
            <div className="flex flex-wrap gap-1.5">
              <Badge size="2xsmall" color="purple">
                {t(`type.${offer.type}`)}
              </Badge>
              {available === 0 ? (
                <Badge size="2xsmall" color="grey">
                  {t("stock.soldOut")}
                </Badge>
              ) : (
                available !== null &&
                available <= FEW && (
                  <Badge size="2xsmall" color="orange">
                    {t("preview.onlyLeft", { count: available })}
                  </Badge>
                )
              )}
            </div>
            <div>
              <Text weight="plus" className="[overflow-wrap:anywhere]">
                {offer.title}
              </Text>
              {offer.description && (
                <Text size="small" className="text-ui-fg-subtle line-clamp-3 [overflow-wrap:anywhere]">
                  {offer.description}
                </Text>
              )}
            </div>
            <div className="flex items-center justify-between gap-x-3">
              {price ? <PriceText price={price} large /> : <span />}
              <span className="bg-ui-button-inverted text-ui-contrast-fg-primary txt-compact-small-plus rounded-md px-3 py-1.5">
                {t(available === 0 ? "stock.soldOut" : "preview.add")}
              </span>
            </div>
          </div>
        </article>
      </div>
    </Container>
  )
}
