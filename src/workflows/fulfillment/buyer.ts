import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { signToken, tokenSecret, verifyToken } from "../../utils/signed-token"
import { followUpOrdersOf, parentOrderOf } from "./linked-orders"

/** Days for which a guest's link shows what was bought: until well after most events. */
const GUEST_DAYS = 90

/** Who asks for purchases: a signed-in customer, or whoever holds the link of an order. */
export type Buyer = { customer_id: string } | { order_ids: string[] }

export type PurchaseRow = Awaited<ReturnType<OfferModuleService["listOfferPurchases"]>>[number]

/**
 * A token for a guest's own page of purchases: those of the order, and of the orders that followed it up. Null when the
 * buyer has an account, whose page shows them all.
 */
export async function guestPurchasesToken(container: MedusaContainer, orderId: string): Promise<string | null> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: ["id", "customer.has_account"], filters: { id: orderId } })
  const order = data[0] as unknown as { customer: { has_account: boolean } | null } | undefined
  if (!order || order.customer?.has_account) {
    return null
  }
  // Whoever paid for a one-time offer is who placed the order before it.
  const first = (await parentOrderOf(container, orderId)) ?? orderId
  return (await signToken(tokenSecret(container), "purchases", { order_id: first }, GUEST_DAYS * 24 * 3600)).token
}

/** Whose purchases a guest's token shows. @throws MedusaError `purchases_token_invalid`, `purchases_token_expired` */
export async function guestOf(container: MedusaContainer, token: string): Promise<Buyer> {
  const { order_id } = await verifyToken(tokenSecret(container), "purchases", token)
  return { order_ids: [order_id, ...(await followUpOrdersOf(container, order_id))] }
}

/** The filter that finds a buyer's purchases and no others. */
export const purchasesOf = (buyer: Buyer) => ("customer_id" in buyer ? { customer_id: buyer.customer_id } : { order_id: buyer.order_ids })

/** One of the buyer's purchases; somebody else's is answered like one that doesn't exist. @throws MedusaError `purchase_not_found` */
export async function retrievePurchaseOf(container: MedusaContainer, buyer: Buyer, id: string): Promise<PurchaseRow> {
  const [purchase] = await container.resolve<OfferModuleService>(OFFER_MODULE).listOfferPurchases({ id, ...purchasesOf(buyer) })
  if (!purchase) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such purchase.", "purchase_not_found")
  }
  return purchase
}
