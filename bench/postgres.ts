import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { databaseUrl, startPostgres } from "../demo/postgres"

/** A PostgreSQL for the run: the one `DATABASE_URL` names (its account must be allowed to make databases), or an embedded one. */
export async function openPostgres(): Promise<{ url: string; close(): Promise<void> }> {
  if (process.env.DATABASE_URL) {
    return { url: databaseUrl(process.env.DATABASE_URL, "postgres"), close: async () => undefined }
  }
  const home = mkdtempSync(path.join(tmpdir(), "monetization-bench-postgres-"))
  const postgres = await startPostgres({ dataDir: path.join(home, "data"), port: 0 })
  return {
    url: postgres.url,
    async close() {
      await postgres.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
