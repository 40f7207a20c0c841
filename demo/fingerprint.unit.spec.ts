import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { fingerprint, isBuildCurrent, stampBuild } from "./fingerprint"

describe("fingerprint", () => {
  let root: string
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), "fingerprint-"))
    write("src/a.ts", "a")
    write("src/deep/b.ts", "b")
    write("lock.json", "{}")
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))
  const current = () => fingerprint(root, ["src", "lock.json", "missing"])

  it("stays the same while nothing changes", () => expect(current()).toBe(current()))

  it.each([
    ["a content", () => write("src/deep/b.ts", "c")],
    ["a new file", () => write("src/c.ts", "")],
    ["a single file", () => write("lock.json", "[]")],
    ["a file that was missing", () => write("missing", "")],
    ["a moved content", () => (write("src/a.ts", "ab"), write("src/deep/b.ts", ""))],
  ])("changes with %s", (_, change) => {
    const before = current()
    change()
    expect(current()).not.toBe(before)
  })

  it("ignores what is built or installed", () => {
    const before = current()
    write("src/dist/x.js", "x")
    write("src/node_modules/y/index.js", "y")
    expect(current()).toBe(before)
  })

  it("takes a build for current only with its page and the sources' stamp", () => {
    const outDir = path.join(root, "out")
    mkdirSync(outDir)
    stampBuild(outDir, "one")
    expect(isBuildCurrent(outDir, "one")).toBe(false)
    write("out/index.html", "")
    expect(isBuildCurrent(outDir, "one")).toBe(true)
    expect(isBuildCurrent(outDir, "two")).toBe(false)
    expect(isBuildCurrent(path.join(root, "elsewhere"), "one")).toBe(false)
  })
})
