import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { OFFER_MODULE } from "../../modules/offer"
import type OfferModuleService from "../../modules/offer/service"
import { UnitListFilter, UnitListRow, UnitSummary } from "../../modules/offer/unit-list"
import type ProgramModuleService from "../../modules/program/service"

/** A bought unit as the organizer sees it. */
export type AdminUnit = Omit<UnitListRow, "attendee_id" | "problem_code" | "problem_message" | "attempts" | "next_attempt_at"> & {
  order_display_id: number | null
  /** The ticket it belongs to. */
  attendee: { id: string; name: string | null; email: string | null; tier: string; status: string } | null
  problem: { code: string; message: string; attempts: number; next_attempt_at: Date | null } | null
}

/** Units with their tickets and order numbers: four statements however many there are. */
export async function listAdminUnits(
  container: MedusaContainer,
  filter: UnitListFilter,
  limit: number,
  offset: number
): Promise<{ units: AdminUnit[]; count: number; summary: UnitSummary }> {
  const { rows, count, summary } = await container.resolve<OfferModuleService>(OFFER_MODULE).listUnits(filter, limit, offset)
  return { units: await decorateUnits(container, rows), count, summary }
}

/** Adds what other domains know. A ticket that was cancelled since is the organizer's to decide about, so it is a problem. */
export async function decorateUnits(container: MedusaContainer, rows: UnitListRow[]): Promise<AdminUnit[]> {
  const attendeeIds = [...new Set(rows.flatMap((row) => row.attendee_id ?? []))]
  const [attendees, { data: orders }] = await Promise.all([
    attendeeIds.length
      ? container
          .resolve<ProgramModuleService>("program")
          .listProgramAttendees({ id: attendeeIds }, { select: ["id", "name", "email", "tier", "status"], take: attendeeIds.length })
      : [],
    container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "order", fields: ["id", "display_id"], filters: { id: [...new Set(rows.map((row) => row.order_id))] } }),
  ])
  const attendeeOf = new Map(attendees.map(({ id, name, email, tier, status }) => [id, { id, name, email, tier, status }]))
  const displayIdOf = new Map((orders as { id: string; display_id: number }[]).map((order) => [order.id, order.display_id]))
  return rows.map(({ attendee_id, problem_code, problem_message, attempts, next_attempt_at, ...unit }) => {
    const attendee = attendee_id ? (attendeeOf.get(attendee_id) ?? null) : null
    const canceled = attendee?.status === "canceled" && unit.status !== "REVOKED"
    return {
      ...unit,
      order_display_id: displayIdOf.get(unit.order_id) ?? null,
      attendee,
      problem: problem_code
        ? { code: problem_code, message: problem_message ?? "", attempts, next_attempt_at }
        : canceled
          ? { code: "ticket_canceled", message: "The ticket this belongs to was cancelled.", attempts: 0, next_attempt_at: null }
          : null,
    }
  })
}
