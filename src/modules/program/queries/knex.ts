import type { Knex, SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Context } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"

export type ProgramContext = Context<SqlEntityManager>

/** For reading: the running transaction if there is one. */
export function knexOf(context: ProgramContext): Knex {
  const manager = context.transactionManager ?? context.manager
  if (!manager) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "No database manager in the context")
  }
  return (manager.getTransactionContext() as Knex | undefined) ?? manager.getKnex()
}

/** For locking: a row lock outside of a transaction ends at once and guards nothing, so that is an error. */
export function transactionOf(context: ProgramContext): Knex.Transaction {
  const transaction = context.transactionManager?.getTransactionContext()
  if (!transaction) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "This needs a database transaction")
  }
  return transaction as Knex.Transaction
}
