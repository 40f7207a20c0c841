import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import { sendableUnits } from "../../modules/offer/given-back"
import type OfferModuleService from "../../modules/offer/service"
import { lineState, OrderPayments, PAYMENT_FIELDS, ReturnableItem } from "../checkout/returned-units"

/** What somebody asks to send: whatever the request said, judged by Medusa's own validation later. */
export type AskedItem = { id?: unknown; quantity?: unknown }

type Order = OrderPayments & { status: string; items?: ReturnableItem[] }

/**
 * Units that were refunded are not sent.
 * @param items lines of the order and how many units of each
 * @throws MedusaError `purchase_refunded`, naming how many can still be sent
 */
export async function assertSendable(container: MedusaContainer, orderId: string, items: AskedItem[]): Promise<void> {
  const service = container.resolve<OfferModuleService>(OFFER_MODULE)
  const purchases = await service.listOfferPurchases({ order_id: orderId, refunded_quantity: { $gt: 0 } })
  const asked = purchases.filter((purchase) => items.some((item) => item?.id === purchase.order_line_item_id))
  if (!asked.length) {
    return
  }
  const [refunds, { data }] = await Promise.all([
    service.listOfferRefunds({ purchase_id: asked.map((purchase) => purchase.id) }, { order: { created_at: "ASC", id: "ASC" } }),
    container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "order", fields: ["id", "status", "items.id", "items.detail.fulfilled_quantity", ...PAYMENT_FIELDS], filters: { id: orderId } }),
  ])
  const order = data[0] as unknown as Order | undefined
  for (const purchase of asked) {
    const line = order?.items?.find((item) => item.id === purchase.order_line_item_id)
    const units = items.filter((item) => item?.id === purchase.order_line_item_id).reduce((sum, { quantity }) => sum + Number(quantity), 0)
    const own = refunds.filter((refund) => refund.purchase_id === purchase.id)
    const most = order && line ? sendableUnits(purchase, own, lineState(order, line)) : 0
    if (units > most) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `${purchase.title}: units of it were refunded, ${most ? `only ${most} can still be sent` : "none can be sent any more"}.`,
        "purchase_refunded"
      )
    }
  }
}
