import { Container, Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { AdminOffer } from "../../lib/types"
import { SectionHeader } from "../common/section-header"
import { PriceText } from "./price-text"

export function PricesSection({ offer }: { offer: AdminOffer }) {
  const { t } = useText()
  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("price.prices")} />
      {offer.prices.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("price.none")}
        </Text>
      )}
      {offer.prices.map((price) => (
        <div key={price.currency_code} className="flex items-center justify-between gap-x-4 px-6 py-3">
          <Text size="small" leading="compact" weight="plus" className="text-ui-fg-subtle uppercase">
            {price.currency_code}
          </Text>
          <PriceText price={price} />
        </div>
      ))}
    </Container>
  )
}
