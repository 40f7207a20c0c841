import { model } from "@medusajs/framework/utils"
import ProgramEvent from "./program-event"
import ProgramRegistration from "./program-registration"

/** One item of an event's programme: a time, a room and a number of seats. */
const ProgramSession = model
  .define(
    { name: "ProgramSession", tableName: "program_session" },
    {
      id: model.id({ prefix: "evses" }).primaryKey(),
      event: model.belongsTo(() => ProgramEvent, { mappedBy: "sessions" }),
      title: model.text().searchable(),
      description: model.text().nullable(),
      speaker: model.text().searchable().nullable(),
      starts_at: model.dateTime(),
      ends_at: model.dateTime(),
      room: model.text().nullable(),
      section: model.text().nullable(),
      /** Seats. Lowering it never takes a registration away. */
      capacity: model.number(),
      /** How many people may wait for a seat beyond the capacity. */
      overflow_limit: model.number().default(0),
      image_url: model.text().nullable(),
      metadata: model.json().nullable(),
      registrations: model.hasMany(() => ProgramRegistration, { mappedBy: "session" }),
    }
  )
  .indexes([{ name: "IDX_program_session_event_starts_at", on: ["event_id", "starts_at"], where: "deleted_at IS NULL" }])
  .checks([
    { name: "CK_program_session_ends_after_start", expression: (columns) => `${columns.ends_at} > ${columns.starts_at}` },
    { name: "CK_program_session_capacity", expression: (columns) => `${columns.capacity} >= 0` },
    { name: "CK_program_session_overflow_limit", expression: (columns) => `${columns.overflow_limit} >= 0` },
  ])

export default ProgramSession
