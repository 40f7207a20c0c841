import type { Context } from "./context"
import type { Faults } from "./faults"
import { newId, randomText } from "./ids"
import { signatureHeader } from "./signature"
import type { Delivery, StripeEvent, WebhookEndpoint } from "./types"

export interface WebhookEndpointConfig {
  url: string
  /** Signing secret, `whsec_...`. */
  secret: string
  /** Event types, default all (`["*"]`). */
  enabledEvents?: string[]
}

export interface WebhookTiming {
  /** Pauses before the second, third, ... attempt. After the last one the delivery is given up. */
  retryDelaysMs: number[]
  timeoutMs: number
}

export const DEFAULT_TIMING: WebhookTiming = {
  retryDelaysMs: [250, 1_000, 2_000, 5_000, 15_000, 30_000, 60_000, 120_000],
  timeoutMs: 10_000,
}

const MAX_IN_FLIGHT = 8

/** Delivers events to the endpoints that asked for them: signed, asynchronous, tried again until answered 2xx. */
export class Webhooks {
  readonly outcomes = { delivered: 0, attempts_failed: 0, given_up: 0, dropped: 0 }
  private readonly queue: string[] = []
  private readonly timers = new Map<string, NodeJS.Timeout>()
  private readonly abort = new AbortController()
  private readonly sending = new Set<string>()
  private closed = false

  constructor(
    private readonly context: Context,
    private readonly faults: Faults,
    private readonly timing: WebhookTiming
  ) {
    context.onEvent((event) => this.dispatch(event))
    faults.whenCleared(() => this.resume())
  }

  /** Replaces the endpoints given at start; those made through the API stay. */
  configure(endpoints: WebhookEndpointConfig[]): void {
    const { store } = this.context
    for (const secret of store.endpointSecrets.all().filter((entry) => entry.configured)) {
      const endpoint = store.webhookEndpoints.get(secret.id)
      const wanted = endpoints.find(({ url }) => url === endpoint?.url)
      if (!wanted) {
        store.webhookEndpoints.remove(secret.id)
        store.endpointSecrets.remove(secret.id)
      }
    }
    for (const { url, secret, enabledEvents = ["*"] } of endpoints) {
      const known = store.endpointSecrets
        .all()
        .find((entry) => entry.configured && store.webhookEndpoints.get(entry.id)?.url === url)
      if (known) {
        store.endpointSecrets.update(known, { secret })
        store.webhookEndpoints.update(store.webhookEndpoints.require(known.id), { enabled_events: enabledEvents })
      } else {
        this.addEndpoint({ url, secret, enabledEvents }, true)
      }
    }
  }

  addEndpoint(
    config: WebhookEndpointConfig,
    configured: boolean,
    extra: Partial<WebhookEndpoint> = {}
  ): WebhookEndpoint {
    const { store } = this.context
    const endpoint = store.webhookEndpoints.add({
      id: newId("we"),
      object: "webhook_endpoint",
      api_version: null,
      application: null,
      created: this.context.now(),
      description: null,
      enabled_events: config.enabledEvents ?? ["*"],
      livemode: false,
      metadata: {},
      status: "enabled",
      url: config.url,
      ...extra,
    })
    store.endpointSecrets.add({ id: endpoint.id, object: "endpoint_secret", secret: config.secret, configured })
    return endpoint
  }

  newSecret(): string {
    return `whsec_${randomText(32)}`
  }

  private dispatch(event: StripeEvent): void {
    const { store } = this.context
    const endpoints = store.webhookEndpoints
      .all()
      .filter(
        ({ status, enabled_events }) =>
          status === "enabled" && (enabled_events.includes("*") || enabled_events.includes(event.type))
      )
    for (const endpoint of endpoints) {
      if (this.faults.takeDroppedWebhook(event.type)) {
        this.outcomes.dropped += 1
        continue
      }
      const copies = this.faults.duplicatesWebhook(event.type) ? 2 : 1
      for (let copy = 0; copy < copies; copy++) {
        this.enqueue(event, endpoint)
      }
    }
  }

  private enqueue(event: StripeEvent, endpoint: WebhookEndpoint): void {
    const { store } = this.context
    const delivery = store.deliveries.add({
      id: `delivery_${randomText(24)}`,
      object: "delivery",
      event: event.id,
      endpoint: endpoint.id,
      attempts: 0,
      nextAttemptAt: Date.now(),
    })
    store.events.update(event, { pending_webhooks: event.pending_webhooks + 1 })
    this.wait(delivery)
  }

  /** Sends an event once more to every endpoint that wants it, whatever the faults say. False for an unknown event. */
  redeliver(eventId: string): boolean {
    const { store } = this.context
    const event = store.events.get(eventId)
    if (!event) {
      return false
    }
    store.webhookEndpoints
      .all()
      .filter(
        ({ status, enabled_events }) =>
          status === "enabled" && (enabled_events.includes("*") || enabled_events.includes(event.type))
      )
      .forEach((endpoint) => this.enqueue(event, endpoint))
    return true
  }

  /** Takes up the deliveries that are still owed: after a restart, or when faults were removed. */
  resume(): void {
    this.context.store.deliveries.all().forEach((delivery) => this.wait(delivery))
  }

  private wait(delivery: Delivery): void {
    if (
      this.closed ||
      this.timers.has(delivery.id) ||
      this.queue.includes(delivery.id) ||
      this.sending.has(delivery.id)
    ) {
      return
    }
    const timer = setTimeout(
      () => {
        this.timers.delete(delivery.id)
        this.queue.push(delivery.id)
        this.pump()
      },
      Math.max(0, delivery.nextAttemptAt - Date.now())
    )
    timer.unref()
    this.timers.set(delivery.id, timer)
  }

  private pump(): void {
    while (!this.closed && this.sending.size < MAX_IN_FLIGHT && this.queue.length > 0) {
      const delivery = this.context.store.deliveries.get(this.queue.shift() as string)
      if (delivery) {
        this.sending.add(delivery.id)
        void this.attempt(delivery).finally(() => {
          this.sending.delete(delivery.id)
          this.waitUnlessHeld(delivery)
          this.pump()
        })
      }
    }
  }

  /** A held delivery waits for its fault to be removed, see `resume`. */
  private waitUnlessHeld(delivery: Delivery): void {
    const event = this.context.store.events.get(delivery.event)
    if (this.context.store.deliveries.get(delivery.id) && event && !this.faults.holdsWebhook(event.type)) {
      this.wait(delivery)
    }
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const { store } = this.context
    const event = store.events.get(delivery.event)
    const endpoint = store.webhookEndpoints.get(delivery.endpoint)
    const secret = store.endpointSecrets.get(delivery.endpoint)
    if (!event || !endpoint || !secret) {
      store.deliveries.remove(delivery.id)
      return
    }
    if (this.faults.holdsWebhook(event.type)) {
      return
    }
    const ok = await this.post(event, endpoint.url, secret.secret)
    if (this.closed) {
      return
    }
    if (ok) {
      this.outcomes.delivered += 1
      this.settle(delivery, event)
      return
    }
    this.outcomes.attempts_failed += 1
    const pause = this.timing.retryDelaysMs[delivery.attempts]
    if (pause === undefined) {
      this.outcomes.given_up += 1
      this.settle(delivery, event)
      return
    }
    store.deliveries.update(delivery, { attempts: delivery.attempts + 1, nextAttemptAt: Date.now() + pause })
  }

  private settle(delivery: Delivery, event: StripeEvent): void {
    this.context.store.deliveries.remove(delivery.id)
    this.context.store.events.update(event, { pending_webhooks: Math.max(0, event.pending_webhooks - 1) })
  }

  private async post(event: StripeEvent, url: string, secret: string): Promise<boolean> {
    const body = JSON.stringify(event, null, 2)
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json; charset=utf-8",
          "stripe-signature": signatureHeader(body, secret),
          "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        },
        body,
        redirect: "manual",
        signal: AbortSignal.any([this.abort.signal, AbortSignal.timeout(this.timing.timeoutMs)]),
      })
      await response.body?.cancel()
      return response.ok
    } catch {
      return false
    }
  }

  close(): void {
    this.closed = true
    this.abort.abort()
    this.timers.forEach((timer) => clearTimeout(timer))
    this.timers.clear()
  }
}
