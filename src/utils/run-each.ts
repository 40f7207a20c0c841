import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { errorMessage } from "./error-message"

/**
 * Does a sweep's tasks one after the other. One that fails is logged and keeps none of the others waiting: whatever it was
 * about is found again by the next run.
 * @param title what the task was about, for the log
 */
export async function runEach<Item>(
  container: MedusaContainer,
  items: Item[],
  title: (item: Item) => string,
  task: (item: Item) => Promise<void>
): Promise<void> {
  for (const item of items) {
    try {
      await task(item)
    } catch (error) {
      container.resolve(ContainerRegistrationKeys.LOGGER).warn(`${title(item)} is left for the next run: ${errorMessage(error)}`)
    }
  }
}
