import { startStripeStandIn } from "./index"

/**
 * Runs the stand-in by itself. Environment: STRIPE_PORT (12111), STRIPE_HOST, STRIPE_PUBLIC_URL, WEBHOOK_URL
 * (several with commas), STRIPE_WEBHOOK_SECRET, STRIPE_DATA_FILE.
 */
async function main(): Promise<void> {
  const {
    STRIPE_PORT = "12111",
    STRIPE_HOST,
    STRIPE_PUBLIC_URL,
    WEBHOOK_URL,
    STRIPE_WEBHOOK_SECRET = "whsec_local_stand_in",
    STRIPE_DATA_FILE,
  } = process.env
  const standIn = await startStripeStandIn({
    port: Number(STRIPE_PORT),
    ...(STRIPE_HOST ? { host: STRIPE_HOST } : {}),
    ...(STRIPE_PUBLIC_URL ? { publicUrl: STRIPE_PUBLIC_URL } : {}),
    ...(STRIPE_DATA_FILE ? { dataFile: STRIPE_DATA_FILE } : {}),
    webhookEndpoints: (WEBHOOK_URL ?? "")
      .split(",")
      .filter(Boolean)
      .map((url) => ({ url: url.trim(), secret: STRIPE_WEBHOOK_SECRET })),
  })
  console.log(`Local Stripe stand-in on ${standIn.url}`)
  const stop = () => void standIn.close().then(() => process.exit(0))
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
}

main().catch((error: NodeJS.ErrnoException) => {
  console.error(
    error.code === "EADDRINUSE" ? "The port of the local Stripe stand-in is taken; set STRIPE_PORT." : error.message
  )
  process.exitCode = 1
})
