import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { AdminFunnel, listAdminFunnels, retrieveAdminFunnel } from "../../../workflows/funnel/list-admin-funnels"
import { saveFunnelWorkflow } from "../../../workflows/funnel/workflows/save-funnel"
import { AdminCreateFunnel, AdminListFunnels } from "./validators"

type List = { funnels: AdminFunnel[]; count: number; offset: number; limit: number }

/** Funnels with their steps and what came of them, the newest first; filtered by event and status, searched by name. */
export const GET = async (req: MedusaRequest, res: MedusaResponse<List>) => {
  const { limit, offset, ...filters } = req.validatedQuery as unknown as AdminListFunnels
  const { funnels, count } = await listAdminFunnels(req.scope, filters, { take: limit, skip: offset, order: { created_at: "DESC", id: "ASC" } })
  res.json({ funnels, count, offset, limit })
}

/**
 * Creates a funnel; the first step is the entry. Refuses with `funnel_step_unknown`, `funnel_step_duplicate`, `funnel_cycle`,
 * `funnel_too_many_steps`, `funnel_empty`, `event_not_found`, `offer_not_found`, `wrong_event`, `funnel_already_active`.
 */
export const POST = async (req: MedusaRequest<AdminCreateFunnel>, res: MedusaResponse<{ funnel: AdminFunnel }>) => {
  const { result: id } = await saveFunnelWorkflow(req.scope).run({ input: req.validatedBody })
  res.json({ funnel: await retrieveAdminFunnel(req.scope, id) })
}
