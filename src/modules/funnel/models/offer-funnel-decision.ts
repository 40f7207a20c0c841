import { model } from "@medusajs/framework/utils"
import { DECISIONS, OUTCOMES } from "../types"
import { OfferFunnelRun } from "./offer-funnel-run"

/** What an attendee answered to one step. Unique per run and step: however often it is sent, it is charged once. */
export const OfferFunnelDecision = model
  .define(
    { name: "offer_funnel_decision", tableName: "offer_funnel_decision" },
    {
      id: model.id({ prefix: "offdec" }).primaryKey(),
      run: model.belongsTo(() => OfferFunnelRun, { mappedBy: "decisions" }),
      step_id: model.text(),
      offer_id: model.text(),
      decision: model.enum([...DECISIONS]),
      outcome: model.enum([...OUTCOMES]).nullable(),
      /** The cart the offer is bought with, and the order that came of it. */
      cart_id: model.text().nullable(),
      order_id: model.text().nullable(),
      checkout_url: model.text().nullable(),
      checkout_expires_at: model.dateTime().nullable(),
      message: model.text().nullable(),
      /** What the order came to, in major units. */
      total: model.bigNumber().nullable(),
      currency_code: model.text().nullable(),
      leased_until: model.dateTime().nullable(),
    }
  )
  .indexes([
    { on: ["run_id", "step_id"], unique: true, where: "deleted_at IS NULL" },
    { on: ["cart_id"], unique: true, where: "cart_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["order_id"], where: "deleted_at IS NULL" },
    { on: ["updated_at"], where: "outcome IN ('pending', 'payment_page') AND deleted_at IS NULL" },
  ])
