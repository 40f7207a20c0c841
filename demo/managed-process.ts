import { ChildProcess, spawn } from "node:child_process"
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from "node:fs"
import path from "node:path"

export interface Command {
  /** The program and its arguments. */
  command: string
  args: string[]
  env: NodeJS.ProcessEnv
  cwd: string
  /** Gets all output; what the last launch wrote there is kept beside it as `.previous.log`. */
  logFile: string
  uid?: number
  gid?: number
  /** How the program is asked to end, and how many milliseconds it has before it is killed. */
  stopSignal?: NodeJS.Signals
  graceMs?: number
}

export interface ManagedProcess {
  /** Process id of the supervisor, which leads the group of everything started. */
  pid: number
  /** Resolves when it has ended, however it did: its exit code, null after a signal. */
  exited: Promise<number | null>
  hasExited(): boolean
  /** The last lines it wrote. */
  tail(lines: number): string[]
  /** Asks it to end; resolves when the whole group is gone. */
  stop(): Promise<void>
  /** Ends the whole group now. */
  kill(): void
}

/** Starts a program that can't outlive this process (see supervise.mjs). */
export function startProcess(command: Command): ManagedProcess {
  const { stopSignal = "SIGTERM", graceMs = 8000 } = command
  const log = openLog(command.logFile)
  const spec = { command: command.command, args: command.args, uid: command.uid, gid: command.gid, stopSignal, graceMs }
  const child: ChildProcess = spawn(process.execPath, [path.join(__dirname, "supervise.mjs"), JSON.stringify(spec)], {
    cwd: command.cwd,
    env: command.env,
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  })
  closeSync(log)
  let ended = false
  const exited = new Promise<number | null>((resolve) => {
    const end = (code: number | null) => {
      ended = true
      resolve(code)
    }
    child.once("exit", end)
    child.once("error", () => end(null))
  })
  // A test runner that forgets to stop a server must still be able to exit; the supervisor follows it.
  child.unref()
  child.channel?.unref()
  const kill = () => {
    if (!ended && child.pid) {
      signalGroup(child.pid, "SIGKILL")
    }
  }
  return {
    pid: child.pid ?? -1,
    exited,
    hasExited: () => ended,
    tail: (lines) => tailOf(command.logFile, lines),
    kill,
    async stop() {
      if (ended) {
        return
      }
      child.ref()
      child.kill("SIGTERM")
      // The supervisor has its own time limit; this one is for a supervisor that hangs.
      const limit = setTimeout(kill, graceMs + 2000)
      await exited
      clearTimeout(limit)
    },
  }
}

/** Runs a program to its end. @throws Error with its last lines when it fails. */
export async function runProcess(
  command: Command,
  track: (started: ManagedProcess) => () => void,
  limitMs: number
): Promise<void> {
  const started = startProcess(command)
  const forget = track(started)
  let late = false
  const limit = setTimeout(() => {
    late = true
    void started.stop()
  }, limitMs)
  // Nothing else may keep this process alive while it waits for the program.
  const wait = setInterval(() => undefined, 60_000)
  const code = await started.exited
  clearTimeout(limit)
  clearInterval(wait)
  forget()
  if (late) {
    throw new Error(`It took longer than ${limitMs / 1000} s.\n${lastLines(started, command.logFile)}`)
  }
  if (code !== 0) {
    throw new Error(`It ended with code ${code ?? "none (killed)"}.\n${lastLines(started, command.logFile)}`)
  }
}

/** The end of a program's log, for an error message. */
export function lastLines(process: Pick<ManagedProcess, "tail">, logFile: string, lines = 15): string {
  return `Its last lines (all of them are in ${logFile}):\n${process
    .tail(lines)
    .map((line) => `    ${readable(line)}`)
    .join("\n")}`
}

/** Medusa logs JSON outside of development; a person reads its message. */
function readable(line: string): string {
  try {
    const { level, message, method, path: requestPath, status } = JSON.parse(line) as Record<string, unknown>
    return [level, message ?? [method, requestPath, status].join(" ")].join(": ").slice(0, 500)
  } catch {
    return line.slice(0, 500)
  }
}

export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal)
    } catch {
      // gone already
    }
  }
}

function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true })
  if (existsSync(file)) {
    renameSync(file, file.replace(/\.log$/, "") + ".previous.log")
  }
  return openSync(file, "a")
}

function tailOf(file: string, lines: number): string[] {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines)
  } catch {
    return []
  }
}
