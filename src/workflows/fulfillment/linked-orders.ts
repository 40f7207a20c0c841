import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { FUNNEL_MODULE } from "../../modules/funnel"
import type FunnelModuleService from "../../modules/funnel/service"

/**
 * The order that a one-click purchase followed up. Told by the funnel's own records: an order's metadata come from its
 * cart, where anybody may write them.
 */
export async function parentOrderOf(container: MedusaContainer, orderId: string): Promise<string | null> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order_cart", fields: ["cart_id"], filters: { order_id: orderId } })
  const cartId = (data[0] as { cart_id?: string } | undefined)?.cart_id
  if (!cartId) {
    return null
  }
  const [decision] = await container
    .resolve<FunnelModuleService>(FUNNEL_MODULE)
    .listOfferFunnelDecisions({ cart_id: cartId }, { relations: ["run"], take: 1 })
  return decision?.run.order_id ?? null
}

/** The orders that followed up an order in its post-purchase funnel. */
export async function followUpOrdersOf(container: MedusaContainer, orderId: string): Promise<string[]> {
  const decisions = await container
    .resolve<FunnelModuleService>(FUNNEL_MODULE)
    .listOfferFunnelDecisions({ run: { order_id: orderId } }, { select: ["id", "order_id"] })
  return decisions.map((decision) => decision.order_id).filter((id): id is string => id !== null)
}
