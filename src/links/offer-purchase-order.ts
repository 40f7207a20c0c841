import { defineLink } from "@medusajs/framework/utils"
import OrderModule from "@medusajs/medusa/order"
import OfferModule from "../modules/offer"

/** The order an offer was bought in; read-only, because the purchase's own row names it. */
export default defineLink({ linkable: OfferModule.linkable.offerPurchase, field: "order_id" }, OrderModule.linkable.order, {
  readOnly: true,
})
