import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { startProcess } from "../../../demo/managed-process"
import { freePort } from "../../../demo/ports"
import { identify } from "../../../demo/process-identity"
import type { Ready } from "../../../demo/summary"

type ReadyLine = Omit<Ready, "shopName" | "eventHandle">

/** What the launcher's READY line says, and what only a test wants to know. */
export interface Demo extends ReadyLine {
  databaseUrl: string
  /** The key that the stand-in takes for Stripe's. */
  stripeApiKey: string
  /** The key that tickets and links are signed with. */
  jwtSecret: string
}

export interface DemoEnd {
  /** All it wrote. */
  output: string
  /** The commands of its processes before it was stopped, and of those that still run. Empty on other systems than Linux. */
  ran: string[]
  leftBehind: string[]
}

export interface RunningDemo {
  demo: Demo
  /** What the server has written so far. */
  serverLog(): string
  /** Stops it as Ctrl-C does. */
  stop(): Promise<DemoEnd>
}

const root = path.resolve(__dirname, "../../..")
const START_LIMIT_MS = 10 * 60_000
const READY = /^READY (\{.*\})$/m

/** Starts what `npm run demo` starts, on free ports and with a data folder of its own. */
export async function startDemo(): Promise<RunningDemo> {
  const room = mkdtempSync(path.join(os.tmpdir(), "monetization-browser-"))
  // PostgreSQL runs under an account of its own when this is root.
  chmodSync(room, 0o755)
  const dataDir = path.join(room, "demo")
  const logFile = path.join(room, "launcher.log")
  const [api, storefront, stripe, postgres] = await distinctPorts(4)
  const launcher = startProcess({
    command: process.execPath,
    args: [path.join(root, "node_modules/tsx/dist/cli.mjs"), "demo/index.ts"],
    cwd: root,
    env: {
      ...withoutTestRunner(process.env),
      DEMO_DIR: dataDir,
      PORT: String(api),
      STOREFRONT_PORT: String(storefront),
      STRIPE_PORT: String(stripe),
      POSTGRES_PORT: String(postgres),
    },
    logFile,
    stopSignal: "SIGINT",
    graceMs: 60_000,
  })
  const output = () => readFileSync(logFile, "utf8")
  const stop = async () => {
    const ran = processesOf(dataDir)
    await launcher.stop()
    const result = { output: output(), ran, leftBehind: await untilNoneIsLeft(dataDir) }
    rmSync(room, { recursive: true, force: true, maxRetries: 5 })
    return result
  }

  const deadline = Date.now() + START_LIMIT_MS
  let ready = READY.exec(output())
  while (!ready) {
    if (launcher.hasExited() || Date.now() > deadline) {
      const story = output()
      await stop()
      throw new Error(`The demo didn't start:\n${story}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
    ready = READY.exec(output())
  }
  if (!output().includes("order is paid and placed")) {
    const story = output()
    await stop()
    throw new Error(`The demo started without its sample order:\n${story}`)
  }
  const secrets = JSON.parse(readFileSync(path.join(dataDir, "secrets.json"), "utf8")) as { stripeApiKey: string; jwtSecret: string }
  return {
    demo: {
      ...(JSON.parse(ready[1]) as ReadyLine),
      databaseUrl: `postgres://postgres:postgres@127.0.0.1:${postgres}/event_monetization`,
      stripeApiKey: secrets.stripeApiKey,
      jwtSecret: secrets.jwtSecret,
    },
    serverLog: () => readFileSync(path.join(dataDir, "logs", "medusa.log"), "utf8"),
    stop,
  }
}

async function distinctPorts(count: number): Promise<number[]> {
  const ports = new Set<number>()
  while (ports.size < count) {
    ports.add(await freePort())
  }
  return [...ports]
}

/** What the test runner and the caller's shell say about other databases and keys must not reach the demo. */
function withoutTestRunner(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(NODE_OPTIONS|NODE_ENV|JEST_|TEST_|DB_|DATABASE_URL|REDIS_URL|STRIPE_|DEMO_|npm_)/
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)))
}

/** Medusa's telemetry sender starts while the server ends; it has nothing to send and a moment to end by itself. */
async function untilNoneIsLeft(dataDir: string): Promise<string[]> {
  const deadline = Date.now() + 10_000
  let left = processesOf(dataDir)
  while (left.length && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    left = processesOf(dataDir)
  }
  return left
}

/** Every process the launcher started inherited its environment, however far it went from it. Knows Linux only. */
function processesOf(dataDir: string): string[] {
  const pids = process.platform === "linux" ? readdirSync("/proc").filter((name) => /^\d+$/.test(name)) : []
  return pids.filter((pid) => environmentOf(pid).includes(`DEMO_DIR=${dataDir}\0`)).flatMap((pid) => identify(Number(pid))?.command ?? [])
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8")
  } catch {
    return ""
  }
}
