import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs"
import path from "node:path"

/**
 * A second copy of a folder that takes no room: its files are hard links, so programs see files of their own place (a
 * symbolic link would lead Node back to the first). On another disk they are copied.
 * @param skip what is left out at the top
 */
export function linkTree(from: string, to: string, skip: ReadonlySet<string> = new Set()): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (skip.has(entry.name)) {
      continue
    }
    if (entry.isDirectory()) {
      linkTree(source, target)
    } else if (entry.isSymbolicLink()) {
      // A link out of the folder, as npm makes for workspaces, leads nowhere from the new place.
      const destination = readlinkSync(source)
      if (existsSync(path.resolve(to, destination)) || path.basename(from) === ".bin") {
        symlinkSync(destination, target)
      }
    } else {
      linkOrCopy(source, target)
    }
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch (error) {
    if (!["EXDEV", "EPERM", "EMLINK"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      throw error
    }
    copyFileSync(source, target)
  }
}
