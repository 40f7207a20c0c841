import { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { FUNNEL_MODULE } from "../../modules/funnel"
import type FunnelModuleService from "../../modules/funnel/service"
import { FunnelStatus, PlanStep } from "../../modules/funnel/types"

/** A funnel as the organizer sees it. Revenue in major units, of what was ordered in it, refunds not taken off. */
export type AdminFunnel = {
  id: string
  event_id: string
  name: string
  status: FunnelStatus
  window_minutes: number
  hold_fulfillment: boolean
  accept_limit: number
  entry_step_id: string | null
  steps: PlanStep[]
  stats: { started: number; accepted: number; declined: number; revenue: { currency_code: string; amount: number }[] }
  created_at: Date
  updated_at: Date
}

type Filters = Parameters<FunnelModuleService["listAndCountOfferFunnels"]>[0]
type Config = Parameters<FunnelModuleService["listAndCountOfferFunnels"]>[1]

const NOTHING_YET: AdminFunnel["stats"] = { started: 0, accepted: 0, declined: 0, revenue: [] }

/** Funnels with their steps in order and what came of them: the same few statements however many there are. */
export async function listAdminFunnels(
  container: MedusaContainer,
  filters: Filters,
  config: Config
): Promise<{ funnels: AdminFunnel[]; count: number }> {
  const service = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  const [rows, count] = await service.listAndCountOfferFunnels(filters, { ...config, relations: ["steps"] })
  const stats = await service.statsOf(rows.map((row) => row.id))
  const funnels = rows.map(({ steps, deleted_at: _deleted, ...row }): AdminFunnel => {
    const ordered = [...steps].sort((a, b) => a.position - b.position)
    const { started, accepted, declined, revenue } = stats.get(row.id) ?? NOTHING_YET
    return {
      ...row,
      entry_step_id: ordered[0]?.id ?? null,
      steps: ordered.map(({ id, key, offer_id, headline, message, on_accept, on_decline }) => ({
        id,
        key,
        offer_id,
        headline,
        message,
        on_accept,
        on_decline,
      })),
      stats: { started, accepted, declined, revenue },
    }
  })
  return { funnels, count }
}

/** @throws MedusaError NOT_FOUND `funnel_not_found` */
export async function retrieveAdminFunnel(container: MedusaContainer, id: string): Promise<AdminFunnel> {
  const { funnels } = await listAdminFunnels(container, { id }, { take: 1 })
  if (!funnels[0]) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such funnel.", "funnel_not_found")
  }
  return funnels[0]
}
