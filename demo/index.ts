import path from "node:path"
import { launch } from "./launch"
import { demoPaths, HELP, parseOptions, UsageError } from "./options"
import { Shutdown } from "./shutdown"
import { StepError, Steps } from "./steps"

const root = path.resolve(__dirname, "..")
const paths = demoPaths(root, process.env.DEMO_DIR)
const steps = new Steps()
const shutdown = new Shutdown()

// A closed terminal takes the output away before the launcher has stopped everything.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", () => undefined)
}

/** Signals of one Ctrl-C arrive several times: from the terminal and relayed by npm and tsx. */
const SAME_SIGNAL_MS = 1000
let firstSignal = 0
let isReady = false

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (!firstSignal) {
      firstSignal = Date.now()
      steps.line("\nStopping. Press Ctrl-C again to stop at once.")
      void end(isReady ? 0 : 130)
    } else if (Date.now() - firstSignal > SAME_SIGNAL_MS) {
      shutdown.force()
      process.exit(130)
    }
  })
}

// npm or tsx killed without a word to us: nobody could press Ctrl-C any more.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent && !shutdown.isStopping) {
    void end(1)
  }
}, 1000)

async function end(code: number): Promise<never> {
  await shutdown.run((problem) => steps.note(problem))
  if (firstSignal && code === 0) {
    steps.line(`Stopped. Nothing is left running; the data are in ${path.relative(process.cwd(), paths.dir)}/.`)
  }
  process.exit(code)
}

async function fail(error: unknown): Promise<never> {
  if (shutdown.isStopping) {
    // A step cut short by the stop itself; end() is already on its way.
    return new Promise(() => undefined)
  }
  if (error instanceof UsageError) {
    steps.line(`\n${error.message}\n`)
  } else if (error instanceof StepError) {
    steps.line(`\n  ✗ ${error.step}\n\n${error.message}\n\nThe logs are in ${paths.logs}.\n`)
  } else {
    steps.line(`\n${error instanceof Error ? (error.stack ?? error.message) : error}\n`)
  }
  return end(1)
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), process.env)
  if (options.help) {
    steps.line(HELP)
    process.exit(0)
  }
  await launch({ options, paths, steps, shutdown, onDeath: (message) => void fail(new UsageError(message)) })
  isReady = true
}

process.on("uncaughtException", (error) => void fail(error))
process.on("unhandledRejection", (error) => void fail(error))
void main().catch(fail)
