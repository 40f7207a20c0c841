import { cpSync, existsSync, renameSync, rmSync } from "node:fs"
import path from "node:path"
import { fingerprint, isBuildCurrent, stampBuild } from "./fingerprint"
import { runProcess } from "./managed-process"
import { buildAdmin, MedusaContext } from "./medusa"

const ADMIN_SOURCES = ["src/admin", "medusa-config.ts", "package-lock.json"]
const STOREFRONT_SOURCES = ["storefront/demo", "storefront/kit", "package-lock.json"]
const DATABASE_SOURCES = ["src/modules", "src/links", "medusa-config.ts", "package-lock.json"]

/** Changes whenever the database may need a migration. */
export const databaseFingerprint = (root: string) => fingerprint(root, DATABASE_SOURCES)

/** A build that is either current already or can be made. */
export interface Build {
  isCurrent: boolean
  make(): Promise<void>
}

/** `medusa start` serves the admin from `public/admin`. */
export function adminBuild(context: MedusaContext): Build {
  const outDir = path.join(context.root, "public", "admin")
  const sources = fingerprint(context.root, ADMIN_SOURCES)
  return {
    isCurrent: isBuildCurrent(outDir, sources),
    async make() {
      await buildAdmin(context)
      // Put in place whole, so a copy cut short is never served.
      const next = `${outDir}.new`
      rmSync(next, { recursive: true, force: true })
      cpSync(path.join(context.root, ".medusa", "admin"), next, { recursive: true })
      stampBuild(next, sources)
      rmSync(outDir, { recursive: true, force: true })
      renameSync(next, outDir)
    },
  }
}

export function storefrontBuild(context: MedusaContext): Build {
  const folder = path.join(context.root, "storefront", "demo")
  const outDir = path.join(folder, "dist")
  const sources = fingerprint(context.root, STOREFRONT_SOURCES)
  return {
    isCurrent: isBuildCurrent(outDir, sources),
    async make() {
      if (!existsSync(path.join(folder, "index.html"))) {
        throw new Error(`${folder} has no index.html to build.`)
      }
      const vite = path.join(path.dirname(require.resolve("vite/package.json")), "bin", "vite.js")
      await runProcess(
        {
          command: process.execPath,
          args: [vite, "build"],
          env: { ...context.env, NODE_ENV: "production" },
          cwd: folder,
          logFile: path.join(context.logs, "storefront-build.log"),
        },
        context.track,
        5 * 60_000
      )
      stampBuild(outDir, sources)
    },
  }
}
