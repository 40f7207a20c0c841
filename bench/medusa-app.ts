import type { MedusaContainer } from "@medusajs/framework/types"
import { serverEnvironment } from "../integration-tests/support/database"
import { ROOT } from "../integration-tests/support/server"

/**
 * The whole app in this process, without a server and without jobs: what `medusa exec` gives a script. The database has been
 * migrated.
 */
export async function openMedusaApp(databaseUrl: string): Promise<{ container: MedusaContainer; close(): Promise<void> }> {
  const before = process.env
  process.env = { ...serverEnvironment(), DATABASE_URL: databaseUrl, MEDUSA_WORKER_MODE: "server", LOG_LEVEL: "error" }
  // Medusa's configuration and logger read the environment when they are loaded, so they are loaded after it is set.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { default: load } = require("@medusajs/medusa/loaders/index") as typeof import("@medusajs/medusa/loaders/index")
  // Without entry points no server is made of the Express app, so there needn't be one.
  const app = await load({ directory: ROOT, expressApp: undefined as never, skipLoadingEntryPoints: true })
  return {
    container: app.container,
    async close() {
      await app.shutdown()
      process.env = before
    },
  }
}
