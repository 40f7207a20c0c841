import { asMonetizationError } from "../cart/cart-store.ts"
import type { MonetizationClient } from "../client/create-client.ts"
import type { MonetizationError } from "../client/monetization-error.ts"
import type { PostPurchase, PostPurchaseResult } from "../client/types.ts"
import { clockSkewMs } from "../time/hold-clock.ts"
import { startPolling, type Pace, type PollingOptions } from "../time/polling.ts"

export interface PostPurchaseState {
  /** null until the first answer. */
  postPurchase: PostPurchase | null
  /** Server clock minus device clock, from the last answer. */
  skewMs: number
  /** The buyer's answer that is under way. */
  busy: "accept" | "decline" | null
  /** Of the last answer or read. */
  error: MonetizationError | null
}

const INITIAL: PostPurchaseState = { postPurchase: null, skewMs: 0, busy: null, error: null }

/** How often the server is asked what became of a payment it is still working on. */
const PENDING_PACE: Pace = { firstMs: 1_000, maxMs: 15_000 }

/**
 * The funnel after one order: read, answered one step at a time, and read again while a payment is being worked on.
 * A read that an answer has outdated is dropped.
 */
export class PostPurchaseStore {
  private state: PostPurchaseState = INITIAL
  private readonly listeners = new Set<() => void>()
  /** Raised by every read and answer: what carries an older number is stale. */
  private epoch = 0
  private isStarted = false
  private stopPolling: (() => void) | null = null

  constructor(
    private readonly client: Pick<MonetizationClient, "postPurchase">,
    private readonly cartId: string,
    /** Called when an accepted offer has become an order. */
    private readonly onOrdered: () => void = () => undefined,
    private readonly polling: Pick<PollingOptions, "visibility"> & { pace?: Pace } = {}
  ) {}

  getSnapshot = (): PostPurchaseState => this.state

  getServerSnapshot = (): PostPurchaseState => INITIAL

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Reads the funnel and follows a pending payment. Call once in a browser; returns a stop function. */
  start(): () => void {
    this.isStarted = true
    void this.load()
    return () => {
      this.isStarted = false
      this.followPending()
    }
  }

  /** Reads the funnel again; never throws, the error is in the state. Answers whether it changed. */
  async load(): Promise<boolean> {
    const epoch = ++this.epoch
    const before = this.state.postPurchase
    const sentAt = Date.now()
    try {
      const postPurchase = await this.client.postPurchase.get(this.cartId)
      if (epoch !== this.epoch) {
        return true
      }
      this.take(postPurchase, sentAt)
      this.patch({ error: null })
      return JSON.stringify({ ...before, serverTime: "" }) !== JSON.stringify({ ...postPurchase, serverTime: "" })
    } catch (error) {
      if (epoch === this.epoch && !this.state.busy) {
        this.patch({ error: asMonetizationError(error) })
      }
      return false
    }
  }

  /**
   * Buys the step's offer. Answers what became of it, or null when it was refused and `error` says why.
   * @param total what the buyer was shown, which is the most that is charged; null when they were shown none
   */
  accept(stepId: string, total: number | null): Promise<PostPurchaseResult | null> {
    return this.answer("accept", stepId, () => this.client.postPurchase.accept(this.cartId, stepId, total))
  }

  decline(stepId: string): Promise<PostPurchaseResult | null> {
    return this.answer("decline", stepId, () => this.client.postPurchase.decline(this.cartId, stepId))
  }

  private async answer(
    busy: "accept" | "decline",
    stepId: string,
    send: () => Promise<PostPurchase>
  ): Promise<PostPurchaseResult | null> {
    if (this.state.busy) {
      return null
    }
    this.epoch++
    this.patch({ busy, error: null })
    const sentAt = Date.now()
    try {
      const postPurchase = await send()
      // a read that was asked meanwhile may have been answered from before this answer
      this.epoch++
      this.take(postPurchase, sentAt)
      return postPurchase.results.filter((result) => result.stepId === stepId).pop() ?? null
    } catch (error) {
      // refused because the time ran out, or another tab answered: what is shown must follow
      const rereadAt = Date.now()
      const postPurchase = await this.client.postPurchase.get(this.cartId).catch(() => null)
      this.epoch++
      if (postPurchase) {
        this.take(postPurchase, rereadAt)
      }
      this.patch({ error: asMonetizationError(error) })
      return null
    } finally {
      this.patch({ busy: null })
    }
  }

  private take(postPurchase: PostPurchase, sentAt: number): void {
    const ordered = (from: PostPurchase | null) => from?.results.filter((result) => result.outcome === "ordered").length ?? 0
    const hadOrdered = this.state.postPurchase ? ordered(this.state.postPurchase) : ordered(postPurchase)
    this.patch({ postPurchase, skewMs: clockSkewMs(postPurchase.serverTime, sentAt, Date.now()) })
    this.followPending()
    if (ordered(postPurchase) > hadOrdered) {
      this.onOrdered()
    }
  }

  private followPending(): void {
    const isPending = this.isStarted && (this.state.postPurchase?.results.some(({ outcome }) => outcome === "pending") ?? false)
    if (isPending && !this.stopPolling) {
      const { pace = PENDING_PACE, visibility } = this.polling
      this.stopPolling = startPolling({ ask: () => this.load(), pace, visibility })
    } else if (!isPending) {
      this.stopPolling?.()
      this.stopPolling = null
    }
  }

  private patch(patch: Partial<PostPurchaseState>): void {
    this.state = { ...this.state, ...patch }
    this.listeners.forEach((listener) => listener())
  }
}
