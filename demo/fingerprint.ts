import { createHash } from "node:crypto"
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs"
import path from "node:path"

/** Folders whose content follows from other files, so it must not count. */
const DERIVED = new Set(["node_modules", "dist", ".medusa", ".vite"])

/**
 * One hash of the names and contents of files and folders (relative to `root`). A missing one counts as
 * empty, so that adding it later changes the hash.
 */
export function fingerprint(root: string, entries: string[]): string {
  const hash = createHash("sha256")
  for (const file of entries.flatMap((entry) => filesOf(root, entry)).sort()) {
    hash.update(`${file.split(path.sep).join("/")}\0`)
    hash.update(readFileSync(path.join(root, file)))
    hash.update("\0")
  }
  return hash.digest("hex").slice(0, 32)
}

function filesOf(root: string, entry: string): string[] {
  const full = path.join(root, entry)
  if (!existsSync(full)) {
    return []
  }
  if (!statSync(full).isDirectory()) {
    return [entry]
  }
  return readdirSync(full, { withFileTypes: true }).flatMap((item) =>
    DERIVED.has(item.name) ? [] : item.isFile() || item.isDirectory() ? filesOf(root, path.join(entry, item.name)) : []
  )
}

/**
 * The hash of its sources lies inside a build (a dot file no server hands out), so a build that somebody else
 * made or removed never passes for ours.
 */
const STAMP = ".sources"

export function isBuildCurrent(outDir: string, sources: string): boolean {
  const stamp = path.join(outDir, STAMP)
  return existsSync(path.join(outDir, "index.html")) && existsSync(stamp) && readFileSync(stamp, "utf8") === sources
}

export function stampBuild(outDir: string, sources: string): void {
  writeFileSync(path.join(outDir, STAMP), sources)
}
