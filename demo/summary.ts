import type { DemoOptions } from "./options"
import type { Seeded } from "./seed"
import { formatDuration, Steps } from "./steps"

export interface Ready extends Seeded {
  storefront: string
  admin: string
  api: string
  stripe: string
  adminEmail: string
  adminPassword: string
}

/** The one line other programs read: everything a test needs to use the demo. */
export function readyLine(ready: Ready): string {
  const { storefront, admin, api, stripe, adminEmail, adminPassword, publishableKey } = ready
  const { eventId, sessionIds, offerIds, regionId, customer } = ready
  return `READY ${JSON.stringify({
    storefront,
    admin,
    api,
    stripe,
    adminEmail,
    adminPassword,
    publishableKey,
    eventId,
    sessionIds,
    offerIds,
    regionId,
    customer,
  })}`
}

export function printSummary(input: {
  result: Ready
  options: DemoOptions
  logs: string
  webhooks: string[]
  begun: number
  steps: Steps
}): void {
  const { result, options, logs, webhooks, begun, steps } = input
  const rows: [string, string][] = [
    ["Storefront", result.storefront],
    ["  sign in", `${result.customer.email} / ${result.customer.password}`],
    ["Admin", result.admin],
    ["  sign in", `${result.adminEmail} / ${result.adminPassword}`],
    ["Store API", `${result.api}/store`],
    ["  key", result.publishableKey],
    ["Stripe", options.stripe.kind === "stand-in" ? `${result.stripe} (a local stand-in: no money moves)` : result.stripe],
    ["Logs", logs],
  ]
  steps.line(`\nReady in ${formatDuration(performance.now() - begun)}\n`)
  for (const [name, value] of rows) {
    steps.line(`  ${name.padEnd(12)} ${value}`)
  }
  steps.line()
  if (options.stripe.kind === "stripe") {
    realStripeHints(webhooks, Boolean(options.stripe.webhookSecret), steps)
  }
  steps.line("  Cards to try, with any future date and any CVC:")
  steps.line("    4242 4242 4242 4242  pays")
  steps.line("    4000 0000 0000 0002  is declined")
  steps.line("    4000 0025 0000 3155  asks for 3-D Secure")
  steps.line("\n  Ctrl-C stops everything. npm run demo -- --reset starts over.\n")
}

function realStripeHints(webhooks: string[], hasSecret: boolean, steps: Steps): void {
  steps.line("  Stripe itself is used. Let the Stripe CLI bring its webhooks here, one command per provider:")
  for (const url of webhooks) {
    steps.line(`    stripe listen --forward-to ${url}`)
  }
  if (!hasSecret) {
    steps.line("  It prints a signing secret (whsec_...): start again with STRIPE_WEBHOOK_SECRET set to it.")
    steps.line("  Until then its webhooks are refused, and an order is placed when the buyer returns to the shop.")
  }
  steps.line()
}
