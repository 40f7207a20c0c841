import { MedusaContainer } from "@medusajs/framework/types"
import { sweepCheckouts } from "../workflows/checkout/sweep-checkouts"

export default async function sweep(container: MedusaContainer): Promise<void> {
  await sweepCheckouts(container)
}

/** Every 15 seconds: a hold that ran out leaves the cart soon, though it takes no stock from the moment it runs out. */
export const config = { name: "monetization-sweep-checkouts", schedule: { interval: 15_000 } }
