import { createRequire } from "node:module"
import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import officialProviders from "@medusajs/payment-stripe"

type Options = { apiKey: string; webhookSecret?: string; apiBase: string }

type StripeClientClass = new (key: string, config: { host: string; port: string; protocol: string }) => object

type OfficialService = new (cradle: Record<string, unknown>, options: Options) => { stripe_: object }

/** The version of Stripe's library that Medusa's provider was written for; ours is a later one. */
const StripeClient = createRequire(require.resolve("@medusajs/payment-stripe"))("stripe") as StripeClientClass

/** Medusa's own Stripe provider, the one that is registered as `pp_stripe_stripe`. */
const OfficialStripeService = officialProviders.services.find(
  (service) => (service as { identifier?: string }).identifier === "stripe"
) as unknown as OfficialService

/** Medusa's Stripe provider against the local stand-in: it has no option for another address, so its client is replaced. */
class LocalStripeService extends OfficialStripeService {
  static identifier = "stripe"

  constructor(cradle: Record<string, unknown>, options: Options) {
    super(cradle, options)
    const server = new URL(options.apiBase)
    this.stripe_ = new StripeClient(options.apiKey, {
      host: server.hostname,
      port: server.port || (server.protocol === "https:" ? "443" : "80"),
      protocol: server.protocol.slice(0, -1),
    })
  }
}

export default ModuleProvider(Modules.PAYMENT, { services: [LocalStripeService] })
