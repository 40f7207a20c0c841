import { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { RunRow } from "../../modules/funnel/types"

/** `{ id: <run>, order_id: <first order> }`: what the funnel held back may go on. */
export const RUN_ENDED_EVENT = "offer_funnel_run.ended"

/**
 * Tells that a run is over. Told once a run, by whoever's change of its row ended it: every change that may says whether
 * it did.
 */
export async function announceEnd(container: MedusaContainer, { id, order_id }: Pick<RunRow, "id" | "order_id">): Promise<void> {
  await container.resolve(Modules.EVENT_BUS).emit({ name: RUN_ENDED_EVENT, data: { id, order_id } })
}
