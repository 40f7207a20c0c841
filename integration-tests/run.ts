import { mkdtempSync, rmSync, chmodSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { startPostgres } from "../demo/postgres"
import { makeMemoryRoom } from "./memory-room"
import { Command, startCommand } from "./run-command"
import { isEmpty, jestCommand, Part, PARTS, staticCommands } from "./parts"
import { MachineError, prepareMachine } from "./prepare-machine"
import { databaseEnvironment } from "./test-database"

/**
 * `npm test`: prepares the machine, starts a PostgreSQL of its own and runs the parts one after the other until one
 * fails. `npm test -- unit http` runs those parts; what follows a single part goes to jest: `npm test -- http redis`.
 */

const root = path.resolve(__dirname, "..")
const USAGE = `Parts: ${PARTS.map((part) => part.name).join(", ")}. Example: npm test -- unit http`

/** What must be undone at the end, last first. */
let undo: (() => Promise<void> | void)[] = []
let stopping = false

class Failure extends Error {}

function parseArguments(given: string[]): { parts: Part[]; jestArguments: string[] } {
  const known = (name: string) => PARTS.find((part) => part.name === name)
  const end = given.findIndex((name) => !known(name))
  const names = end === -1 ? given : given.slice(0, end)
  const jestArguments = end === -1 ? [] : given.slice(end)
  if (jestArguments.length && (names.length !== 1 || names[0] === "static")) {
    throw new Failure(`"${jestArguments[0]}" is not a part of the tests. ${USAGE}`)
  }
  return { parts: names.length ? PARTS.filter((part) => names.includes(part.name)) : PARTS, jestArguments }
}

/** Runs the commands, `width` at a time; @throws Failure at the first that fails, after ending the others. */
async function runAll(commands: Command[], width: number): Promise<void> {
  const waiting = [...commands]
  const running = new Set<ReturnType<typeof startCommand>>()
  let failed = false
  const worker = async () => {
    for (let command = waiting.shift(); command && !failed && !stopping; command = waiting.shift()) {
      const started = startCommand(command)
      running.add(started)
      undo.push(started.stop)
      const { code, output } = await started.done
      undo = undo.filter((step) => step !== started.stop)
      running.delete(started)
      if (failed || stopping) {
        return
      }
      if (code !== 0) {
        failed = true
        process.stdout.write(output)
        await Promise.all([...running].map((other) => other.stop()))
        throw new Failure(`${command.title} failed`)
      }
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
}

async function main(): Promise<void> {
  const { parts, jestArguments } = parseArguments(process.argv.slice(2))
  const begun = performance.now()
  const machine = await prepareMachine(new Set(parts.filter((part) => !isEmpty(root, part)).flatMap((part) => part.needs)))

  // Whatever a test leaves in the temporary folder, even one that was killed, goes with the room.
  const room = mkdtempSync(path.join(os.tmpdir(), "event-monetization-test-"))
  removeAtEnd(room)

  let database: Record<string, string> | null = null
  const environment = async (part: Part): Promise<NodeJS.ProcessEnv> => {
    if (part.database) {
      database ??= await startDatabase(room)
    }
    return { ...inherited(), ...machine, ...database, TMPDIR: room, LOG_LEVEL: process.env.LOG_LEVEL ?? "error", MEDUSA_DISABLE_TELEMETRY: "true" }
  }

  const times: string[] = []
  for (const part of parts) {
    if (isEmpty(root, part)) {
      times.push(`${part.name} skipped`)
      console.log(`\n── ${part.name}: skipped, integration-tests/${part.name} has no spec file yet`)
      continue
    }
    console.log(`\n── ${part.name}: ${part.title}`)
    const start = performance.now()
    const env = await environment(part)
    const commands = part.name === "static" ? staticCommands(root, env) : [jestCommand(root, part, env, jestArguments)]
    try {
      await runAll(commands, 2)
    } catch (error) {
      if (error instanceof Failure) {
        throw new Failure(`${error.message} after ${seconds(start)}. This part alone: npm test -- ${part.name}`)
      }
      throw error
    }
    if (stopping) {
      return
    }
    times.push(`${part.name} ${seconds(start)}`)
    console.log(`── ${part.name}: passed in ${seconds(start)}`)
  }
  console.log(`\nAll passed in ${seconds(begun)} (${times.join(", ")})`)
}

function removeAtEnd(room: string): void {
  undo.push(() => rmSync(room, { recursive: true, force: true, maxRetries: 5 }))
  // PostgreSQL runs under an account of its own when this is root.
  chmodSync(room, 0o755)
}

async function startDatabase(room: string): Promise<Record<string, string>> {
  if (process.env.DATABASE_URL) {
    return databaseEnvironment(process.env.DATABASE_URL)
  }
  const memory = makeMemoryRoom()
  if (memory) {
    removeAtEnd(memory)
  }
  const server = await startPostgres({
    dataDir: path.join(memory ?? room, "postgres"),
    port: 0,
    // What a test wrote need not outlive a power cut.
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_wal_size: "1GB", max_connections: "400" },
  })
  undo.push(() => server.stop())
  return databaseEnvironment(server.url)
}

/** The caller's services are not for tests, which make and drop databases and empty Redis as they please. */
function inherited(): NodeJS.ProcessEnv {
  const services = /^(DATABASE_URL|REDIS_URL|STRIPE_\w+|STOREFRONT_URL|(STORE|ADMIN|AUTH)_CORS|PORT|NODE_ENV)$/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !services.test(name)))
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

async function end(code: number): Promise<never> {
  stopping = true
  for (let step = undo.pop(); step; step = undo.pop()) {
    await Promise.resolve(step()).catch((error) => console.error(error))
  }
  process.exit(code)
}

// A closed terminal takes the output away before everything is stopped.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", () => undefined)
}

// One Ctrl-C arrives several times: from the terminal and relayed by npm and tsx.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (!stopping) {
      console.log("\nStopping.")
      void end(130)
    }
  })
}

// npm or tsx killed without a word to us: nobody could press Ctrl-C any more.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent && !stopping) {
    void end(1)
  }
}, 1000).unref()

main().then(
  () => (stopping ? undefined : end(0)),
  (error) => {
    if (stopping) {
      return undefined
    }
    console.error(error instanceof Failure || error instanceof MachineError ? `\n✗ ${error.message}` : error)
    if (error instanceof MachineError) {
      const others = PARTS.filter((part) => !part.needs.some((tool) => error.tools.includes(tool)))
      console.error(`Without it: npm test -- ${others.map((part) => part.name).join(" ")}`)
    }
    return end(1)
  }
)
