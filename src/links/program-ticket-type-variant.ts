import { defineLink } from "@medusajs/framework/utils"
import ProductModule from "@medusajs/medusa/product"
import ProgramModule from "../modules/program"

/** `program_ticket_type.product_variant`: the Medusa variant that is sold as this ticket. */
export default defineLink(
  { linkable: ProgramModule.linkable.programTicketType, field: "product_variant_id" },
  ProductModule.linkable.productVariant,
  { readOnly: true }
)
