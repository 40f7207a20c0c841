import { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { RunRow } from "../../modules/funnel/types"

/** `{ id: <run>, order_id: <first order> }`: what the funnel held back may go on. */
export const RUN_ENDED_EVENT = "offer_funnel_run.ended"

/** Tells once a run is over; a run may be told of twice, when two requests end it at once. */
export async function announceEnd(
  container: MedusaContainer,
  before: Pick<RunRow, "status">,
  after: Pick<RunRow, "id" | "order_id" | "status">
): Promise<void> {
  if (before.status === "open" && after.status !== "open") {
    await container.resolve(Modules.EVENT_BUS).emit({ name: RUN_ENDED_EVENT, data: { id: after.id, order_id: after.order_id } })
  }
}
