import { mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs"
import path from "node:path"

/** Where Linux keeps files in memory. */
const MEMORY = "/dev/shm"
const NAME = /^event-monetization-test-(\d+)-/
/** The tests' databases take less than two; what else runs here needs the rest. */
const ENOUGH_BYTES = 6 * 1024 ** 3

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}

/**
 * A folder in memory for databases that need not outlive the run. Each test starts from a copy of its database, 1,500
 * small files, and making them is most of what a short test costs on a disk.
 * @returns null where there is no such memory, or too little
 */
export function makeMemoryRoom(): string | null {
  try {
    // What a run that was killed left behind is memory nobody gets back.
    for (const name of readdirSync(MEMORY)) {
      const pid = NAME.exec(name)?.[1]
      if (pid && !isRunning(Number(pid))) {
        rmSync(path.join(MEMORY, name), { recursive: true, force: true })
      }
    }
    const { bavail, bsize } = statfsSync(MEMORY)
    return bavail * bsize < ENOUGH_BYTES ? null : mkdtempSync(path.join(MEMORY, `event-monetization-test-${process.pid}-`))
  } catch {
    return null
  }
}
