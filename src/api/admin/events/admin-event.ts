import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { TicketTier } from "../../../modules/program"
import { eventNotFound, sessionNotFound, ticketTypeNotFound } from "../../../modules/program/errors"
import { programOf } from "../../../workflows/program/container"
import { adminSessionFields, adminTicketTypeFields, retrieveEventConfig } from "./query-config"

type Variant = {
  id: string
  title: string
  sku: string | null
  product: { id: string; title: string; thumbnail: string | null } | null
  prices?: ({ amount: number; currency_code: string; price_list_id?: string | null; rules_count?: number | null } | null)[]
}
type TicketTypeRow = { id: string; name: string; tier: TicketTier; position: number; created_at: Date; product_variant?: Variant | null }
type SessionRow = { id: string; capacity: number; starts_at: Date }

/** A ticket type with its Medusa variant; prices are the variant's own, without those of price lists and regions. `variant` is null once the variant is deleted. */
function toAdminTicketType({ product_variant: variant, ...ticketType }: TicketTypeRow) {
  return {
    ...ticketType,
    variant: variant
      ? {
          id: variant.id,
          title: variant.title,
          sku: variant.sku,
          product: variant.product,
          prices: (variant.prices ?? []).flatMap((price) =>
            price && !price.price_list_id && !price.rules_count
              ? [{ currency_code: price.currency_code, amount: Number(price.amount) }]
              : []
          ),
        }
      : null,
  }
}

async function withSeats<T extends SessionRow>(container: MedusaContainer, sessions: T[]) {
  const taken = await programOf(container).countRegistrations(sessions.map((session) => session.id))
  return sessions.map((session) => ({ ...session, registered: taken.get(session.id) ?? 0 }))
}

const time = (date: Date | string) => new Date(date).getTime()

/** An event with its sessions (with `registered`, the seats taken) and ticket types (with their variants). Error: `event_not_found`. */
export async function retrieveAdminEvent(container: MedusaContainer, id: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "program_event", fields: retrieveEventConfig.defaults, filters: { id } })
  const event = data[0] as unknown as { sessions: SessionRow[]; ticket_types: TicketTypeRow[] } | undefined
  if (!event) {
    throw eventNotFound(id)
  }
  return {
    ...event,
    sessions: await withSeats(
      container,
      [...event.sessions].sort((a, b) => time(a.starts_at) - time(b.starts_at) || a.id.localeCompare(b.id))
    ),
    ticket_types: [...event.ticket_types]
      .sort((a, b) => a.position - b.position || time(a.created_at) - time(b.created_at))
      .map(toAdminTicketType),
  }
}

/** Error: `session_not_found`. */
export async function retrieveAdminSession(container: MedusaContainer, id: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "program_session", fields: adminSessionFields, filters: { id } })
  if (!data.length) {
    throw sessionNotFound(id)
  }
  const [session] = await withSeats(container, data as unknown as SessionRow[])
  return session
}

/** Error: `ticket_type_not_found`. */
export async function retrieveAdminTicketType(container: MedusaContainer, id: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "program_ticket_type", fields: adminTicketTypeFields, filters: { id } })
  if (!data.length) {
    throw ticketTypeNotFound(id)
  }
  return toAdminTicketType(data[0] as unknown as TicketTypeRow)
}
