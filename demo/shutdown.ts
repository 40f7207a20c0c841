import { ManagedProcess } from "./managed-process"

type Cleanup = { name: string; run: () => void | Promise<void>; limitMs: number }

/** Undoes what the launcher did, last thing first, each within its time limit. */
export class Shutdown {
  private readonly cleanups: Cleanup[] = []
  private readonly controller = new AbortController()
  private readonly processes = new Set<ManagedProcess>()
  private running: Promise<void> | null = null

  /** Aborts when a stop was asked for: a step that hasn't begun then doesn't. */
  get signal(): AbortSignal {
    return this.controller.signal
  }

  get isStopping(): boolean {
    return this.controller.signal.aborted
  }

  /** Registers how to undo something; the result takes it back. */
  defer(name: string, run: () => void | Promise<void>, limitMs = 15_000): () => void {
    const cleanup = { name, run, limitMs }
    this.cleanups.push(cleanup)
    return () => {
      const index = this.cleanups.indexOf(cleanup)
      if (index >= 0) {
        this.cleanups.splice(index, 1)
      }
    }
  }

  /** Remembers a process for `force`, and stops it with everything else; call the result when it has ended. */
  track(started: ManagedProcess): () => void {
    this.processes.add(started)
    const takeBack = this.defer(`process ${started.pid}`, () => started.stop(), 30_000)
    if (this.isStopping) {
      started.kill()
    }
    return () => {
      this.processes.delete(started)
      takeBack()
    }
  }

  /** Kills every process now, without asking any. */
  force(): void {
    for (const started of this.processes) {
      started.kill()
    }
  }

  /** Runs every cleanup once; later calls wait for the first. What fails or hangs is named and left behind. */
  run(report: (problem: string) => void): Promise<void> {
    this.controller.abort()
    this.running ??= this.undo(report)
    return this.running
  }

  private async undo(report: (problem: string) => void): Promise<void> {
    for (let cleanup = this.cleanups.pop(); cleanup; cleanup = this.cleanups.pop()) {
      const { name, run, limitMs } = cleanup
      try {
        await within(Promise.resolve().then(run), limitMs)
      } catch (error) {
        report(`${name}: ${error instanceof Error ? error.message : error}`)
      }
    }
  }
}

async function within(work: Promise<void>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not stopped after ${limitMs / 1000} s`)), limitMs)
  })
  try {
    await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
