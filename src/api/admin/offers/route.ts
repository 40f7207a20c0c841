import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { AdminOffer, listAdminOffers, retrieveAdminOffer } from "../../../workflows/offer/list-admin-offers"
import { createOfferWorkflow } from "../../../workflows/offer/workflows/create-offer"
import { idsAmong } from "./ids-among"
import { AdminCreateOffer, AdminListOffers } from "./validators"

type List = { offers: AdminOffer[]; count: number; offset: number; limit: number }

/** Offers with stock and Stripe state, searchable, filtered by event, type, status, placement, need of attention and ticket. */
export const GET = async (req: MedusaRequest, res: MedusaResponse<List>) => {
  const { limit, offset, order, placement, attention, ticket_product_id, ...filters } = req.validatedQuery as unknown as AdminListOffers
  const id = await idsAmong(req.scope, { attention, ticket_product_id })
  const { offers, count } = await listAdminOffers(
    req.scope,
    { ...filters, ...(id ? { id } : {}), ...(placement ? { placements: { $overlap: placement } as never } : {}) },
    { take: limit, skip: offset, order: { [order.replace("-", "")]: order.startsWith("-") ? "DESC" : "ASC", id: "ASC" } }
  )
  res.json({ offers, count, offset, limit })
}

/** Creates a draft. */
export const POST = async (req: MedusaRequest<AdminCreateOffer>, res: MedusaResponse<{ offer: AdminOffer }>) => {
  const { result: id } = await createOfferWorkflow(req.scope).run({ input: req.validatedBody })
  res.json({ offer: await retrieveAdminOffer(req.scope, id) })
}
