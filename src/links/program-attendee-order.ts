import { defineLink } from "@medusajs/framework/utils"
import OrderModule from "@medusajs/medusa/order"
import ProgramModule from "../modules/program"

/** `program_attendee.order`: the Medusa order in which the ticket was bought. */
export default defineLink(
  { linkable: ProgramModule.linkable.programAttendee, field: "order_id" },
  OrderModule.linkable.order,
  { readOnly: true }
)
