import { asMonetizationError, type CartStore } from "../cart/cart-store.ts"
import type { Credentials, Registration } from "../client/calls/auth.ts"
import type { MonetizationClient } from "../client/create-client.ts"
import type { MedusaCustomer } from "../client/medusa-types.ts"
import { MonetizationError } from "../client/monetization-error.ts"
import type { PurchaseKeys } from "../client/purchase-keys.ts"
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
    private readonly cache: QueryCache,
    private readonly purchaseKeys: Pick<PurchaseKeys, "clear">
  ) {}

  getSnapshot = (): CustomerState => this.state

  getServerSnapshot = (): CustomerState => INITIAL

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Looks who is signed in and follows other tabs. Call once in a browser; returns a stop function. */
  start(): () => void {
    void this.load()
    return this.client.auth.onChange(() => this.follow())
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
      if (isNobody(failure)) {
        this.client.auth.forgetToken()
        this.put({ status: "signed-out", customer: null, error: null })
      } else {
        this.put({ ...this.state, status: "error", error: failure })
      }
    }
  }

  /** @throws MonetizationError, `account_incomplete` where a registration broke off halfway: registering again goes on with it */
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
    this.purchaseKeys.clear()
    // the cart is the customer's now; the next person at this device must not see it
    this.cartStore.forget()
    this.put({ status: "signed-out", customer: null, error: null })
    this.cache.clear()
  }

  private async afterSignIn(): Promise<void> {
    const epoch = ++this.epoch
    const customer = await this.client.customers.me().catch((error) => this.notACustomer(asMonetizationError(error)))
    await this.cartStore.adopt()
    if (customer && epoch === this.epoch) {
      this.put({ status: "signed-in", customer, error: null })
    } else {
      await this.load()
    }
    this.cache.clear()
  }

  /** The password was right, so what may have failed is only the reading, which is then tried again. */
  private notACustomer(failure: MonetizationError): null {
    if (!isNobody(failure)) {
      return null
    }
    this.client.auth.forgetToken()
    this.put({ status: "signed-out", customer: null, error: null })
    throw new MonetizationError({
      status: failure.status,
      code: "account_incomplete",
      type: "not_allowed",
      message: "This account was never finished: register again with the same email and password",
      cause: failure,
    })
  }

  /** Another tab signed somebody in or out: what this one shows of the customer goes before anything is read. */
  private follow(): void {
    this.put({ status: "loading", customer: null, error: null })
    this.purchaseKeys.clear()
    this.cache.clear()
    void this.load()
    void this.cartStore.load()
  }

  private put(state: CustomerState): void {
    this.state = state
    this.listeners.forEach((listener) => listener())
  }
}

const isNobody = ({ status }: MonetizationError) => status === 401 || status === 404
