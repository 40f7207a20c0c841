import { model } from "@medusajs/framework/utils"
import { REGISTRATION_STATUSES } from "../types"
import ProgramAttendee from "./program-attendee"
import ProgramSession from "./program-session"

/** A seat of a session taken by an attendee. A canceled one stays as the trail; coming back makes a new one. */
const ProgramRegistration = model
  .define(
    { name: "ProgramRegistration", tableName: "program_registration" },
    {
      id: model.id({ prefix: "sesreg" }).primaryKey(),
      session: model.belongsTo(() => ProgramSession, { mappedBy: "registrations" }),
      attendee: model.belongsTo(() => ProgramAttendee, { mappedBy: "registrations" }),
      status: model.enum([...REGISTRATION_STATUSES]).default("registered"),
      canceled_at: model.dateTime().nullable(),
    }
  )
  .indexes([
    {
      name: "IDX_program_registration_seat_unique",
      on: ["session_id", "attendee_id"],
      unique: true,
      where: "status = 'registered' AND deleted_at IS NULL",
    },
  ])

export default ProgramRegistration
