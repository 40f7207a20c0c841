import { model } from "@medusajs/framework/utils"
import { ATTENDEE_STATUSES, TICKET_TIERS } from "../types"
import ProgramEvent from "./program-event"
import ProgramRegistration from "./program-registration"
import ProgramTicketType from "./program-ticket-type"

/**
 * One ticket of one order: a line of three tickets makes three attendees, units 0 to 2.
 * The tier is copied, so that it stays what was bought when the ticket type changes.
 */
const ProgramAttendee = model
  .define(
    { name: "ProgramAttendee", tableName: "program_attendee" },
    {
      id: model.id({ prefix: "att" }).primaryKey(),
      event: model.belongsTo(() => ProgramEvent, { mappedBy: "attendees" }),
      ticket_type: model.belongsTo(() => ProgramTicketType, { mappedBy: "attendees" }),
      order_id: model.text(),
      order_line_item_id: model.text(),
      unit: model.number(),
      customer_id: model.text().nullable(),
      email: model.text().searchable().nullable(),
      name: model.text().searchable().nullable(),
      tier: model.enum([...TICKET_TIERS]),
      /** What was bought, once an upgrade has raised `tier` above it. */
      bought_tier: model.enum([...TICKET_TIERS]).nullable(),
      status: model.enum([...ATTENDEE_STATUSES]).default("active"),
      canceled_at: model.dateTime().nullable(),
      /** Why it was canceled, such as `order_canceled:<order id>`. A cause takes its units once, however often it is told. */
      cancel_cause: model.text().nullable(),
      registrations: model.hasMany(() => ProgramRegistration, { mappedBy: "attendee" }),
    }
  )
  .indexes([
    {
      name: "IDX_program_attendee_line_unit_unique",
      on: ["order_line_item_id", "unit"],
      unique: true,
      where: "deleted_at IS NULL",
    },
    { name: "IDX_program_attendee_order_id", on: ["order_id"], where: "deleted_at IS NULL" },
    { name: "IDX_program_attendee_customer_event", on: ["customer_id", "event_id"], where: "deleted_at IS NULL" },
    { name: "IDX_program_attendee_event_created_at", on: ["event_id", "created_at"], where: "deleted_at IS NULL" },
  ])
  .checks([{ name: "CK_program_attendee_unit", expression: (columns) => `${columns.unit} >= 0` }])

export default ProgramAttendee
