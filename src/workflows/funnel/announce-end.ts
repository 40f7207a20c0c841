import { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { FUNNEL_MODULE } from "../../modules/funnel"
import { EndedRun } from "../../modules/funnel/run-ledger"
import type FunnelModuleService from "../../modules/funnel/service"

/** `{ id: <run>, order_id: <first order> }`: what the funnel held back may go on. */
export const RUN_ENDED_EVENT = "offer_funnel_run.ended"

const LOCK_SECONDS = 10

/**
 * Tells that a run is over: whoever's change of its row ended it does so at once, since every change that may says whether
 * it did, and the sweep where that server died first. Told once, unless a server dies between telling and writing that down.
 */
export async function announceEnd(container: MedusaContainer, { id, order_id }: EndedRun): Promise<void> {
  const funnel = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  const tell = async () => {
    if (!(await funnel.isEndAnnounced(id))) {
      await container.resolve(Modules.EVENT_BUS).emit({ name: RUN_ENDED_EVENT, data: { id, order_id } })
      await funnel.noteEndAnnounced(id)
    }
  }
  await container.resolve(Modules.LOCKING).execute(`monetization-funnel-end:${id}`, tell, { timeout: LOCK_SECONDS })
}
