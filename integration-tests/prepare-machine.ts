import { execFile, spawn, spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import path from "node:path"
import { promisify } from "node:util"

/** Programs that npm can't install. */
export type Tool = "chromium" | "redis-server"

/** The machine lacks programs; the message names them and how to get them. */
export class MachineError extends Error {
  constructor(
    message: string,
    readonly tools: Tool[]
  ) {
    super(message)
  }
}

interface Recipe {
  /** Where the program is told to be, and where its path is handed to the tests. */
  variable: string
  /** Names or absolute paths it goes by. */
  names: string[]
  packages: string[]
  purpose: string
  elsewhere: string
}

const RECIPES: Record<Tool, Recipe> = {
  chromium: {
    variable: "CHROMIUM_PATH",
    names: [
      "chromium",
      "chromium-browser",
      "google-chrome-stable",
      "google-chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
    packages: ["chromium", "fonts-liberation"],
    purpose: "the browser tests (npm test -- browser)",
    elsewhere: "Chromium or Google Chrome",
  },
  "redis-server": {
    variable: "REDIS_SERVER_PATH",
    names: ["redis-server"],
    packages: ["redis-server"],
    purpose: "the test of several nodes (npm test -- http)",
    elsewhere: "Redis (macOS: brew install redis)",
  },
}

/**
 * Finds the programs, and on a Debian-like Linux as root installs those that are missing. Answers the variables that
 * tell tests where they are. @throws MachineError that names what a person has to install
 */
export async function prepareMachine(needs: ReadonlySet<Tool>): Promise<Record<string, string>> {
  const missing = [...needs].filter((tool) => !find(tool))
  if (missing.length) {
    await install(missing)
  }
  return Object.fromEntries(
    [...needs].map((tool) => {
      const found = find(tool)
      if (!found) {
        throw new MachineError(advice([tool]), [tool])
      }
      return [RECIPES[tool].variable, found]
    })
  )
}

function find(tool: Tool): string | undefined {
  const { variable, names } = RECIPES[tool]
  const given = process.env[variable]
  if (given) {
    if (!works(given)) {
      throw new MachineError(`${variable} is ${given}, which doesn't run.`, [tool])
    }
    return given
  }
  return names.map(locate).find((file) => file && works(file))
}

function locate(name: string): string | undefined {
  const folders = path.isAbsolute(name) ? [""] : (process.env.PATH ?? "").split(path.delimiter)
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file))
}

/** Ubuntu has a `chromium-browser` that only says where to get one. */
const works = (file: string) => spawnSync(file, ["--version"], { timeout: 30_000 }).status === 0

async function install(tools: Tool[]): Promise<void> {
  if (process.platform !== "linux" || !locate("apt-get") || process.getuid?.() !== 0) {
    throw new MachineError(advice(tools), tools)
  }
  const packages = tools.flatMap((tool) => RECIPES[tool].packages)
  console.log(`Installing ${packages.join(", ")} with apt-get (once on this machine)`)
  await apt(["update"], tools)
  await apt(["install", "-y", "--no-install-recommends", ...packages], tools)
  if (tools.includes("redis-server") && existsSync("/run/systemd/system")) {
    // Debian starts a Redis for the whole machine with the package; the tests start their own.
    await promisify(execFile)("systemctl", ["disable", "--now", "redis-server"]).catch(() => undefined)
  }
}

async function apt(args: string[], tools: Tool[]): Promise<void> {
  const begun = performance.now()
  const seconds = () => `${Math.round((performance.now() - begun) / 1000)} s`
  const child = spawn("apt-get", ["-q", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0", ...args], {
    // RUNLEVEL keeps a machine without systemd from starting a service it gets installed.
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      lines = [...lines, ...text.split("\n").filter((line) => line.trim())].slice(-15)
    })
  }
  const progress = setInterval(() => console.log(`  apt-get ${args[0]}, ${seconds()}: ${lines.at(-1) ?? ""}`), 10_000)
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null))
    child.once("close", resolve)
  })
  clearInterval(progress)
  if (code !== 0) {
    throw new MachineError(`apt-get ${args.join(" ")} failed:\n${lines.map((line) => `    ${line}`).join("\n")}\n${advice(tools)}`, tools)
  }
  console.log(`  apt-get ${args[0]}: done in ${seconds()}`)
}

function advice(tools: Tool[]): string {
  const recipes = tools.map((tool) => RECIPES[tool])
  const wanted = recipes.map(({ elsewhere, purpose }) => `${elsewhere}, for ${purpose}`).join("; ")
  const packages = recipes.flatMap((recipe) => recipe.packages).join(" ")
  const variables = recipes.map((recipe) => recipe.variable).join(" or ")
  return [
    `This machine lacks ${wanted}.`,
    `Install it (Debian: sudo apt-get install -y ${packages}), or set ${variables} to the program.`,
  ].join("\n")
}
