import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { SignedToken, signToken, tokenSecret, verifyToken } from "../../utils/signed-token"
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
  const order = await retrieveGuestOrder(container, orderId)
  return order?.guest ? (await signPurchasesToken(container, orderId)).token : null
}

/** Whether an order's buyer is a guest; null when there is no such order. */
export async function retrieveGuestOrder(container: MedusaContainer, orderId: string): Promise<{ guest: boolean } | null> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: ["id", "customer.has_account"], filters: { id: orderId } })
  const order = data[0] as unknown as { customer: { has_account: boolean } | null } | undefined
  return order ? { guest: !order.customer?.has_account } : null
}

/** The token itself, for whoever has made sure that the order's buyer is a guest. */
export async function signPurchasesToken(container: MedusaContainer, orderId: string): Promise<SignedToken> {
  // Whoever paid for a one-time offer is who placed the order before it.
  const first = (await parentOrderOf(container, orderId)) ?? orderId
  return await signToken(tokenSecret(container), "purchases", { order_id: first }, GUEST_DAYS * 24 * 3600)
}

/**
 * Whose purchases a guest's token shows. An order may belong to an account by now: then its owner's own page shows it, and
 * whoever has kept the link sees nothing any more.
 * @throws MedusaError `purchases_token_invalid`, `purchases_token_expired`, UNAUTHORIZED `sign_in_required`
 */
export async function guestOf(container: MedusaContainer, token: string): Promise<Buyer> {
  const { order_id } = await verifyToken(tokenSecret(container), "purchases", token)
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "customer.has_account"],
    filters: { id: [order_id, ...(await followUpOrdersOf(container, order_id))] },
  })
  const orders = data as unknown as { id: string; customer: { has_account: boolean } | null }[]
  if (orders.find(({ id }) => id === order_id)?.customer?.has_account) {
    throw new MedusaError(MedusaError.Types.UNAUTHORIZED, "This order belongs to an account now. Sign in to see it.", "sign_in_required")
  }
  return { order_ids: orders.flatMap(({ id, customer }) => (customer?.has_account ? [] : [id])) }
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
