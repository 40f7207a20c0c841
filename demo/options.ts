import { parseArgs } from "node:util"
import path from "node:path"

/** Where card payments go: the local stand-in, a Stripe-like server that runs already, or Stripe itself. */
export type StripeChoice =
  | { kind: "stand-in"; apiKey?: string; webhookSecret?: string }
  | { kind: "elsewhere"; apiBase: string; apiKey: string; webhookSecret?: string }
  | { kind: "stripe"; apiKey: string; webhookSecret?: string }

export interface Ports {
  api: number
  storefront: number
  stripe: number
  postgres: number
}

export interface DemoOptions {
  reset: boolean
  help: boolean
  ports: Ports
  /** A database of the user's own; without it an embedded PostgreSQL is started. */
  databaseUrl?: string
  redisUrl?: string
  stripe: StripeChoice
  admin: { email: string; password: string }
}

/** A mistake in how the launcher was called: its message is all a person needs, no stack. */
export class UsageError extends Error {}

export const PORT_SETTINGS = {
  api: { purpose: "the Medusa API and admin", flag: "port", variable: "PORT", fallback: 9000 },
  storefront: { purpose: "the demo storefront", flag: "storefront-port", variable: "STOREFRONT_PORT", fallback: 8000 },
  stripe: { purpose: "the local Stripe stand-in", flag: "stripe-port", variable: "STRIPE_PORT", fallback: 12111 },
  postgres: { purpose: "the embedded PostgreSQL", flag: "postgres-port", variable: "POSTGRES_PORT", fallback: 54329 },
} as const satisfies Record<keyof Ports, { purpose: string; flag: string; variable: string; fallback: number }>

export const HELP = `npm run demo -- [options]

Starts a whole event shop on this machine: PostgreSQL, Medusa with its admin,
a local Stripe stand-in and a storefront. Stop it with Ctrl-C.

Options
  --reset                 remove .demo/ (database, Stripe data, logs, secrets) and start over
  --port <n>              Medusa API and admin   (PORT, 9000)
  --storefront-port <n>   storefront             (STOREFRONT_PORT, 8000)
  --stripe-port <n>       local Stripe stand-in  (STRIPE_PORT, 12111)
  --postgres-port <n>     embedded PostgreSQL    (POSTGRES_PORT, 54329)
  --help                  this text

Environment
  DATABASE_URL            use this PostgreSQL instead of the embedded one
  REDIS_URL               use Redis for events, workflows, locks and caches
  STRIPE_API_KEY          use Stripe itself (a test key, sk_test_...)
  STRIPE_WEBHOOK_SECRET   signing secret of its webhooks
  STRIPE_API_BASE         a Stripe-like server that runs already
  DEMO_ADMIN_EMAIL        admin login (admin@example.com)
  DEMO_ADMIN_PASSWORD     its password (event-demo)
  DEMO_DIR                folder of the demo's data (.demo)
`

/**
 * The launcher's settings from its arguments and environment; arguments win.
 * @throws UsageError for an unknown option, a port that is none, or a live Stripe key.
 */
export function parseOptions(argv: string[], env: NodeJS.ProcessEnv): DemoOptions {
  const flags = parseFlags(argv)
  const ports = {
    api: portOf("api", flags, env),
    storefront: portOf("storefront", flags, env),
    stripe: portOf("stripe", flags, env),
    postgres: portOf("postgres", flags, env),
  }
  return {
    reset: flags.reset === true,
    help: flags.help === true,
    ports,
    databaseUrl: databaseUrlOf(env),
    redisUrl: env.REDIS_URL || undefined,
    stripe: stripeOf(env, ports.stripe),
    admin: {
      email: env.DEMO_ADMIN_EMAIL || "admin@example.com",
      password: env.DEMO_ADMIN_PASSWORD || "event-demo",
    },
  }
}

type Flags = Record<string, string | boolean | undefined>

function parseFlags(argv: string[]): Flags {
  try {
    return parseArgs({
      args: argv,
      strict: true,
      allowPositionals: false,
      options: {
        reset: { type: "boolean" },
        help: { type: "boolean", short: "h" },
        ...Object.fromEntries(Object.values(PORT_SETTINGS).map(({ flag }) => [flag, { type: "string" as const }])),
      },
    }).values as Flags
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nSee npm run demo -- --help`)
  }
}

function portOf(service: keyof Ports, flags: Flags, env: NodeJS.ProcessEnv): number {
  const { flag, variable, fallback } = PORT_SETTINGS[service]
  const fromFlag = flags[flag] !== undefined
  const text = String(fromFlag ? flags[flag] : env[variable] || fallback).trim()
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new UsageError(`${fromFlag ? `--${flag}` : variable} must be a port from 1 to 65535, not "${text}".`)
  }
  return port
}

function databaseUrlOf(env: NodeJS.ProcessEnv): string | undefined {
  const url = env.DATABASE_URL
  if (!url) {
    return undefined
  }
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new UsageError("DATABASE_URL must start with postgres:// or postgresql://.")
  }
  return url
}

function stripeOf(env: NodeJS.ProcessEnv, standInPort: number): StripeChoice {
  const apiKey = env.STRIPE_API_KEY || undefined
  const apiBase = env.STRIPE_API_BASE || undefined
  const webhookSecret = env.STRIPE_WEBHOOK_SECRET || undefined
  if (apiKey && /^(sk|rk)_live_/.test(apiKey)) {
    throw new UsageError(
      "STRIPE_API_KEY is a live key. The demo sells invented things: give it a test key (sk_test_...) or none at all."
    )
  }
  if (apiBase && !isOurStandIn(apiBase, standInPort)) {
    return { kind: "elsewhere", apiBase, apiKey: apiKey ?? "sk_test_demo", webhookSecret }
  }
  if (apiKey && !apiBase) {
    return { kind: "stripe", apiKey, webhookSecret }
  }
  return { kind: "stand-in", apiKey, webhookSecret }
}

/** An address that names the port our own stand-in is about to listen on asks for it, not for another server. */
function isOurStandIn(apiBase: string, standInPort: number): boolean {
  if (!URL.canParse(apiBase)) {
    throw new UsageError("STRIPE_API_BASE must be a URL such as http://localhost:12111.")
  }
  const url = new URL(apiBase)
  return ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname) && url.port === String(standInPort)
}

/** The folders and files the launcher writes. @param dataDir another folder than `.demo`; relative to the root */
export function demoPaths(root: string, dataDir?: string) {
  const dir = path.resolve(root, dataDir || ".demo")
  return {
    root,
    dir,
    lock: path.join(dir, "lock.json"),
    state: path.join(dir, "state.json"),
    secrets: path.join(dir, "secrets.json"),
    stripe: path.join(dir, "stripe.json"),
    postgres: path.join(dir, "postgres"),
    logs: path.join(dir, "logs"),
  }
}

export type DemoPaths = ReturnType<typeof demoPaths>
