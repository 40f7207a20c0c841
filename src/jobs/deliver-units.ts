import { MedusaContainer } from "@medusajs/framework/types"
import { runEach } from "../utils/run-each"
import { deliverDueUnits } from "../workflows/fulfillment/deliver-unit"
import { refundCanceledOrders } from "../workflows/refund/refund-canceled-orders"
import { sendMedusaRefunds } from "../workflows/refund/send-medusa-refunds"
import { sendDueRefunds } from "../workflows/refund/send-refund"

/** What is owed to buyers: deliveries that failed or were missed, and refunds whose money is still to be sent. */
export default async function deliverWhatIsOwed(container: MedusaContainer): Promise<void> {
  await runEach(container, [deliverDueUnits, sendDueRefunds, sendMedusaRefunds, refundCanceledOrders], (task) => `What is owed to buyers: ${task.name}`, async (task) => {
    await task(container)
  })
}

export const config = { name: "monetization-deliver-units", schedule: { interval: 30_000 } }
