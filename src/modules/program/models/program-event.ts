import { model } from "@medusajs/framework/utils"
import { EVENT_STATUSES } from "../types"
import ProgramAttendee from "./program-attendee"
import ProgramSession from "./program-session"
import ProgramTicketType from "./program-ticket-type"

/** An event that sells tickets. Storefronts see it only while it is published. */
const ProgramEvent = model
  .define(
    { name: "ProgramEvent", tableName: "program_event" },
    {
      id: model.id({ prefix: "evt" }).primaryKey(),
      title: model.text().searchable(),
      handle: model.text().searchable(),
      description: model.text().nullable(),
      starts_at: model.dateTime(),
      ends_at: model.dateTime(),
      /** IANA name, such as `Europe/Berlin`: the zone in which times are shown. */
      time_zone: model.text(),
      venue: model.text().searchable().nullable(),
      city: model.text().searchable().nullable(),
      image_url: model.text().nullable(),
      status: model.enum([...EVENT_STATUSES]).default("draft"),
      metadata: model.json().nullable(),
      sessions: model.hasMany(() => ProgramSession, { mappedBy: "event" }),
      ticket_types: model.hasMany(() => ProgramTicketType, { mappedBy: "event" }),
      attendees: model.hasMany(() => ProgramAttendee, { mappedBy: "event" }),
    }
  )
  .cascades({ delete: ["sessions", "ticket_types"] })
  .indexes([
    { name: "IDX_program_event_handle_unique", on: ["handle"], unique: true, where: "deleted_at IS NULL" },
    { name: "IDX_program_event_status_starts_at", on: ["status", "starts_at"], where: "deleted_at IS NULL" },
  ])
  .checks([{ name: "CK_program_event_ends_after_start", expression: (columns) => `${columns.ends_at} > ${columns.starts_at}` }])

export default ProgramEvent
