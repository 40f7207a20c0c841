import { model } from "@medusajs/framework/utils"
import { TICKET_TIERS } from "../types"
import ProgramAttendee from "./program-attendee"
import ProgramEvent from "./program-event"

/** Says that a Medusa product variant is a ticket of an event, and of which tier. Its price and stock are the variant's. */
const ProgramTicketType = model
  .define(
    { name: "ProgramTicketType", tableName: "program_ticket_type" },
    {
      id: model.id({ prefix: "tictype" }).primaryKey(),
      event: model.belongsTo(() => ProgramEvent, { mappedBy: "ticket_types" }),
      product_variant_id: model.text(),
      name: model.text().searchable(),
      description: model.text().nullable(),
      tier: model.enum([...TICKET_TIERS]).default("STANDARD"),
      position: model.number().default(0),
      attendees: model.hasMany(() => ProgramAttendee, { mappedBy: "ticket_type" }),
    }
  )
  .indexes([
    {
      name: "IDX_program_ticket_type_variant_unique",
      on: ["product_variant_id"],
      unique: true,
      where: "deleted_at IS NULL",
    },
  ])

export default ProgramTicketType
