export const EVENT_STATUSES = ["draft", "published", "archived"] as const
export const TICKET_TIERS = ["STANDARD", "PREMIUM", "VIP"] as const
export const ATTENDEE_STATUSES = ["active", "canceled"] as const
export const REGISTRATION_STATUSES = ["registered", "canceled"] as const

export type EventStatus = (typeof EVENT_STATUSES)[number]
export type TicketTier = (typeof TICKET_TIERS)[number]
export type AttendeeStatus = (typeof ATTENDEE_STATUSES)[number]
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number]

export type Metadata = Record<string, unknown> | null

/** `handle` is made from the title when it is left out. */
export type CreateEventInput = {
  title: string
  handle?: string
  description?: string | null
  starts_at: Date
  ends_at: Date
  time_zone: string
  venue?: string | null
  city?: string | null
  image_url?: string | null
  status?: EventStatus
  metadata?: Metadata
}
export type UpdateEventInput = Partial<CreateEventInput>

/** `capacity` and `overflow_limit` count people, whole and not negative. */
export type CreateSessionInput = {
  event_id: string
  title: string
  description?: string | null
  speaker?: string | null
  starts_at: Date
  ends_at: Date
  room?: string | null
  section?: string | null
  capacity: number
  overflow_limit?: number
  image_url?: string | null
  metadata?: Metadata
}
export type UpdateSessionInput = Partial<Omit<CreateSessionInput, "event_id">>

export type CreateTicketTypeInput = {
  event_id: string
  product_variant_id: string
  name: string
  description?: string | null
  tier: TicketTier
  position?: number
}
export type UpdateTicketTypeInput = Partial<Omit<CreateTicketTypeInput, "event_id" | "product_variant_id">>

/** What other domains need to know of a ticket type. */
export type TicketTypeOfVariant = {
  id: string
  event_id: string
  product_variant_id: string
  tier: TicketTier
  name: string
}

/** What other domains need to know of an attendee. */
export type ActiveAttendee = {
  id: string
  event_id: string
  tier: TicketTier
  /** What was bought; lower than `tier` once an upgrade raised the ticket. */
  bought_tier: TicketTier
  ticket_type_id: string
  order_id: string
  customer_id: string | null
}

/** One ticket that an order is entitled to. */
export type AttendeeUnit = {
  event_id: string
  ticket_type_id: string
  order_id: string
  order_line_item_id: string
  unit: number
  customer_id: string | null
  email: string | null
  name: string | null
  tier: TicketTier
}

/** The part of an attendee that is compared with its order. */
export type AttendeeRow = Pick<AttendeeUnit, "order_id" | "order_line_item_id" | "unit" | "customer_id" | "email"> & {
  status: AttendeeStatus
}

/** How many tickets of an order line are still valid, and why not all of them. */
export type ValidUnits = { order_line_item_id: string; valid: number; cause: string }

export type AttendeeRef = { id: string; event_id: string; order_id: string; customer_id: string | null }
export type RegistrationRef = { id: string; session_id: string; attendee_id: string; status: RegistrationStatus }

/** What a cancellation changed; enough to undo it and to tell others. */
export type CanceledUnits = { attendees: AttendeeRef[]; registrations: RegistrationRef[] }

export type RegisterSeatInput = {
  session_id: string
  /** Takes the seat for one of the customer's tickets; with `attendee_id`, for that one if it is theirs. */
  customer_id?: string
  attendee_id?: string
}
export type CancelSeatInput = RegisterSeatInput
