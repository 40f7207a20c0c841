import { execFileSync } from "node:child_process"
import path from "node:path"

const PORTS = path.resolve(__dirname, "../../demo/ports.ts")

/** A free port, at once: an app reads the addresses of its services before any hook of a test runs. */
export function freePortNow(): number {
  const program = `require("tsx/cjs"); require(${JSON.stringify(PORTS)}).freePort().then((port) => console.log(port))`
  return Number(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" }))
}
