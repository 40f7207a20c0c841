import { existsSync, readdirSync, rmSync } from "node:fs"
import path from "node:path"
import { adminBuild, databaseFingerprint, storefrontBuild } from "./builds"
import { addresses, medusaEnvironment, webhookUrls } from "./environment"
import { readJson, writeJson } from "./json-file"
import { takeLock } from "./lock"
import { lastLines, ManagedProcess } from "./managed-process"
import { createAdmin, hasLogin, MedusaContext, migrate, startMedusa } from "./medusa"
import { DemoOptions, DemoPaths, Ports } from "./options"
import { assertPortsFree } from "./ports"
import { databaseUrl, ensureDatabase, startPostgres } from "./postgres"
import { loadSecrets } from "./secrets"
import { seed } from "./seed"
import { Shutdown } from "./shutdown"
import { Steps } from "./steps"
import { startStorefront } from "./storefront"
import { startStripeStandIn } from "./stripe"
import { printSummary, readyLine } from "./summary"

export interface Launch {
  options: DemoOptions
  paths: DemoPaths
  steps: Steps
  shutdown: Shutdown
  /** Called with the whole story when something that must keep running ended. */
  onDeath: (message: string) => void
}

const DATABASE = "event_monetization"

/** Starts everything in order and returns when a person can use it. */
export async function launch({ options, paths, steps, shutdown, onDeath }: Launch): Promise<void> {
  const begun = performance.now()
  const lock = await takeLock(paths.lock)
  shutdown.defer("lock", () => lock.release())
  const services = servicesOf(options)
  await assertPortsFree(options.ports, services)

  steps.line("\nEvent monetization for Medusa: demo\n")
  if (options.reset) {
    reset(paths, options, steps)
  }
  const secrets = loadSecrets(paths.secrets)
  const track = (started: ManagedProcess) => {
    const [forget, unnote] = [shutdown.track(started), lock.note(started.pid)]
    return () => {
      forget()
      unnote()
    }
  }
  const step: Steps["run"] = (title, work, hint) => {
    shutdown.signal.throwIfAborted()
    return steps.run(title, work, hint)
  }

  const url = options.databaseUrl ?? (await step("PostgreSQL", () => embeddedPostgres()))
  const stripe = await stripeSettings()
  const context: MedusaContext = {
    root: paths.root,
    logs: paths.logs,
    track,
    env: medusaEnvironment(
      { ...options, databaseUrl: url, stripe, jwtSecret: secrets.jwtSecret, cookieSecret: secrets.cookieSecret },
      process.env
    ),
  }

  // Two cores: the database and the builds don't wait for each other.
  await Promise.all([prepareDatabase().then(prepareStorefront), prepareAdmin()])

  const medusa = await step("Medusa", () => startMedusa(context, options.ports.api))
  watch("Medusa", medusa.exited, () => lastLines(medusa, path.join(paths.logs, "medusa.log")))

  const { api, admin, storefront } = addresses(options.ports)
  const seeded = await step("Demo event", (progress) =>
    seed({
      backendUrl: api,
      storefrontUrl: storefront,
      standInUrl: stripe.kind === "stand-in" ? stripe.apiBase : undefined,
      admin: options.admin,
      progress,
    })
  )
  await step("Storefront", async () => {
    const shop = await startStorefront({ port: options.ports.storefront, backendUrl: api, ...seeded })
    shutdown.defer("storefront", () => shop.close(), 5000)
  })

  const result = {
    storefront,
    admin,
    api,
    stripe: stripe.apiBase ?? "https://api.stripe.com",
    adminEmail: options.admin.email,
    adminPassword: options.admin.password,
    ...seeded,
  }
  printSummary({ result, options, logs: paths.logs, webhooks: webhookUrls(options.ports), begun, steps })
  steps.line(readyLine(result))

  async function embeddedPostgres(): Promise<string> {
    const server = await startPostgres({
      dataDir: paths.postgres,
      port: options.ports.postgres,
      logFile: path.join(paths.logs, "postgres.log"),
      track,
    })
    watch("PostgreSQL", server.exited, () => `See ${path.join(paths.logs, "postgres.log")}`)
    await ensureDatabase(server.url, DATABASE)
    return databaseUrl(server.url, DATABASE)
  }

  async function stripeSettings() {
    const choice = options.stripe
    if (choice.kind === "stand-in") {
      const apiKey = choice.apiKey ?? secrets.stripeApiKey
      const webhookSecret = choice.webhookSecret ?? secrets.stripeWebhookSecret
      const standIn = await step("Stripe stand-in", () =>
        startStripeStandIn({
          port: options.ports.stripe,
          dataFile: paths.stripe,
          webhookEndpoints: webhookUrls(options.ports).map((url) => ({ url, secret: webhookSecret })),
        })
      )
      shutdown.defer("Stripe stand-in", () => standIn.close(), 5000)
      return { kind: choice.kind, apiKey, webhookSecret, apiBase: standIn.url }
    }
    return {
      kind: choice.kind,
      apiKey: choice.apiKey,
      webhookSecret: choice.webhookSecret ?? secrets.stripeWebhookSecret,
      apiBase: choice.kind === "elsewhere" ? choice.apiBase : undefined,
    }
  }

  async function prepareDatabase(): Promise<void> {
    const fingerprint = databaseFingerprint(paths.root)
    const isOurs = !options.databaseUrl
    if (isOurs && readJson<DemoState>(paths.state)?.migrated === fingerprint) {
      steps.skip("Database", "is up to date")
    } else {
      await step("Database migrations", () => migrateOrExplain(isOurs), "about 15 s, only when something changed")
    }
    if (!(await hasLogin(url, options.admin.email))) {
      await step("Admin account", () => createAdmin(context, options.admin.email, options.admin.password))
    }
    if (isOurs) {
      writeJson(paths.state, { ...readJson<DemoState>(paths.state), migrated: fingerprint })
    }
  }

  async function migrateOrExplain(isOurs: boolean): Promise<void> {
    try {
      await migrate(context)
    } catch (error) {
      const hint = isOurs && existsSync(paths.state) ? "\n\nnpm run demo -- --reset starts over with an empty database." : ""
      throw new Error(`${(error as Error).message}${hint}`)
    }
  }

  async function prepareAdmin(): Promise<void> {
    const build = adminBuild(context)
    if (build.isCurrent) {
      return steps.skip("Admin", "is up to date")
    }
    await step("Admin build", () => build.make(), "about 40 s, only when its sources changed")
  }

  async function prepareStorefront(): Promise<void> {
    const build = storefrontBuild(context)
    if (build.isCurrent) {
      return steps.skip("Storefront build", "is up to date")
    }
    await step("Storefront build", () => build.make())
  }

  function watch(name: string, exited: Promise<number | null>, details: () => string): void {
    void exited.then((code) => {
      if (!shutdown.isStopping) {
        onDeath(`${name} ended${code === null ? "" : ` with code ${code}`}, so the demo stops.\n${details()}`)
      }
    })
  }
}

export interface DemoState {
  /** Fingerprint of the modules the embedded database was last migrated for. */
  migrated?: string
}

function servicesOf(options: DemoOptions): (keyof Ports)[] {
  const services: (keyof Ports)[] = ["api", "storefront"]
  if (options.stripe.kind === "stand-in") {
    services.push("stripe")
  }
  if (!options.databaseUrl) {
    services.push("postgres")
  }
  return services
}

/** Removes everything in .demo/ but this launch's own lock. */
function reset(paths: DemoPaths, options: DemoOptions, steps: Steps): void {
  const items = existsSync(paths.dir) ? readdirSync(paths.dir).filter((name) => path.join(paths.dir, name) !== paths.lock) : []
  for (const name of items) {
    rmSync(path.join(paths.dir, name), { recursive: true, force: true })
  }
  steps.skip("Reset", items.length ? `removed from .demo/: ${items.sort().join(", ")}` : ".demo/ was empty already")
  if (options.databaseUrl) {
    steps.note("DATABASE_URL is set: that database is yours, so --reset left it as it is.")
  }
}

