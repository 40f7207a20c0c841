import type {
  BalanceTransaction,
  Charge,
  CheckoutSession,
  Coupon,
  Customer,
  Delivery,
  EndpointSecret,
  IdempotencyRecord,
  IntentSecret,
  PaymentIntent,
  PaymentMethod,
  PaymentMethodSecret,
  Price,
  Product,
  Refund,
  SessionSecret,
  SetupIntent,
  StripeEvent,
  StripeObject,
  WebhookEndpoint,
} from "./types"

/** Objects of one kind by id, in the order they were made. */
export class Collection<T extends StripeObject> {
  private readonly items = new Map<string, T>()

  constructor(private readonly onChange: () => void) {}

  get(id: string): T | undefined {
    return this.items.get(id)
  }

  /** For ids that the stand-in itself wrote down: not finding one is a bug here, not the caller's. */
  require(id: string): T {
    const item = this.items.get(id)
    if (!item) {
      throw new Error(`The stand-in lost ${id}`)
    }
    return item
  }

  add(item: T): T {
    this.items.set(item.id, item)
    this.onChange()
    return item
  }

  update(item: T, changes: Partial<T>): T {
    Object.assign(item, changes)
    this.onChange()
    return item
  }

  remove(id: string): void {
    this.items.delete(id)
    this.onChange()
  }

  all(): T[] {
    return [...this.items.values()]
  }

  newestFirst(): T[] {
    return this.all().reverse()
  }

  get size(): number {
    return this.items.size
  }
}

/** Everything the stand-in remembers. */
export class Store {
  private changed: () => void = () => undefined
  private readonly touch = () => this.changed()

  readonly products = new Collection<Product>(this.touch)
  readonly prices = new Collection<Price>(this.touch)
  readonly coupons = new Collection<Coupon>(this.touch)
  readonly customers = new Collection<Customer>(this.touch)
  /** Ids of deleted customers, which Stripe still answers as `{ deleted: true }`. */
  readonly deletedCustomers = new Collection<StripeObject>(this.touch)
  readonly paymentMethods = new Collection<PaymentMethod>(this.touch)
  readonly paymentMethodSecrets = new Collection<PaymentMethodSecret>(this.touch)
  readonly paymentIntents = new Collection<PaymentIntent>(this.touch)
  readonly setupIntents = new Collection<SetupIntent>(this.touch)
  readonly intentSecrets = new Collection<IntentSecret>(this.touch)
  readonly sessions = new Collection<CheckoutSession>(this.touch)
  readonly sessionSecrets = new Collection<SessionSecret>(this.touch)
  readonly charges = new Collection<Charge>(this.touch)
  readonly refunds = new Collection<Refund>(this.touch)
  readonly balanceTransactions = new Collection<BalanceTransaction>(this.touch)
  readonly events = new Collection<StripeEvent>(this.touch)
  readonly webhookEndpoints = new Collection<WebhookEndpoint>(this.touch)
  readonly endpointSecrets = new Collection<EndpointSecret>(this.touch)
  readonly deliveries = new Collection<Delivery>(this.touch)
  readonly idempotency = new Collection<IdempotencyRecord>(this.touch)

  onChange(listener: () => void): void {
    this.changed = listener
  }

  /** The collections by name, for saving, counting and looking an id up. */
  collections(): [string, Collection<StripeObject>][] {
    return Object.entries(this).filter(([, value]) => value instanceof Collection) as [
      string,
      Collection<StripeObject>,
    ][]
  }

  /** The public object behind an id, whichever kind it is. */
  find(id: string): StripeObject | undefined {
    const collection = PUBLIC_BY_PREFIX.find(([prefix]) => id.startsWith(prefix))?.[1]
    return (collection && (this[collection] as Collection<StripeObject>).get(id)) ?? this.deletedCustomers.get(id)
  }
}

const PUBLIC_BY_PREFIX: [string, keyof Store][] = [
  ["prod_", "products"],
  ["price_", "prices"],
  ["cus_", "customers"],
  ["pm_", "paymentMethods"],
  ["pi_", "paymentIntents"],
  ["seti_", "setupIntents"],
  ["cs_", "sessions"],
  ["ch_", "charges"],
  ["re_", "refunds"],
  ["txn_", "balanceTransactions"],
  ["evt_", "events"],
  ["we_", "webhookEndpoints"],
]
