import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { takeLock } from "./lock"
import { UsageError } from "./options"
import { identify, isStillRunning } from "./process-identity"

describe("takeLock", () => {
  let dir: string
  let file: string
  beforeEach(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), "lock-"))
    file = path.join(dir, "deep", "lock.json")
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  it("keeps a second launcher out, with the first one's process id, until it is released", async () => {
    const lock = await takeLock(file)
    await expect(takeLock(file)).rejects.toThrow(UsageError)
    await expect(takeLock(file)).rejects.toThrow(`kill ${process.pid}`)
    lock.release()
    expect(existsSync(file)).toBe(false)
    ;(await takeLock(file)).release()
  })

  it.each([
    ["a process that is gone", { pid: 2 ** 22 + 1, started: "x" }],
    ["another process under the same id", { pid: process.pid, started: "earlier" }],
  ])("takes over from %s", async (_, holder) => {
    ;(await takeLock(file)).release()
    writeFileSync(file, JSON.stringify({ ...holder, since: "", children: [holder] }))
    ;(await takeLock(file)).release()
  })

  it("takes over from a file that a crash cut off", async () => {
    ;(await takeLock(file)).release()
    writeFileSync(file, '{"pid": 12')
    ;(await takeLock(file)).release()
  })
})

describe("identify", () => {
  it("knows this process and its parent, and no process that isn't there", () => {
    const self = identify(process.pid)
    expect(self).toMatchObject({ pid: process.pid, parent: process.ppid })
    expect(isStillRunning(self!)).toBe(true)
    expect(identify(-1)).toBeNull()
    expect(identify(NaN)).toBeNull()
  })
})
