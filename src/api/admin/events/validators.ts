import { z } from "@medusajs/framework/zod"
import { EVENT_STATUSES, TICKET_TIERS } from "../../../modules/program/types"
import { HANDLE_PATTERN } from "../../../modules/program/event-handle"
import { isTimeZone } from "../../../modules/program/time-zone"
import { id, paging } from "../../utils/schemas"

const title = z.string().trim().min(1).max(200)
const label = z.string().trim().max(200).nullable()
const description = z.string().max(20_000).nullable()
const metadata = z.record(z.string(), z.unknown()).nullable()
/** ISO 8601 with a zone; the answer is always UTC. */
const dateTime = z.iso.datetime({ offset: true, message: "Expected an ISO 8601 date and time with a zone, such as 2027-05-01T09:00:00Z" }).transform((value) => new Date(value))
const timeZone = z.string().max(64).refine(isTimeZone, "Expected an IANA time zone, such as Europe/Berlin")
/** An http(s) address or a path on the storefront's own host; nothing that a browser would run. */
const imageUrl = z
  .string()
  .max(2_000)
  .refine((value) => /^\/(?![/\\])/.test(value) || (/^https?:\/\//i.test(value) && URL.canParse(value)), "Expected an http or https address")
  .nullable()
const people = z.int().min(0).max(1_000_000)

const pagination = paging()
const status = z.enum(EVENT_STATUSES)

export const AdminGetEventsParams = z.strictObject({
  ...pagination,
  q: z.string().max(200).optional(),
  status: z.union([status, z.array(status)]).optional(),
  /** Not over yet. */
  upcoming: z.literal("true").optional(),
  order: z.string().regex(/^-?(title|starts_at|ends_at|status|created_at|updated_at)$/, "Can't order by that").optional(),
})

export const AdminGetEventParams = z.strictObject({})

export const AdminGetEventAttendeesParams = z.strictObject({ ...pagination, q: z.string().max(200).optional() })

const event = {
  title,
  handle: z.string().max(100).regex(HANDLE_PATTERN, "Expected lower case letters, digits and single hyphens"),
  description,
  starts_at: dateTime,
  ends_at: dateTime,
  time_zone: timeZone,
  venue: label,
  city: label,
  image_url: imageUrl,
  status,
  metadata,
}

export const AdminUpdateEvent = z.strictObject(event).partial()
export const AdminCreateEvent = AdminUpdateEvent.required({ title: true, starts_at: true, ends_at: true, time_zone: true })

const session = {
  title,
  description,
  speaker: label,
  starts_at: dateTime,
  ends_at: dateTime,
  room: label,
  section: label,
  capacity: people,
  overflow_limit: people,
  image_url: imageUrl,
  metadata,
}

export const AdminUpdateSession = z.strictObject(session).partial()
export const AdminCreateSession = AdminUpdateSession.required({ title: true, starts_at: true, ends_at: true, capacity: true })

const ticketType = {
  name: title,
  description,
  tier: z.enum(TICKET_TIERS),
  position: z.int().min(0).max(100_000),
}

export const AdminUpdateTicketType = z.strictObject(ticketType).partial()
export const AdminCreateTicketType = AdminUpdateTicketType.required({ name: true, tier: true }).extend({
  product_variant_id: id,
})

export type AdminGetEventsParamsType = z.infer<typeof AdminGetEventsParams>
export type AdminGetEventAttendeesParamsType = z.infer<typeof AdminGetEventAttendeesParams>
export type AdminCreateEventType = z.infer<typeof AdminCreateEvent>
export type AdminUpdateEventType = z.infer<typeof AdminUpdateEvent>
export type AdminCreateSessionType = z.infer<typeof AdminCreateSession>
export type AdminUpdateSessionType = z.infer<typeof AdminUpdateSession>
export type AdminCreateTicketTypeType = z.infer<typeof AdminCreateTicketType>
export type AdminUpdateTicketTypeType = z.infer<typeof AdminUpdateTicketType>
