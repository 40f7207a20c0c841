import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync, statSync } from "node:fs"
import { isBuiltin } from "node:module"
import path from "node:path"
import { runProcess } from "../../demo/managed-process"
import { serverEnvironment } from "../support/database"

export interface Manifest {
  name: string
  version: string
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
}

const MINUTES = 60_000

/** Builds the plugin and packs it as `npm publish` would. Answers the tarball's path. */
export async function packPlugin(root: string, folder: string): Promise<string> {
  const command = {
    command: "npm",
    args: ["pack", "--pack-destination", folder, "--no-update-notifier"],
    env: { ...serverEnvironment(), npm_config_loglevel: "warn" },
    cwd: root,
    logFile: path.join(folder, "pack.log"),
  }
  await runProcess(command, () => () => undefined, 5 * MINUTES)
  const tarball = readdirSync(folder).find((file) => file.endsWith(".tgz"))
  if (!tarball) {
    throw new Error(`npm pack made no tarball in ${folder}`)
  }
  return path.join(folder, tarball)
}

/** The files of a tarball, without the `package/` that npm puts before each. */
export function filesOf(tarball: string): string[] {
  const list = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" })
  return list.trim().split("\n").map((file) => file.replace(/^package\//, ""))
}

export function sizeOf(folder: string, files: string[]): number {
  return files.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0)
}

const IMPORT = /(?:\brequire\(|\bfrom\s+|\bimport\s*\(?\s*)["']([^"'.][^"']*)["']/g

/** The packages that the JavaScript imports, by name, each with one of the files that do. */
export function importedPackages(folder: string, files: string[]): Map<string, string> {
  const imported = new Map<string, string>()
  for (const file of files.filter((name) => /\.m?js$/.test(name))) {
    for (const [, specifier] of readFileSync(path.join(folder, file), "utf8").matchAll(IMPORT)) {
      const parts = specifier.split("/")
      const name = specifier.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0]
      if (!isBuiltin(specifier)) {
        imported.set(name, file)
      }
    }
  }
  return imported
}

export const manifestOf = (folder: string) => JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest
