import { randomText } from "./ids"

/** What a fault does to the API calls (or webhooks) it matches. All parts may be combined. */
export interface FaultRule {
  match?: {
    method?: string
    /** Regular expression on the path, e.g. `^/v1/payment_intents$`. */
    path?: string
    /** Regular expression on the event type, for the webhook faults. */
    event?: string
  }
  /** Answer this status with Stripe's error body. */
  status?: 500 | 503 | 429
  /** Wait before executing. */
  delay_ms?: number
  /** Execute and wait before answering: webhooks come before the answer. */
  answer_delay_ms?: number
  /** How many calls it hits; without it, all until it is removed. */
  times?: number
  /** Execute first and then lose the answer: with `status` answer that, without it drop the connection. */
  after_execution?: boolean
  /** Drop the connection without executing. */
  drop_connection?: boolean
  /** Value of the `stripe-should-retry` header of the error. */
  should_retry?: boolean
  /** Lose the next n webhook deliveries for good. */
  drop_webhooks?: number
  /** Send every delivery twice. */
  duplicate_webhooks?: boolean
  /** Keep deliveries back until this fault is removed. */
  hold_webhooks?: boolean
}

export interface ActiveFault extends FaultRule {
  id: string
  hits: number
}

/** The faults that are switched on. They live in memory only: a restarted stand-in is healthy. */
export class Faults {
  private active: ActiveFault[] = []
  private onCleared: () => void = () => undefined

  /** @throws Error when the rule makes no sense; the message says what to change. */
  add(rule: FaultRule): ActiveFault {
    checkRule(rule)
    const fault: ActiveFault = { ...rule, id: `fault_${randomText(10)}`, hits: 0 }
    this.active.push(fault)
    return fault
  }

  /** Removes one fault, or all; held webhooks are sent then. */
  clear(id?: string): void {
    this.active = id ? this.active.filter((fault) => fault.id !== id) : []
    this.onCleared()
  }

  whenCleared(listener: () => void): void {
    this.onCleared = listener
  }

  list(): ActiveFault[] {
    return this.active.map((fault) => ({ ...fault }))
  }

  /** The first fault for this API call; counts as one of its `times`. */
  takeForRequest(method: string, path: string): ActiveFault | undefined {
    const fault = this.active.find(
      (candidate) =>
        isRequestFault(candidate) &&
        (!candidate.match?.method || candidate.match.method.toUpperCase() === method) &&
        (!candidate.match?.path || new RegExp(candidate.match.path).test(path))
    )
    if (fault) {
      this.hit(fault, fault.times)
    }
    return fault
  }

  holdsWebhook(type: string): boolean {
    return this.active.some((fault) => fault.hold_webhooks === true && matchesEvent(fault, type))
  }

  /** Whether this delivery is to be lost; counts as one of `drop_webhooks`. */
  takeDroppedWebhook(type: string): boolean {
    const fault = this.active.find(
      (candidate) => candidate.drop_webhooks !== undefined && matchesEvent(candidate, type)
    )
    if (fault) {
      this.hit(fault, fault.drop_webhooks)
    }
    return fault !== undefined
  }

  duplicatesWebhook(type: string): boolean {
    return this.active.some((fault) => fault.duplicate_webhooks === true && matchesEvent(fault, type))
  }

  private hit(fault: ActiveFault, limit: number | undefined): void {
    fault.hits += 1
    if (limit !== undefined && fault.hits >= limit) {
      this.active = this.active.filter((other) => other !== fault)
    }
  }
}

function isRequestFault(fault: FaultRule): boolean {
  return (
    fault.status !== undefined ||
    fault.delay_ms !== undefined ||
    fault.answer_delay_ms !== undefined ||
    fault.drop_connection === true ||
    fault.after_execution === true
  )
}

function matchesEvent(fault: FaultRule, type: string): boolean {
  return !fault.match?.event || new RegExp(fault.match.event).test(type)
}

const KNOWN = [
  "match",
  "status",
  "delay_ms",
  "answer_delay_ms",
  "times",
  "after_execution",
  "drop_connection",
  "should_retry",
  "drop_webhooks",
  "duplicate_webhooks",
  "hold_webhooks",
]

function checkRule(rule: FaultRule): void {
  if (rule === null || typeof rule !== "object" || Array.isArray(rule)) {
    throw new Error("A fault is a JSON object")
  }
  const unknown = Object.keys(rule).filter((key) => !KNOWN.includes(key))
  if (unknown.length > 0) {
    throw new Error(`Unknown fault field: ${unknown.join(", ")}; known: ${KNOWN.join(", ")}`)
  }
  if (rule.status !== undefined && ![500, 503, 429].includes(rule.status)) {
    throw new Error("status must be 500, 503 or 429")
  }
  for (const field of ["delay_ms", "answer_delay_ms", "times", "drop_webhooks"] as const) {
    const value = rule[field]
    if (value !== undefined && !(Number.isInteger(value) && value >= 0 && value <= 600_000)) {
      throw new Error(`${field} must be a whole number between 0 and 600000`)
    }
  }
  for (const pattern of [rule.match?.path, rule.match?.event]) {
    if (pattern !== undefined) {
      new RegExp(pattern)
    }
  }
  const webhookFault = rule.drop_webhooks !== undefined || rule.duplicate_webhooks || rule.hold_webhooks
  if (!isRequestFault(rule) && !webhookFault) {
    throw new Error(
      "This fault does nothing: give status, delay_ms, answer_delay_ms, drop_connection, after_execution, drop_webhooks, duplicate_webhooks or hold_webhooks"
    )
  }
}
