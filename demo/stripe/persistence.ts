import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { mkdir, rename, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import type { Clock } from "./clock"
import type { Store } from "./store"
import type { StripeObject } from "./types"

const FORMAT = 1
const QUIET_MS = 150

interface SavedState {
  format: number
  clockOffset: number
  collections: Record<string, StripeObject[]>
}

/** Keeps the store in one JSON file. A save writes a neighbour and renames it, so a crash leaves the old file or the new one. */
export class Persistence {
  private timer: NodeJS.Timeout | null = null
  private saving: Promise<void> = Promise.resolve()
  private pauseMs = QUIET_MS

  constructor(
    private readonly file: string,
    private readonly store: Store,
    private readonly clock: Clock
  ) {}

  /** Fills the store from the file; a missing file is an empty start. */
  load(): void {
    let text: string
    try {
      text = readFileSync(this.file, "utf8")
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") {
        mkdirSync(dirname(this.file), { recursive: true })
        return
      }
      throw error
    }
    const state = this.parse(text)
    this.clock.offset = state.clockOffset
    for (const [name, collection] of this.store.collections()) {
      for (const item of state.collections[name] ?? []) {
        collection.add(item)
      }
    }
  }

  private parse(text: string): SavedState {
    try {
      const state = JSON.parse(text) as SavedState
      if (state.format === FORMAT) {
        return state
      }
    } catch {
      // Falls through to the message below.
    }
    throw new Error(
      `${this.file} is not a data file of the local Stripe stand-in. Move it away to start with an empty one.`
    )
  }

  /** Saves soon; a burst of changes becomes one write, and large states are written less often. */
  schedule(): void {
    if (this.timer) {
      return
    }
    this.timer = setTimeout(() => {
      this.timer = null
      this.saving = this.saving
        .then(() => this.save())
        .catch((error: Error) => {
          console.error(`Local Stripe stand-in: could not save ${this.file}: ${error.message}`)
        })
    }, this.pauseMs)
    this.timer.unref()
  }

  private async save(): Promise<void> {
    const started = Date.now()
    const text = this.serialize()
    this.pauseMs = Math.max(QUIET_MS, (Date.now() - started) * 20)
    const temporary = `${this.file}.${process.pid}.tmp`
    await mkdir(dirname(this.file), { recursive: true })
    await writeFile(temporary, text)
    await rename(temporary, this.file)
  }

  private serialize(): string {
    const collections = Object.fromEntries(
      this.store.collections().map(([name, collection]) => [name, collection.all()])
    )
    return JSON.stringify({ format: FORMAT, clockOffset: this.clock.offset, collections } satisfies SavedState)
  }

  /** Waits for a running save, then writes the last state. */
  async flush(): Promise<void> {
    if (this.timer) {
      clearTimeout(this.timer)
      this.timer = null
    }
    await this.saving
    const temporary = `${this.file}.${process.pid}.tmp`
    writeFileSync(temporary, this.serialize())
    renameSync(temporary, this.file)
  }
}
