import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { sweepOrderAttendees } from "../workflows/program"

/** Repairs what a lost order event left undone. */
export default async function programSweepAttendees(container: MedusaContainer) {
  const { created, canceled } = await sweepOrderAttendees(container)
  if (created || canceled) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .info(`Programme sweep: ${created} attendees made, ${canceled} canceled`)
  }
}

export const config = {
  name: "program-sweep-attendees",
  schedule: "* * * * *",
}
