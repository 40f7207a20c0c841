import type { MedusaOrder } from "../../client/medusa-types.ts"
import type { DeliveryMethod, StorePurchase, StoreTicket } from "../../client/types.ts"
import type { Pace } from "../../time/polling.ts"
import { useMonetization } from "../monetization-provider.tsx"
import { useCustomer } from "./use-customer.ts"
import { usePurchaseLinks, type PurchaseLinks } from "./use-purchase-links.ts"
import { useQuery, type QueryResult } from "./use-query.ts"

const NO_PURCHASES: StorePurchase[] = []
const NO_TICKETS: StoreTicket[] = []

/** What is delivered without anybody's doing is there within seconds, unless something is out of order. */
const UNTIL_DELIVERED: Pace = { firstMs: 2_000, maxMs: 60_000 }
const BY_ITSELF: DeliveryMethod[] = ["DOWNLOAD", "ACCESS_CODE", "TICKET_UPGRADE"]

/** Who has just paid may be here before what they bought was written down. */
const untilDelivered = (page: { purchases: StorePurchase[] } | null): Pace | null =>
  page?.purchases.length === 0 ||
  page?.purchases.some(({ status, delivery }) => status === "PENDING" && BY_ITSELF.includes(delivery.method))
    ? UNTIL_DELIVERED
    : null

export interface UsePurchasesOptions {
  limit?: number
  offset?: number
  /** From a guest's link; nobody needs to be signed in then. */
  token?: string | null
}

export interface UsePurchasesResult extends Omit<QueryResult<unknown>, "data">, PurchaseLinks {
  purchases: StorePurchase[]
  count: number
}

/**
 * What was bought, newest first: by the signed-in customer, or by the guest whose link holds `token`. Empty while
 * nobody is signed in and there is no token. What is about to come is read again until it is there.
 */
export function usePurchases({ limit = 20, offset = 0, token = null }: UsePurchasesOptions = {}): UsePurchasesResult {
  const { client } = useMonetization()
  const { customer } = useCustomer()
  const links = usePurchaseLinks(token)
  const who = token === null ? (customer && `customer:${customer.id}`) : `guest:${token}`
  const { data, ...rest } = useQuery(
    who === null ? null : `purchases:${who}:${limit}:${offset}`,
    (signal) =>
      token === null
        ? client.customers.purchases({ limit, offset }, { signal })
        : client.purchases.listByToken(token, { limit, offset }, { signal }),
    { family: `purchases:${who}`, pace: untilDelivered }
  )
  return { ...rest, ...links, purchases: data?.purchases ?? NO_PURCHASES, count: data?.count ?? 0 }
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
