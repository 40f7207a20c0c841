import { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { mirrorVariantPrices } from "../workflows/offer/mirror-variant-prices"

export default async function mirrorChangedVariant({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await mirrorVariantPrices(container, event.data.id)
}

export const config: SubscriberConfig = {
  event: "product-variant.updated",
  context: { subscriberId: "monetization-mirror-variant-prices" },
}
