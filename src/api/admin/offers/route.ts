import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { AdminOffer, listAdminOffers, retrieveAdminOffer } from "../../../workflows/offer/list-admin-offers"
import { createOfferWorkflow } from "../../../workflows/offer/workflows/create-offer"
import { AdminCreateOffer, AdminListOffers } from "./validators"

type List = { offers: AdminOffer[]; count: number; offset: number; limit: number }

/** Offers with stock and Stripe state, searchable, filtered by event, type, status and placement. */
export const GET = async (req: MedusaRequest, res: MedusaResponse<List>) => {
  const { limit, offset, order, placement, ...filters } = req.validatedQuery as unknown as AdminListOffers
  const { offers, count } = await listAdminOffers(
    req.scope,
    { ...filters, ...(placement ? { placements: { $overlap: placement } as never } : {}) },
    { take: limit, skip: offset, order: { [order.replace("-", "")]: order.startsWith("-") ? "DESC" : "ASC", id: "ASC" } }
  )
  res.json({ offers, count, offset, limit })
}

/** Creates a draft. */
export const POST = async (req: MedusaRequest<AdminCreateOffer>, res: MedusaResponse<{ offer: AdminOffer }>) => {
  const { result: id } = await createOfferWorkflow(req.scope).run({ input: req.validatedBody })
  res.json({ offer: await retrieveAdminOffer(req.scope, id) })
}
