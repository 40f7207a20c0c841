import { model } from "@medusajs/framework/utils"
import { OfferFunnel } from "./offer-funnel"

/** One offer of a funnel, and where accepting and declining it lead: keys of other steps, null ends the funnel. */
export const OfferFunnelStep = model
  .define(
    { name: "offer_funnel_step", tableName: "offer_funnel_step" },
    {
      id: model.id({ prefix: "offstep" }).primaryKey(),
      funnel: model.belongsTo(() => OfferFunnel, { mappedBy: "steps" }),
      key: model.text(),
      offer_id: model.text(),
      headline: model.text(),
      message: model.text().nullable(),
      on_accept: model.text().nullable(),
      on_decline: model.text().nullable(),
      /** The first is the entry. */
      position: model.number(),
    }
  )
  .indexes([
    { on: ["funnel_id", "key"], unique: true, where: "deleted_at IS NULL" },
    { on: ["offer_id"], where: "deleted_at IS NULL" },
  ])
