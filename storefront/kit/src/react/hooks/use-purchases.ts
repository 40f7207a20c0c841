import type { MedusaOrder } from "../../client/medusa-types.ts"
import type { StorePurchase, StoreTicket } from "../../client/types.ts"
import { useMonetization } from "../monetization-provider.tsx"
import { useCustomer } from "./use-customer.ts"
import { useQuery, type QueryResult } from "./use-query.ts"

const NO_PURCHASES: StorePurchase[] = []
const NO_TICKETS: StoreTicket[] = []

/** What the signed-in customer bought, newest first; empty while nobody is signed in. */
export function usePurchases({ limit = 20, offset = 0 }: { limit?: number; offset?: number } = {}): Omit<
  QueryResult<unknown>,
  "data"
> & { purchases: StorePurchase[]; count: number } {
  const { client } = useMonetization()
  const { customer } = useCustomer()
  const { data, ...rest } = useQuery(customer ? `purchases:${customer.id}:${limit}:${offset}` : null, (signal) =>
    client.customers.purchases({ limit, offset }, { signal })
  )
  return { ...rest, purchases: data?.purchases ?? NO_PURCHASES, count: data?.count ?? 0 }
}

/** The signed-in customer's tickets and the sessions they have seats in. */
export function useTickets({ limit = 50, offset = 0 }: { limit?: number; offset?: number } = {}): Omit<
  QueryResult<unknown>,
  "data"
> & { tickets: StoreTicket[]; count: number } {
  const { client } = useMonetization()
  const { customer } = useCustomer()
  const { data, ...rest } = useQuery(customer ? `tickets:${customer.id}:${limit}:${offset}` : null, (signal) =>
    client.customers.tickets({ limit, offset }, { signal })
  )
  return { ...rest, tickets: data?.tickets ?? NO_TICKETS, count: data?.count ?? 0 }
}

/** A placed order; null asks nothing. */
export function useOrder(id: string | null): Omit<QueryResult<MedusaOrder>, "data"> & { order: MedusaOrder | null } {
  const { client } = useMonetization()
  const { data, ...rest } = useQuery(id === null ? null : `order:${id}`, (signal) =>
    client.orders.retrieve(id ?? "", { signal })
  )
  return { ...rest, order: data }
}
