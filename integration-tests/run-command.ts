import { spawn } from "node:child_process"
import path from "node:path"
import { signalGroup } from "../demo/managed-process"

export interface Command {
  title: string
  /** A Node program and its arguments. */
  args: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  /** Shows the output while it comes; otherwise it is kept for the case of a failure. */
  live: boolean
}

export interface RunningCommand {
  done: Promise<{ code: number; output: string }>
  /** Asks it to end; resolves when it and all it started are gone. */
  stop(): Promise<void>
}

/** How long a test runner may clean up after itself. */
const GRACE_MS = 10_000

/** Starts a Node program that can't outlive this process: see demo/supervise.mjs. */
export function startCommand({ args, cwd, env, live }: Command): RunningCommand {
  const spec = { command: process.execPath, args, stopSignal: "SIGINT", graceMs: GRACE_MS }
  const out = live ? "inherit" : "pipe"
  const child = spawn(process.execPath, [path.join(__dirname, "../demo/supervise.mjs"), JSON.stringify(spec)], {
    cwd,
    env,
    detached: true,
    stdio: ["ignore", out, out, "ipc"],
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => (output += text))
  }
  const done = new Promise<{ code: number; output: string }>((resolve) => {
    const end = (code: number | null) => {
      // A program that ended may have left others of its group behind.
      if (child.pid) {
        signalGroup(child.pid, "SIGKILL")
      }
      resolve({ code: code ?? 1, output })
    }
    child.once("error", (error) => {
      output += error.message
      end(1)
    })
    child.once(live ? "exit" : "close", end)
  })
  return {
    done,
    stop: async () => {
      child.kill("SIGTERM")
      await done
    },
  }
}
