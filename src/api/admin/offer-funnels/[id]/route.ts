import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { AdminFunnel, retrieveAdminFunnel } from "../../../../workflows/funnel/list-admin-funnels"
import { deleteFunnelWorkflow } from "../../../../workflows/funnel/workflows/delete-funnel"
import { saveFunnelWorkflow } from "../../../../workflows/funnel/workflows/save-funnel"
import { AdminUpdateFunnel } from "../validators"

export const GET = async (req: MedusaRequest, res: MedusaResponse<{ funnel: AdminFunnel }>) => {
  res.json({ funnel: await retrieveAdminFunnel(req.scope, req.params.id) })
}

/**
 * Changes a funnel; steps that are sent replace all of them. Attendees who are underway keep the funnel they began with.
 * Refuses as creating does, and with `funnel_not_found`.
 */
export const POST = async (req: MedusaRequest<AdminUpdateFunnel>, res: MedusaResponse<{ funnel: AdminFunnel }>) => {
  const { result: id } = await saveFunnelWorkflow(req.scope).run({ input: { ...req.validatedBody, id: req.params.id } })
  res.json({ funnel: await retrieveAdminFunnel(req.scope, id) })
}

/** Deletes a funnel; runs that have begun go on. */
export const DELETE = async (req: MedusaRequest, res: MedusaResponse<{ id: string; object: "offer_funnel"; deleted: true }>) => {
  await deleteFunnelWorkflow(req.scope).run({ input: { id: req.params.id } })
  res.json({ id: req.params.id, object: "offer_funnel", deleted: true })
}
