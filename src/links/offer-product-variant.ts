import { defineLink } from "@medusajs/framework/utils"
import ProductModule from "@medusajs/medusa/product"
import OfferModule from "../modules/offer"

/** The variant an offer sells; read-only, because the offer's own row names it. */
export default defineLink({ linkable: OfferModule.linkable.offer, field: "variant_id" }, ProductModule.linkable.productVariant, {
  readOnly: true,
})
