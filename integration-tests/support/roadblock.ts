import type { Client } from "pg"
import { connect } from "./database"

const NAME = "roadblock"
const PATIENCE_MS = 60_000

/**
 * A lock that keeps a statement of the server waiting, so that a test can stop the server between two exact statements
 * without a hook in the product. The lock is held by a connection of the test's own.
 */
export class Roadblock {
  private constructor(
    private readonly client: Client,
    private readonly pid: number
  ) {}

  /** Writes to the table wait, reads pass. */
  static async onTable(databaseUrl: string, table: string): Promise<Roadblock> {
    return await Roadblock.put(databaseUrl, `lock table "${table}" in share mode`)
  }

  /** Writes to these rows wait, and whoever wants to lock them. @throws Error when there is no such row */
  static async onRows(databaseUrl: string, table: string, condition: string, values: unknown[]): Promise<Roadblock> {
    return await Roadblock.put(databaseUrl, `select 1 from "${table}" where ${condition} for update`, values)
  }

  private static async put(databaseUrl: string, statement: string, values?: unknown[]): Promise<Roadblock> {
    const client = await connect(databaseUrl, NAME)
    const { rows } = await client.query("select pg_backend_pid() as pid")
    await client.query("begin")
    const { rowCount } = await client.query(statement, values)
    if (values && !rowCount) {
      await client.end()
      throw new Error(`Nothing to lock: ${statement}`)
    }
    return new Roadblock(client, rows[0].pid)
  }

  /** Resolves when so many statements wait here. */
  async reached(waiting = 1): Promise<void> {
    const until = Date.now() + PATIENCE_MS
    for (;;) {
      // Not through the locking connection alone: its transaction sees activity as of its first look.
      await this.client.query("select pg_stat_clear_snapshot()")
      const { rows } = await this.client.query("select query from pg_stat_activity where $1 = any(pg_blocking_pids(pid))", [this.pid])
      if (rows.length >= waiting) {
        return
      }
      if (Date.now() > until) {
        throw new Error(`Only ${rows.length} of ${waiting} statements came to the roadblock: ${JSON.stringify(rows)}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }

  async lift(): Promise<void> {
    await this.client.query("rollback")
    await this.client.end()
  }
}

/**
 * Ends what a killed server left behind in PostgreSQL, which doesn't notice at once that a client is gone: a statement
 * still waiting at a roadblock would otherwise be executed the moment that is lifted.
 */
export async function endConnectionsOfTheDead(database: Client): Promise<void> {
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name <> $1`,
    [NAME]
  )
}
