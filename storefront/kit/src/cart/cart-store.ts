import type { CartUpdate } from "../client/calls/carts.ts"
import type { MonetizationClient } from "../client/create-client.ts"
import { isMonetizationError, MonetizationError } from "../client/monetization-error.ts"
import type { CartNotice, StoreCartSummary } from "../client/types.ts"
import { clockSkewMs } from "../time/hold-clock.ts"
import type { CartIdStorage } from "./cart-id-storage.ts"
import { memoryDismissedNotices, type DismissedNotices } from "./dismissed-notices.ts"

export interface CartState {
  /** "idle" until the browser has been asked for a cart: what a server renders. */
  status: "idle" | "loading" | "ready" | "error"
  cartId: string | null
  cart: StoreCartSummary | null
  /** Server clock minus device clock, from the last answer. */
  skewMs: number
  /** Changes under way or waiting. */
  pending: number
  error: MonetizationError | null
  /** Not yet dismissed by the visitor. */
  notices: CartNotice[]
}

export interface TicketLine {
  variantId: string
  quantity: number
}

export interface AddedTickets {
  /** What is in the cart now. */
  added: TicketLine[]
  /** Why the others aren't. */
  error: MonetizationError | null
}

const INITIAL: CartState = {
  status: "idle",
  cartId: null,
  cart: null,
  skewMs: 0,
  pending: 0,
  error: null,
  notices: [],
}

const GONE_CODES = new Set(["cart_not_found", "cart_completed"])

/**
 * The visitor's one cart: remembered between visits, changed by one request at a time, told to every subscriber.
 * Changes queue up, so two quick clicks can't overtake each other; a read that a change has outdated is dropped.
 */
export class CartStore {
  private state: CartState = INITIAL
  private readonly listeners = new Set<() => void>()
  private queue: Promise<unknown> = Promise.resolve()
  /** Raised by every change and read: an answer that carries an older number is stale. */
  private epoch = 0

  constructor(
    private readonly client: MonetizationClient,
    private readonly storage: CartIdStorage,
    private readonly regionId: () => string | null,
    private readonly dismissed: DismissedNotices = memoryDismissedNotices()
  ) {}

  getSnapshot = (): CartState => this.state

  getServerSnapshot = (): CartState => INITIAL

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Reads the remembered cart and follows other tabs. Call once in a browser; returns a stop function. */
  start(): () => void {
    void this.load()
    return this.storage.onChange(() => {
      if (this.storage.get() !== this.state.cartId) {
        void this.load()
      }
    })
  }

  /** Reads the cart again; never throws, the error is in the state. */
  async load(): Promise<void> {
    const cartId = this.storage.get()
    const epoch = ++this.epoch
    if (!cartId) {
      this.patch({ status: "ready", cartId: null, cart: null, error: null, notices: [] })
      return
    }
    if (cartId !== this.state.cartId) {
      this.patch({ status: "loading", cartId, cart: null, notices: [] })
    } else if (!this.state.cart) {
      this.patch({ status: "loading" })
    }
    try {
      const sentAt = Date.now()
      const cart = await this.client.carts.summary(cartId)
      if (epoch === this.epoch) {
        this.accept(cart, sentAt)
      }
    } catch (error) {
      if (epoch !== this.epoch) {
        return
      }
      if (isGone(error)) {
        this.forget()
      } else {
        this.patch({ status: this.state.cart ? "ready" : "error", error: asMonetizationError(error) })
      }
    }
  }

  /**
   * Runs a change after the ones before it and takes over the cart it answers.
   * @param change gets the cart's id; answers the new summary, or nothing when it has to be read
   * @param createCart make a cart when there is none (adding), or when the remembered one is over
   * @throws MonetizationError of the change; the cart shown stays as it was
   */
  change(
    change: (cartId: string) => Promise<StoreCartSummary | void>,
    { createCart = false }: { createCart?: boolean } = {}
  ): Promise<StoreCartSummary | null> {
    this.patch({ pending: this.state.pending + 1 })
    const run = async () => {
      this.epoch++
      try {
        return await this.attempt(change, createCart)
      } finally {
        this.patch({ pending: this.state.pending - 1 })
      }
    }
    const result = this.queue.then(run)
    this.queue = result.catch(() => undefined)
    return result
  }

  addTicket(variantId: string, quantity: number) {
    return this.change(
      async (cartId) => {
        await this.client.carts.addLineItem(cartId, { variantId, quantity })
      },
      { createCart: true }
    )
  }

  /**
   * Several ticket types at once, read back once. Medusa takes one after the other, so some may be in the cart when one is
   * refused: those must not be added again. Doesn't throw.
   */
  async addTickets(lines: TicketLine[]): Promise<AddedTickets> {
    let added: TicketLine[] = []
    const addAll = async (cartId: string) => {
      // a cart that turns out to be over is followed by a new one, which has none of them yet
      added = []
      for (const line of lines) {
        await this.client.carts.addLineItem(cartId, line)
        added.push(line)
      }
    }
    try {
      await this.change(addAll, { createCart: true })
      return { added, error: null }
    } catch (error) {
      return { added, error: asMonetizationError(error) }
    }
  }

  /** For tickets and other Medusa lines; 0 removes. */
  setLineQuantity(lineItemId: string, quantity: number) {
    return this.change(async (cartId) => {
      if (quantity > 0) {
        await this.client.carts.updateLineItem(cartId, lineItemId, quantity)
      } else {
        await this.client.carts.deleteLineItem(cartId, lineItemId)
      }
    })
  }

  addOffer(offerId: string, quantity = 1, sessionId?: string) {
    return this.change((cartId) => this.client.carts.addOffer(cartId, offerId, quantity, { sessionId }), {
      createCart: true,
    })
  }

  setOfferQuantity(offerId: string, quantity: number) {
    return this.change((cartId) =>
      quantity > 0
        ? this.client.carts.setOffer(cartId, offerId, quantity)
        : this.client.carts.removeOffer(cartId, offerId)
    )
  }

  removeOffer(offerId: string) {
    return this.change((cartId) => this.client.carts.removeOffer(cartId, offerId))
  }

  renewHolds() {
    return this.change((cartId) => this.client.carts.renewHolds(cartId))
  }

  update(update: CartUpdate) {
    return this.change(async (cartId) => {
      await this.client.carts.update(cartId, update)
    })
  }

  setShippingOption(optionId: string) {
    return this.change(async (cartId) => {
      await this.client.carts.addShippingMethod(cartId, optionId)
    })
  }

  /** After signing in: the cart becomes the customer's. A cart of somebody else is let go. */
  async adopt(): Promise<void> {
    if (this.storage.get()) {
      await this.change(async (cartId) => {
        await this.client.carts.assignCustomer(cartId)
      }).catch(() => this.load())
    }
  }

  /** Lets go of the cart here; the one on the server stays as it is. */
  forget(): void {
    this.epoch++
    this.storage.set(null)
    this.patch({ status: "ready", cartId: null, cart: null, error: null, notices: [] })
  }

  dismissNotice(notice: CartNotice): void {
    this.dismissed.add(notice)
    this.patch({ notices: this.undismissed(this.state.cart) })
  }

  private async attempt(
    change: (cartId: string) => Promise<StoreCartSummary | void>,
    createCart: boolean
  ): Promise<StoreCartSummary | null> {
    const remembered = this.storage.get()
    const cartId = remembered ?? (createCart ? await this.create() : null)
    if (!cartId) {
      return null
    }
    try {
      return await this.apply(cartId, change)
    } catch (error) {
      if (!isGone(error)) {
        await this.reread(cartId)
        throw error
      }
      if (!createCart || !remembered) {
        this.forget()
        throw error
      }
      return this.apply(await this.create(), change)
    }
  }

  private async apply(
    cartId: string,
    change: (cartId: string) => Promise<StoreCartSummary | void>
  ): Promise<StoreCartSummary> {
    let sentAt = Date.now()
    let cart = await change(cartId)
    if (!cart) {
      sentAt = Date.now()
      cart = await this.client.carts.summary(cartId)
    }
    // a read that was asked meanwhile may have been answered from before the change
    this.epoch++
    this.accept(cart, sentAt)
    return cart
  }

  /** A refused change may still have changed something (a part of several lines, a hold that ended meanwhile). */
  private async reread(cartId: string): Promise<void> {
    const epoch = this.epoch
    const sentAt = Date.now()
    const cart = await this.client.carts.summary(cartId).catch(() => null)
    if (cart && epoch === this.epoch) {
      this.accept(cart, sentAt)
    } else if (this.state.status === "loading") {
      void this.load()
    }
  }

  private async create(): Promise<string> {
    const regionId = this.regionId()
    if (!regionId) {
      throw new MonetizationError({
        status: 0,
        code: "region_required",
        type: "configuration",
        message: "No region: pass regionId to MonetizationProvider",
      })
    }
    const cart = await this.client.carts.create({ regionId })
    this.storage.set(cart.id)
    return cart.id
  }

  private accept(cart: StoreCartSummary, sentAt: number): void {
    if (cart.completed) {
      this.forget()
      return
    }
    this.patch({
      status: "ready",
      cartId: cart.id,
      cart,
      error: null,
      skewMs: clockSkewMs(cart.serverTime, sentAt, Date.now()),
      notices: this.undismissed(cart),
    })
  }

  private undismissed(cart: StoreCartSummary | null): CartNotice[] {
    return (cart?.notices ?? []).filter((notice) => !this.dismissed.has(notice))
  }

  private patch(patch: Partial<CartState>): void {
    this.state = { ...this.state, ...patch }
    this.listeners.forEach((listener) => listener())
  }
}

/** The cart can't be used any more by this visitor: ordered, deleted, or somebody else's. */
function isGone(error: unknown): boolean {
  if (!isMonetizationError(error)) {
    return false
  }
  // Medusa's own cart routes answer 404 without a code of ours
  const coreNotFound = error.status === 404 && error.type === "not_found" && /\bcart\b/i.test(error.message)
  return GONE_CODES.has(error.code) || coreNotFound
}

export function asMonetizationError(error: unknown): MonetizationError {
  if (isMonetizationError(error)) {
    return error
  }
  return new MonetizationError({
    status: 0,
    code: "unexpected_error",
    type: "unexpected",
    message: error instanceof Error ? error.message : String(error),
    cause: error,
  })
}
