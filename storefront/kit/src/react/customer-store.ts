import { asMonetizationError, type CartStore } from "../cart/cart-store.ts"
import type { Credentials, Registration } from "../client/calls/auth.ts"
import type { MonetizationClient } from "../client/create-client.ts"
import type { MedusaCustomer } from "../client/medusa-types.ts"
import type { MonetizationError } from "../client/monetization-error.ts"
import type { QueryCache } from "./query-cache.ts"

export interface CustomerState {
  /** "idle" until the browser has looked for a token: what a server renders. */
  status: "idle" | "loading" | "signed-in" | "signed-out" | "error"
  customer: MedusaCustomer | null
  error: MonetizationError | null
}

const INITIAL: CustomerState = { status: "idle", customer: null, error: null }

/** Who is signed in. Signing in takes the cart along, signing out leaves it behind. */
export class CustomerStore {
  private state: CustomerState = INITIAL
  private readonly listeners = new Set<() => void>()
  private epoch = 0

  constructor(
    private readonly client: MonetizationClient,
    private readonly cartStore: CartStore,
    private readonly cache: QueryCache
  ) {}

  getSnapshot = (): CustomerState => this.state

  getServerSnapshot = (): CustomerState => INITIAL

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  async load(): Promise<void> {
    const epoch = ++this.epoch
    if (!this.client.auth.isSignedIn()) {
      this.put({ status: "signed-out", customer: null, error: null })
      return
    }
    this.put({ ...this.state, status: this.state.customer ? "signed-in" : "loading" })
    try {
      const customer = await this.client.customers.me()
      if (epoch === this.epoch) {
        this.put({ status: "signed-in", customer, error: null })
      }
    } catch (error) {
      if (epoch !== this.epoch) {
        return
      }
      const failure = asMonetizationError(error)
      if (failure.status === 401 || failure.status === 404) {
        this.client.auth.logout()
        this.put({ status: "signed-out", customer: null, error: null })
      } else {
        this.put({ ...this.state, status: "error", error: failure })
      }
    }
  }

  async login(credentials: Credentials): Promise<void> {
    await this.client.auth.login(credentials)
    await this.afterSignIn()
  }

  async register(registration: Registration): Promise<void> {
    await this.client.auth.register(registration)
    await this.afterSignIn()
  }

  logout(): void {
    this.epoch++
    this.client.auth.logout()
    // the cart is the customer's now; the next person at this device must not see it
    this.cartStore.forget()
    this.put({ status: "signed-out", customer: null, error: null })
    this.cache.clear()
  }

  private async afterSignIn(): Promise<void> {
    await this.cartStore.adopt()
    await this.load()
    this.cache.clear()
  }

  private put(state: CustomerState): void {
    this.state = state
    this.listeners.forEach((listener) => listener())
  }
}
