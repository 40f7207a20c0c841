import type { MedusaCustomer } from "../medusa-types.ts"
import type { CallOptions, Send } from "../transport.ts"
import type { Page, StorePurchase, StoreTicket } from "../types.ts"

export interface CustomerCalls {
  /** The signed-in customer; status 401 when nobody is. */
  me(options?: CallOptions): Promise<MedusaCustomer>
  tickets(
    query?: { limit?: number; offset?: number },
    options?: CallOptions
  ): Promise<Page & { tickets: StoreTicket[] }>
  /** Offers bought, newest first. */
  purchases(
    query?: { limit?: number; offset?: number },
    options?: CallOptions
  ): Promise<Page & { purchases: StorePurchase[] }>
}

export function customerCalls(send: Send): CustomerCalls {
  return {
    me: async (options) => (await send<{ customer: MedusaCustomer }>("GET", "/store/customers/me", options)).customer,
    tickets: (query, options) => send("GET", "/store/customers/me/tickets", { ...options, query }),
    purchases: (query, options) => send("GET", "/store/customers/me/offer-purchases", { ...options, query }),
  }
}
