import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { CART_METADATA_KEY } from "./undo-half-placed-order"

/**
 * Orders whose checkout hasn't come to its end: a crash may have left them half placed, to be undone and placed anew, so
 * nothing may be made of them yet. The checkout sweep ends each of them, one way or the other.
 */
export async function ordersBeingPlaced(container: MedusaContainer, orderIds: string[]): Promise<Set<string>> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: ["id", "metadata"], filters: { id: orderIds } })
  const cartOf = new Map(
    (data as { id: string; metadata: Record<string, unknown> | null }[]).flatMap(({ id, metadata }) => {
      const cartId = metadata?.[CART_METADATA_KEY]
      return typeof cartId === "string" ? [[id, cartId] as const] : []
    })
  )
  if (!cartOf.size) {
    return new Set()
  }
  const attempts = await container
    .resolve<OfferModuleService>(OFFER_MODULE)
    .listCheckoutAttempts({ cart_id: [...cartOf.values()], is_open: true, completing_at: { $ne: null } }, { select: ["id", "cart_id"] })
  const open = new Set(attempts.map(({ cart_id }) => cart_id))
  return new Set([...cartOf].flatMap(([id, cartId]) => (open.has(cartId) ? [id] : [])))
}
