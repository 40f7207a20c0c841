import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { UsageError } from "./options"
import { signalGroup } from "./managed-process"
import { identify, isStillRunning } from "./process-identity"
import { readJson, writeJson } from "./json-file"

interface NotedProcess {
  pid: number
  started: string
}

interface LockContent extends NotedProcess {
  since: string
  children: NotedProcess[]
}

export interface Lock {
  /** Notes a process this launch started; call the result when it has ended. */
  note(pid: number): () => void
  release(): void
}

/**
 * Takes the data folder for this launch. What a launcher that was killed left behind is waited for, then ended.
 * @throws UsageError while another launcher uses the folder
 */
export async function takeLock(file: string): Promise<Lock> {
  const self = identify(process.pid)
  const content: LockContent = {
    pid: process.pid,
    started: self?.started ?? "unknown",
    since: new Date().toISOString(),
    children: [],
  }
  mkdirSync(path.dirname(file), { recursive: true })
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, `${JSON.stringify(content)}\n`, { flag: "wx" })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || attempt > 3) {
        throw error
      }
    }
    const holder = readJson<LockContent>(file)
    if (holder && isStillRunning(holder)) {
      throw new UsageError(runningMessage(file, holder))
    }
    await endLeftovers(holder?.children ?? [])
    removeStale(file, holder)
  }
  return {
    note(pid) {
      const identity = identify(pid)
      if (!identity) {
        return () => undefined
      }
      const noted = { pid, started: identity.started }
      content.children.push(noted)
      writeJson(file, content)
      return () => {
        content.children = content.children.filter((child) => child !== noted)
        writeJson(file, content)
      }
    },
    release() {
      if (readJson<LockContent>(file)?.pid === process.pid) {
        rmSync(file, { force: true })
      }
    },
  }
}

export function runningMessage(file: string, holder: { pid: number; since: string }): string {
  return [
    `The demo already runs here (process ${holder.pid}, since ${holder.since}).`,
    "Stop it first with Ctrl-C in its terminal, or with",
    `    kill ${holder.pid}`,
    `Its lock is ${file}.`,
  ].join("\n")
}

/** Supervisors stop by themselves once their launcher is gone: give them that time, then end what is left. */
async function endLeftovers(children: NotedProcess[]): Promise<void> {
  const deadline = Date.now() + 15_000
  while (children.some(isStillRunning) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  for (const child of children.filter(isStillRunning)) {
    signalGroup(child.pid, "SIGKILL")
  }
}

/** Moves the stale lock aside first: if another launch has just replaced it, that one gets it back. */
function removeStale(file: string, stale: LockContent | null): void {
  const aside = `${file}.${process.pid}.stale`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = readJson<LockContent>(aside)
  if (moved && (moved.pid !== stale?.pid || moved.started !== stale.started)) {
    writeFileSync(file, readFileSync(aside))
  }
  rmSync(aside, { force: true })
}
