import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

type Bindings = readonly unknown[]
type Query = { sql: string; bindings?: Bindings; response?: { rows: Record<string, unknown>[] } }
type Client = { _query: (connection: unknown, query: Query) => Promise<Query> }

/** Sends the statement, or another one in its place, on the connection it was meant for. */
export type Execute = (sql?: string, bindings?: Bindings) => Promise<Query>
/** Stands between the app and PostgreSQL. A statement carries `$1`, `$2`, … for its bindings. */
export type Around = (sql: string, execute: Execute, bindings: Bindings) => Promise<Query>

/** A statement as it would be without its row lock; those that share work out (`skip locked`) keep it. */
export const withoutRowLock = (sql: string) => sql.replace(/ for update(?! skip locked)/, "")

/**
 * Runs `work` while every statement of the app, whoever sends it, goes through `around`: so a race over HTTP has a twin
 * that takes the same way without the guard, with no switch for it in the product.
 */
export async function withStatements<Result>(container: MedusaContainer, around: Around, work: () => Promise<Result>): Promise<Result> {
  const { client } = container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as { client: object }
  // A transaction has a client of its own, made from the prototype.
  const prototype = client.constructor.prototype as Client
  const query = prototype._query
  prototype._query = async function (this: unknown, connection, given) {
    const execute: Execute = (sql = given.sql, bindings = given.bindings) => query.call(this as Client, connection, { ...given, sql, bindings })
    const { response } = await around(given.sql, execute, given.bindings ?? [])
    return Object.assign(given, { response })
  }
  try {
    return await work()
  } finally {
    prototype._query = query
  }
}
