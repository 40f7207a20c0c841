import { Context } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"

/** The one thing our modules need of the database driver: a statement with `?` bindings, in the caller's transaction. */
export type Sql = <Row = Record<string, unknown>>(statement: string, bindings?: unknown[]) => Promise<Row[]>

type Knex = { raw: (statement: string, bindings: readonly unknown[]) => Promise<{ rows: unknown[] }> }
type Manager = { getTransactionContext: () => Knex | undefined; getKnex: () => Knex }

const runner = (knex: Knex): Sql => async (statement, bindings = []) => (await knex.raw(statement, bindings)).rows as never

/** Statements inside the context's transaction; a row lock taken outside of one would be let go of at once, so it refuses. */
export function transactionSql(context: Context): Sql {
  const knex = (context.transactionManager as Manager | undefined)?.getTransactionContext()
  if (!knex) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "This must run inside a transaction.")
  }
  return runner(knex)
}

/** Statements for reading, in the transaction if there is one. */
export function readSql(context: Context): Sql {
  const manager = (context.transactionManager ?? context.manager) as Manager
  return runner(manager.getTransactionContext() ?? manager.getKnex())
}
