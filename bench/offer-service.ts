import path from "node:path"
import { initModules } from "@medusajs/test-utils"
import type OfferModuleService from "../src/modules/offer/service"
import { ROOT } from "../integration-tests/support/server"

/** The offer module alone in this process, on a database that has been migrated. */
export async function openOfferService(databaseUrl: string): Promise<{ service: OfferModuleService; close(): Promise<void> }> {
  const { medusaApp, shutdown } = await initModules({
    databaseConfig: { clientUrl: databaseUrl, schema: "public" },
    modulesConfig: { offer: { resolve: path.join(ROOT, "src/modules/offer"), options: {} } } as never,
  })
  return { service: medusaApp.modules.offer as unknown as OfferModuleService, close: shutdown }
}
