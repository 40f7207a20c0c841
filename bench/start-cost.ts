import path from "node:path"
import { lastLines, startProcess } from "../demo/managed-process"
import { freePort } from "../demo/ports"
import { connect, serverEnvironment } from "../integration-tests/support/database"
import { Hosts } from "./hosts"
import { usageOfChildren } from "./process-usage"
import { median, round } from "./statistics"

const RUNS = 5
const KEY = "pk_bench"
/** How long after its first answer a server has settled. */
const SETTLE_MS = 4000
const START_LIMIT_MS = 180_000
const TARGET = { seconds: 1.5, megabytes: 80 }

type Kind = "without" | "with"
type Start = { seconds: number; megabytes: number; cpuSeconds: number }

export type StartCostReport = {
  /** Medians, and every run in the order it was made. */
  without: Start & { runs: Start[] }
  with: Start & { runs: Start[] }
  /** Median of the differences between neighbouring runs, which met the machine in the same mood. */
  added: Start
  target: typeof TARGET
  ok: boolean
}

/** `medusa start` of a stock app with the plugin against the same app without: to the first answer of /health, and memory once settled. */
export async function benchStartCost(hosts: Hosts, databaseUrl: string, logs: string, log: (line: string) => void): Promise<StartCostReport> {
  const runs: Record<Kind, Start[]> = { without: [], with: [] }
  await makeKey(databaseUrl)
  // Once each for nothing: the first start reads everything from the disk.
  await start(hosts, "without", databaseUrl, logs)
  await start(hosts, "with", databaseUrl, logs)
  for (let run = 0; run < RUNS; run++) {
    for (const kind of run % 2 ? (["with", "without"] as const) : (["without", "with"] as const)) {
      runs[kind].push(await start(hosts, kind, databaseUrl, logs))
    }
    const text = (kind: Kind) => `${kind} ${runs[kind][run].seconds} s ${runs[kind][run].megabytes} MB`
    log(`start ${run + 1}/${RUNS}: ${text("without")}, ${text("with")}`)
  }
  const added = middle(runs.with.map((having, run) => difference(having, runs.without[run])))
  return {
    without: { ...middle(runs.without), runs: runs.without },
    with: { ...middle(runs.with), runs: runs.with },
    added,
    target: TARGET,
    ok: added.seconds <= TARGET.seconds && added.megabytes <= TARGET.megabytes,
  }
}

const middle = (starts: Start[]): Start => ({
  seconds: round(median(starts.map(({ seconds }) => seconds)), 2),
  megabytes: round(median(starts.map(({ megabytes }) => megabytes)), 1),
  cpuSeconds: round(median(starts.map(({ cpuSeconds }) => cpuSeconds)), 2),
})

const difference = (one: Start, other: Start): Start => ({
  seconds: one.seconds - other.seconds,
  megabytes: one.megabytes - other.megabytes,
  cpuSeconds: one.cpuSeconds - other.cpuSeconds,
})

async function start(hosts: Hosts, kind: Kind, databaseUrl: string, logs: string): Promise<Start> {
  const host = hosts[kind]
  const port = await freePort()
  const logFile = path.join(logs, `start-${kind}.log`)
  const began = performance.now()
  const server = startProcess({
    command: process.execPath,
    args: [require.resolve("@medusajs/cli/cli.js"), "start", "--port", String(port)],
    env: { ...serverEnvironment(), NODE_ENV: "production", DATABASE_URL: databaseUrl, PORT: String(port) },
    cwd: host,
    logFile,
  })
  try {
    while (!(await isHealthy(port))) {
      if (server.hasExited() || performance.now() - began > START_LIMIT_MS) {
        throw new Error(`${host} did not start.\n${lastLines(server, logFile)}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    const seconds = round((performance.now() - began) / 1000, 2)
    const { cpuSeconds } = usageOfChildren(server.pid)
    await assertHas(port, kind === "with")
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    return { seconds, cpuSeconds, megabytes: round(usageOfChildren(server.pid).megabytes, 1) }
  } finally {
    await server.stop()
  }
}

/** A comparison of two servers that are the same would look very good. @throws Error */
async function assertHas(port: number, plugin: boolean): Promise<void> {
  const { status } = await fetch(`http://localhost:${port}/store/events`, { headers: { "x-publishable-api-key": KEY } })
  if (status !== (plugin ? 200 : 404)) {
    throw new Error(`The server ${plugin ? "with" : "without"} the plugin answered ${status} for its events.`)
  }
}

/** A publishable key, without which no store route tells whether it is there. */
async function makeKey(databaseUrl: string): Promise<void> {
  const database = await connect(databaseUrl)
  await database.query(
    `insert into api_key (id, token, salt, redacted, title, type, created_by) values ('apk_bench', $1, '', '', 'Bench', 'publishable', '')`,
    [KEY]
  )
  await database.end()
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://localhost:${port}/health`, { signal: AbortSignal.timeout(5000) })
    return response.ok
  } catch {
    return false
  }
}
