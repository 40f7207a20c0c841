import { existsSync, readdirSync } from "node:fs"
import path from "node:path"
import type { Tool } from "./prepare-machine"
import type { Command } from "./run-command"

export interface Part {
  name: "static" | "unit" | "http" | "faults" | "package" | "browser"
  title: string
  /** Programs that must be on the machine. */
  needs: Tool[]
  database: boolean
}

export const PARTS: Part[] = [
  { name: "static", title: "type checks and lint", needs: [], database: false },
  { name: "unit", title: "rules, beside the code", needs: [], database: false },
  { name: "http", title: "the API of a running app, on PostgreSQL and Redis", needs: ["redis-server"], database: true },
  { name: "faults", title: "a server killed at the worst moments", needs: [], database: true },
  { name: "package", title: "the packed plugin in a fresh Medusa app", needs: [], database: true },
  { name: "browser", title: "an attendee and an organizer in Chromium", needs: ["chromium"], database: true },
]

/** Only the browser part may have nothing to run. */
export function isEmpty(root: string, part: Part): boolean {
  const folder = path.join(root, "integration-tests", part.name)
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : []
  return ["faults", "browser"].includes(part.name) && !files.some((file) => file.endsWith(".spec.ts"))
}

/** The longest first: two run at a time. */
export function staticCommands(root: string, env: NodeJS.ProcessEnv): Command[] {
  const command = (title: string, args: string[]): Command => ({ title, args, cwd: root, env, live: false })
  const typecheck = (project: string) => command(`typecheck of ${project}`, ["node_modules/typescript/bin/tsc", "-p", project, "--pretty"])
  return [
    command("eslint", ["node_modules/eslint/bin/eslint.js", ".", "--max-warnings", "0", "--color"]),
    typecheck("tsconfig.check.json"),
    typecheck("src/admin"),
    typecheck("storefront/kit"),
    typecheck("storefront/demo"),
  ]
}

export function jestCommand(root: string, part: Part, env: NodeJS.ProcessEnv, more: string[]): Command {
  // The files of the http and faults parts have a server, a database and a stand-in each, so three run side by side; the
  // others use the machine as a whole. What a server can't close in time must not keep jest from ending, and the connections that Medusa's
  // test runner cuts to reset a database are no news.
  const atOnce = ["http", "faults"].includes(part.name) ? "--maxWorkers=3" : "--runInBand"
  const serverFlags = part.database ? [atOnce, "--forceExit", "--silent"] : []
  // The cache outlives the run, so it can't lie in the run's temporary folder.
  const cache = path.join(root, "node_modules/.cache/jest")
  return {
    title: part.name,
    args: ["node_modules/jest/bin/jest.js", ...serverFlags, `--cacheDirectory=${cache}`, ...more],
    cwd: root,
    env: { ...env, TEST_TYPE: part.name, NODE_ENV: "test", NODE_OPTIONS: "--experimental-vm-modules --no-deprecation" },
    live: true,
  }
}
