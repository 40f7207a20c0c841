import { MedusaContainer } from "@medusajs/framework/types"
import { sweepFunnels } from "../workflows/funnel/sweep-funnels"

export default async function sweep(container: MedusaContainer): Promise<void> {
  await sweepFunnels(container)
}

export const config = { name: "monetization-sweep-funnels", schedule: { interval: 30_000 } }
