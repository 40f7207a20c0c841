import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { lastLines, runProcess, startProcess } from "./managed-process"
import { identify } from "./process-identity"

describe("a managed process", () => {
  let dir: string
  const command = (script: string) => ({
    command: process.execPath,
    args: ["-e", script],
    env: process.env,
    cwd: dir,
    logFile: path.join(dir, "run.log"),
    graceMs: 500,
  })
  const track = () => () => undefined
  beforeEach(() => (dir = mkdtempSync(path.join(os.tmpdir(), "process-"))))
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  it("keeps its output, and what the launch before wrote", async () => {
    await runProcess(command("console.log('one')"), track, 10_000)
    await runProcess(command("console.log('two'); console.error('three')"), track, 10_000)
    expect(readFileSync(path.join(dir, "run.previous.log"), "utf8")).toBe("one\n")
    expect(readFileSync(path.join(dir, "run.log"), "utf8")).toBe("two\nthree\n")
  })

  it("fails with the code and the last lines", async () => {
    await expect(runProcess(command("console.log('no disk'); process.exit(3)"), track, 10_000)).rejects.toThrow(
      /ended with code 3\.[^]*no disk/
    )
    await expect(runProcess({ ...command(""), command: "/no/such/program" }, track, 10_000)).rejects.toThrow(/code 127[^]*ENOENT/)
  })

  it("has a time limit", async () => {
    await expect(runProcess(command("setInterval(() => 0, 1000)"), track, 300)).rejects.toThrow("longer than 0.3 s")
  })

  it("ends with everything it started, even a program that won't be asked", async () => {
    const stubborn = "process.on('SIGTERM', () => 0); setInterval(() => 0, 1000)"
    const started = startProcess(
      command(`const c = require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(stubborn)}]); console.log(c.pid); ${stubborn}`)
    )
    while (!/^\d+/.test(started.tail(1)[0] ?? "")) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const grandchild = Number(started.tail(1)[0])
    expect(identify(grandchild)).not.toBeNull()
    await started.stop()
    expect(started.hasExited()).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(identify(grandchild)).toBeNull()
    await started.stop()
  })

  it("shows the messages of JSON logs", () => {
    const lines = ['{"level":"error","message":"no table"}', '{"level":"http","method":"GET","path":"/health","status":200}', "plain"]
    expect(lastLines({ tail: () => lines }, "x.log").split("\n").slice(1)).toEqual([
      "    error: no table",
      "    http: GET /health 200",
      "    plain",
    ])
  })
})
