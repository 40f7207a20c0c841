import type { CheckoutSession, PaymentIntent } from "./types"
import { API_VERSION } from "./api-version"
import { expireDueSessions } from "./checkout/expire"
import { finishSessionChallenge, paySession, settleSession, type PaymentEntry, type PayResult } from "./checkout/pay"
import type { Context } from "./context"
import { StripeApiError } from "./errors"
import type { ActiveFault, Faults } from "./faults"
import { finishChallenge } from "./payments/confirm"
import { finishSetupChallenge } from "./payments/setup"
import { settleBalance } from "./resources/balance"
import { sweepEvents } from "./resources/events"
import { settleRefunds } from "./resources/refunds"
import type { Idempotency } from "./idempotency"
import type { Webhooks } from "./webhooks"

export class NotFound extends Error {}

export interface StandInState {
  /** How many objects there are of each kind. */
  counts: Record<string, number>
  /** How many events there were of each type. */
  events: Record<string, number>
  payment_intents: Record<string, number>
  checkout_sessions: Record<string, number>
  /** Sums in the minor unit, by currency. */
  money: Record<string, { captured: number; refunded: number; fees: number }>
  webhooks: { pending: number; delivered: number; attempts_failed: number; given_up: number; dropped: number }
  faults: ActiveFault[]
  /** The stand-in's clock, Unix seconds. */
  now: number
  api_version: string
}

/** What the hosted pages, the control API and tests do to the stand-in beside Stripe's API. */
export class Simulation {
  constructor(
    readonly context: Context,
    private readonly webhooks: Webhooks,
    private readonly faults: Faults,
    private readonly idempotency: Idempotency
  ) {}

  /** What happens by itself as time passes. */
  tick(): void {
    expireDueSessions(this.context)
    settleRefunds(this.context)
    settleBalance(this.context)
    this.idempotency.sweep()
    sweepEvents({ store: this.context.store, now: this.context.now() })
  }

  /** Moves the clock forward and lets happen what is due then. */
  advanceClock(seconds: number): number {
    if (!Number.isInteger(seconds) || seconds < 0 || seconds > 10 * 365 * 24 * 60 * 60) {
      throw new Error("advance_seconds must be a whole number of seconds, 0 or more")
    }
    this.context.clock.offset += seconds
    this.tick()
    return this.context.now()
  }

  session(id: string): CheckoutSession {
    expireDueSessions(this.context)
    const session = this.context.store.sessions.get(id)
    if (!session) {
      throw new NotFound(`No such checkout session: ${id}`)
    }
    return session
  }

  /** Pays as the hosted page's form does. */
  pay(sessionId: string, entry: Partial<PaymentEntry> & { card: string }): PayResult {
    const session = this.session(sessionId)
    const customer = session.customer ? this.context.store.customers.get(session.customer) : undefined
    return paySession(this.context, session, {
      email: session.customer_email ?? customer?.email ?? "buyer@example.com",
      name: "Test Buyer",
      expMonth: 12,
      expYear: new Date(this.context.now() * 1000).getUTCFullYear() + 4,
      cvc: "123",
      ...entry,
    })
  }

  /** Ends an open 3-D Secure challenge of a payment or setup intent; answers where the buyer goes next. */
  authenticate(intentId: string, passed: boolean): PayResult {
    const { store } = this.context
    const setup = store.setupIntents.get(intentId)
    if (setup) {
      const secret = store.intentSecrets.require(intentId)
      finishSetupChallenge(this.context, setup, passed)
      return {
        outcome: "complete",
        url: returnUrl(
          secret.returnUrl,
          { setup_intent: setup.id, setup_intent_client_secret: setup.client_secret },
          passed
        ),
      }
    }
    const intent = store.paymentIntents.get(intentId)
    if (!intent) {
      throw new NotFound(`No such intent: ${intentId}`)
    }
    const { checkoutSession } = store.intentSecrets.require(intentId)
    return checkoutSession
      ? finishSessionChallenge(this.context, this.session(checkoutSession), intent, passed)
      : this.authenticateOwn(intent, passed)
  }

  private authenticateOwn(intent: PaymentIntent, passed: boolean): PayResult {
    let succeeded = passed
    const secret = this.context.store.intentSecrets.require(intent.id)
    try {
      finishChallenge(this.context, intent, passed)
    } catch (error) {
      if (!(error instanceof StripeApiError && error.body.type === "card_error")) {
        throw error
      }
      succeeded = false
    }
    return {
      outcome: "complete",
      url: returnUrl(
        secret.returnUrl,
        { payment_intent: intent.id, payment_intent_client_secret: intent.client_secret },
        succeeded
      ),
    }
  }

  /** The bank's late answer to a session that was paid by bank debit. */
  settle(sessionId: string, succeeded: boolean): CheckoutSession {
    const session = this.session(sessionId)
    if (!session.payment_intent) {
      throw new Error("Nobody has paid this session yet")
    }
    settleSession(this.context, session, succeeded)
    return session
  }

  /** Sends an event again to every endpoint that takes its type. */
  redeliver(eventId: string): void {
    if (!this.webhooks.redeliver(eventId)) {
      throw new NotFound(`No such event: ${eventId}`)
    }
  }

  state(): StandInState {
    const { store } = this.context
    expireDueSessions(this.context)
    const money: StandInState["money"] = {}
    for (const transaction of store.balanceTransactions.all()) {
      const sums = (money[transaction.currency] ??= { captured: 0, refunded: 0, fees: 0 })
      sums.fees += transaction.fee
      if (transaction.type === "charge") {
        sums.captured += transaction.amount
      } else {
        sums.refunded -= transaction.amount
      }
    }
    return {
      counts: Object.fromEntries(store.collections().map(([name, collection]) => [name, collection.size])),
      events: countBy(store.events.all(), (event) => event.type),
      payment_intents: countBy(store.paymentIntents.all(), (intent) => intent.status),
      checkout_sessions: countBy(store.sessions.all(), (session) => session.status),
      money,
      webhooks: { pending: store.deliveries.size, ...this.webhooks.outcomes },
      faults: this.faults.list(),
      now: this.context.now(),
      api_version: API_VERSION,
    }
  }
}

function countBy<T>(items: T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) {
    counts[key(item)] = (counts[key(item)] ?? 0) + 1
  }
  return counts
}

function returnUrl(url: string | null, params: Record<string, string>, succeeded: boolean): string {
  if (!url) {
    return ""
  }
  const target = new URL(url)
  Object.entries(params).forEach(([key, value]) => target.searchParams.set(key, value))
  target.searchParams.set("redirect_status", succeeded ? "succeeded" : "failed")
  return target.toString()
}
