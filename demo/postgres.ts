import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs"
import path from "node:path"
import { Client } from "pg"
import { lastLines, ManagedProcess, runProcess, startProcess } from "./managed-process"
import { freePort } from "./ports"
import { Account, canReach, own, postgresAccount, withAccount } from "./postgres-account"
import { postgresBinaries } from "./postgres-binaries"
import { identify } from "./process-identity"

const USER = "postgres"
const PASSWORD = "postgres"
const HOST = "127.0.0.1"
const MAJOR_VERSION = "18"

export interface PostgresOptions {
  /** Folder of the database cluster; made on the first start. */
  dataDir: string
  /** 0 takes a free one. */
  port: number
  /** Default: `postgres.log` beside the data folder. */
  logFile?: string
  /** Server settings, such as `{ fsync: "off" }` for a test. */
  settings?: Record<string, string>
  /** Told about each process it starts, so a later launch can find it; the result is called when it ended. */
  track?: (started: ManagedProcess) => () => void
}

export interface RunningPostgres {
  /** Address of the maintenance database `postgres`; replace its path for another one. */
  url: string
  port: number
  host: string
  user: string
  password: string
  /** Resolves when the server ended, asked to or not. */
  exited: Promise<number | null>
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that npm installed, on the loopback address only. It ends with `stop()`, and by itself
 * when this process ends, even by kill -9; the next start then recovers what was committed.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dataDir = path.resolve(options.dataDir)
  const logFile = options.logFile ?? path.join(path.dirname(dataDir), "postgres.log")
  const track = options.track ?? (() => () => undefined)
  const binaries = postgresBinaries()
  const account = postgresAccount()

  mkdirSync(path.dirname(dataDir), { recursive: true })
  if (account && ![binaries.postgres, dataDir].every((file) => canReach(file, account))) {
    account.needsCapability = true
  }
  await endOrphan(dataDir)
  if (!existsSync(path.join(dataDir, "PG_VERSION"))) {
    await initialise(dataDir, logFile, binaries.initdb, account, track)
  }
  assertVersion(dataDir)

  const port = options.port || (await freePort())
  const settings = {
    listen_addresses: HOST,
    // Without a socket file two servers never meet in /tmp.
    unix_socket_directories: "",
    max_connections: "200",
    ...options.settings,
  }
  const args = ["-D", dataDir, "-p", String(port), ...Object.entries(settings).flatMap(([k, v]) => ["-c", `${k}=${v}`])]
  const server = startProcess({
    ...withAccount(binaries.postgres, args, account),
    env: postgresEnv(),
    cwd: path.dirname(dataDir),
    logFile,
    // "Fast" shutdown: ends sessions, then writes a checkpoint.
    stopSignal: "SIGINT",
    graceMs: 20_000,
  })
  const forget = track(server)
  void server.exited.then(forget)
  const url = `postgres://${USER}:${PASSWORD}@${HOST}:${port}/postgres`
  try {
    await untilReady(url, server, logFile)
  } catch (error) {
    await server.stop()
    throw error
  }
  return { url, port, host: HOST, user: USER, password: PASSWORD, exited: server.exited, stop: () => server.stop() }
}

/** The same server's address with another database. */
export function databaseUrl(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.toString()
}

/** Makes the database unless it is there. */
export async function ensureDatabase(url: string, database: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database])
    if (!rowCount) {
      await client.query(`create database ${client.escapeIdentifier(database)}`)
    }
  } finally {
    await client.end()
  }
}

/** Makes the cluster beside its place and moves it there when complete, so a start cut short leaves no half one. */
async function initialise(
  dataDir: string,
  logFile: string,
  initdb: string,
  account: Account | null,
  track: NonNullable<PostgresOptions["track"]>
): Promise<void> {
  const { mkdtemp, rename, writeFile } = await import("node:fs/promises")
  const workDir = await mkdtemp(`${dataDir}.new-`)
  const cluster = path.join(workDir, "cluster")
  const passwordFile = path.join(workDir, "password")
  try {
    await writeFile(passwordFile, `${PASSWORD}\n`, { mode: 0o600 })
    mkdirSync(cluster, { mode: 0o700 })
    for (const item of [workDir, cluster, passwordFile]) {
      own(item, account)
    }
    // The built-in locale is in the server itself: the machine's own locales may be missing or broken.
    const args = [
      `--pgdata=${cluster}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
    ]
    const command = {
      ...withAccount(initdb, args, account),
      env: postgresEnv(),
      cwd: path.dirname(dataDir),
      logFile: path.join(path.dirname(logFile), "postgres-init.log"),
    }
    await runProcess(command, track, 120_000)
    await rename(cluster, dataDir)
  } finally {
    rmSync(workDir, { recursive: true, force: true })
  }
}

/**
 * A server that still holds the data folder: one whose launcher was killed stops by itself in a moment; one
 * that lost even its supervisor is stopped here; one that somebody runs is left alone.
 */
async function endOrphan(dataDir: string): Promise<void> {
  const pidFile = path.join(dataDir, "postmaster.pid")
  const holder = () => {
    const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, "utf8").split("\n")[0]) : NaN
    const identity = identify(pid)
    return identity?.command.includes(dataDir) ? identity : null
  }
  const deadline = Date.now() + 15_000
  for (let server = holder(); server; server = holder()) {
    if (Date.now() > deadline) {
      throw new Error(`Process ${server.pid} runs a PostgreSQL in ${dataDir}. Stop it first: kill -INT ${server.pid}`)
    }
    if (!identify(server.parent)?.command.includes("supervise.mjs")) {
      process.kill(server.pid, "SIGINT")
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  // Its process id may by now be another program's, which PostgreSQL would take for a running server.
  rmSync(pidFile, { force: true })
}

function assertVersion(dataDir: string): void {
  const version = readFileSync(path.join(dataDir, "PG_VERSION"), "utf8").trim()
  if (version !== MAJOR_VERSION) {
    throw new Error(
      `${dataDir} was made by PostgreSQL ${version}, this is PostgreSQL ${MAJOR_VERSION}. Move it away or remove it.`
    )
  }
}

async function untilReady(url: string, server: ManagedProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + 120_000
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    // A connection cut while the server starts also emits an error, which would end this process.
    client.on("error", () => undefined)
    try {
      await client.connect()
      return
    } catch (error) {
      if (server.hasExited() || Date.now() > deadline) {
        const what = server.hasExited() ? "PostgreSQL ended while it was starting." : "PostgreSQL didn't answer."
        throw new Error(`${what} (${(error as Error).message})\n${lastLines(server, logFile)}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

/** Settings of the caller's shell for another PostgreSQL must not reach this one. */
function postgresEnv(): NodeJS.ProcessEnv {
  const env = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|LANGUAGE|NODE_OPTIONS)/.test(name))
  return { ...Object.fromEntries(env), LC_ALL: "C" }
}
