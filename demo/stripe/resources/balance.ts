import type { Context, Route } from "../context"
import { noSuch } from "../errors"
import { createdFilter, equalityFilter, LIST_PARAMS, page } from "../lists"

/** Money becomes available two days after it was booked. */
export function settleBalance(context: Context): void {
  for (const transaction of context.store.balanceTransactions.all()) {
    if (transaction.status === "pending" && transaction.available_on <= context.now()) {
      context.store.balanceTransactions.update(transaction, { status: "available" })
    }
  }
}

function sums(context: Context, status: "available" | "pending") {
  const byCurrency = new Map<string, number>()
  for (const transaction of context.store.balanceTransactions.all()) {
    if (transaction.status === status) {
      byCurrency.set(transaction.currency, (byCurrency.get(transaction.currency) ?? 0) + transaction.net)
    }
  }
  return [...byCurrency].map(([currency, amount]) => ({ amount, currency, source_types: { card: amount } }))
}

export const balanceRoutes: Route[] = [
  {
    method: "GET",
    path: "/v1/balance",
    handle: (context) => ({
      object: "balance",
      available: sums(context, "available"),
      livemode: false,
      pending: sums(context, "pending"),
    }),
  },
  {
    method: "GET",
    path: "/v1/balance_transactions",
    handle: (context, { params }) => {
      params.allow([...LIST_PARAMS, "created", "currency", "payout", "source", "type"])
      const items = context.store.balanceTransactions
        .newestFirst()
        .filter(createdFilter(params))
        .filter(equalityFilter(params, ["currency", "payout", "source", "type"]))
      return page(items, params, "/v1/balance_transactions")
    },
  },
  {
    method: "GET",
    path: "/v1/balance_transactions/:id",
    handle: ({ store }, { ids }) => {
      const transaction = store.balanceTransactions.get(ids.id)
      if (!transaction) {
        throw noSuch("balance transaction", ids.id)
      }
      return transaction
    },
  },
]
