import path from "node:path"
import { Client } from "pg"
import { lastLines, ManagedProcess, runProcess, startProcess } from "./managed-process"

export interface MedusaContext {
  root: string
  logs: string
  env: NodeJS.ProcessEnv
  track: (started: ManagedProcess) => () => void
}

const MINUTE = 60_000

function command(context: MedusaContext, log: string, args: string[]) {
  return {
    command: process.execPath,
    args: [require.resolve("@medusajs/cli/cli.js"), ...args],
    env: context.env,
    cwd: context.root,
    logFile: path.join(context.logs, log),
  }
}

export function migrate(context: MedusaContext): Promise<void> {
  return runProcess(command(context, "migrate.log", ["db:migrate", "--execute-safe-links"]), context.track, 10 * MINUTE)
}

export function createAdmin(context: MedusaContext, email: string, password: string): Promise<void> {
  return runProcess(command(context, "user.log", ["user", "-e", email, "-p", password]), context.track, 3 * MINUTE)
}

/** Whether somebody can already sign in to the admin or the shop with this address. */
export async function hasLogin(databaseUrl: string, email: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query(
      "select 1 from provider_identity where provider = 'emailpass' and entity_id = $1 and deleted_at is null",
      [email]
    )
    return Boolean(rowCount)
  } finally {
    await client.end()
  }
}

/** Builds the admin with the organizer's pages into `.medusa/admin`. */
export function buildAdmin(context: MedusaContext): Promise<void> {
  const build = command(context, "admin-build.log", ["build", "--admin-only"])
  // Without an address of its own the admin asks the server it came from, so the build fits every port.
  const env = { ...context.env, NODE_ENV: "production", MEDUSA_BACKEND_URL: "" }
  return runProcess({ ...build, env }, context.track, 10 * MINUTE)
}

/** Starts the server and waits until it answers. */
export async function startMedusa(context: MedusaContext, port: number): Promise<ManagedProcess> {
  const start = command(context, "medusa.log", ["start", "--port", String(port)])
  const server = startProcess(start)
  void server.exited.then(context.track(server))
  const deadline = Date.now() + 3 * MINUTE
  while (!(await answers(`http://localhost:${port}/health`))) {
    if (server.hasExited()) {
      throw new Error(`Medusa ended while it was starting.\n${lastLines(server, start.logFile)}`)
    }
    if (Date.now() > deadline) {
      throw new Error(`Medusa didn't answer in 3 minutes.\n${lastLines(server, start.logFile)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  return server
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok
  } catch {
    return false
  }
}
