import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { StripeCheckoutProviderService } from "./service"

export * from "./checkout-line"
export * from "./checkout-lines"
export type { StripeCheckoutOptions } from "./options"
export type { SessionData } from "./session-data"
export type { SessionSnapshot } from "./session-snapshot"

export default ModuleProvider(Modules.PAYMENT, { services: [StripeCheckoutProviderService] })
