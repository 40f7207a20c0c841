import type { IncomingMessage, ServerResponse } from "node:http"
import type { Api } from "./api"
import type { PayResult } from "./checkout/pay"
import { StripeApiError } from "./errors"
import type { FaultRule, Faults } from "./faults"
import { BodyTooLarge, readBody, sendJson } from "./http"
import { NotFound, type Simulation } from "./simulation"
import type { WebhookEndpointConfig, Webhooks } from "./webhooks"

type Body = Record<string, unknown>
type Action = (body: Body, id: string) => unknown

/**
 * `/__control/...`: JSON in and out, for tests and demos; no part of Stripe's API.
 *
 * POST   faults                          FaultRule -> { fault }
 * GET    faults                          -> { faults }
 * DELETE faults, faults/:id              -> { faults }
 * GET    state                           -> StandInState
 * GET    requests                        -> { requests } the last 500 API calls
 * POST   clock                           { advance_seconds } -> { now }
 * POST   webhooks/redeliver              { event } -> { event }
 * POST   webhooks/endpoints              { endpoints: [{ url, secret, enabledEvents? }] } -> { endpoints }
 * POST   checkout_sessions/:id/pay       { card, email?, name?, exp_month?, exp_year?, cvc?, bank_debit? } -> { result, session }
 * POST   checkout_sessions/:id/settle    { outcome: "succeeded" | "failed" } -> { session } (bank debits)
 * POST   intents/:id/authenticate        { outcome: "succeeded" | "failed" } -> { result } (3-D Secure)
 */
export class Control {
  private readonly actions: [method: string, pattern: RegExp, action: Action][]

  constructor(simulation: Simulation, faults: Faults, webhooks: Webhooks, api: Api) {
    this.actions = [
      ["POST", /^faults$/, (body) => ({ fault: faults.add(body as FaultRule) })],
      ["GET", /^faults$/, () => ({ faults: faults.list() })],
      ["DELETE", /^faults$/, () => (faults.clear(), { faults: faults.list() })],
      ["DELETE", /^faults\/([^/]+)$/, (_body, id) => (faults.clear(id), { faults: faults.list() })],
      ["GET", /^state$/, () => simulation.state()],
      ["GET", /^requests$/, () => ({ requests: api.calls })],
      ["POST", /^clock$/, (body) => ({ now: simulation.advanceClock(body.advance_seconds as number) })],
      [
        "POST",
        /^webhooks\/redeliver$/,
        (body) => {
          const event = text(body, "event")
          simulation.redeliver(event)
          return { event }
        },
      ],
      [
        "POST",
        /^webhooks\/endpoints$/,
        (body) => (webhooks.configure(endpoints(body)), { endpoints: endpoints(body).map(({ url }) => url) }),
      ],
      [
        "POST",
        /^checkout_sessions\/([^/]+)\/pay$/,
        (body, id) => {
          const bankDebit = body.bank_debit === true
          const result: PayResult = simulation.pay(id, {
            card: bankDebit ? "" : text(body, "card"),
            bankDebit,
            ...optional("email", body.email),
            ...optional("name", body.name),
            ...optional("cvc", body.cvc),
            ...optional("expMonth", body.exp_month),
            ...optional("expYear", body.exp_year),
          })
          return { result, session: simulation.session(id) }
        },
      ],
      [
        "POST",
        /^checkout_sessions\/([^/]+)\/settle$/,
        (body, id) => ({ session: simulation.settle(id, succeeded(body)) }),
      ],
      [
        "POST",
        /^intents\/([^/]+)\/authenticate$/,
        (body, id) => ({ result: simulation.authenticate(id, succeeded(body)) }),
      ],
    ]
  }

  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (isForeign(request)) {
      sendJson(response, 403, { error: "The control API takes no requests from other sites' pages" })
      return
    }
    try {
      const body = parse(await readBody(request))
      for (const [method, pattern, action] of this.actions) {
        const found = method === request.method ? pattern.exec(path) : null
        if (found) {
          sendJson(response, 200, action(body, found[1] ?? ""))
          return
        }
      }
      sendJson(response, 404, { error: `No such control: ${request.method} ${path}` })
    } catch (error) {
      sendJson(response, statusOf(error), { error: (error as Error).message })
    }
  }
}

/** A page of another site could reach a server on this machine through its visitor's browser. */
function isForeign({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined && headers.origin !== `http://${headers.host}`
}

function statusOf(error: unknown): number {
  return error instanceof NotFound
    ? 404
    : error instanceof StripeApiError
      ? error.status
      : error instanceof BodyTooLarge
        ? 413
        : 400
}

function parse(text: string): Body {
  const value: unknown = text.trim() === "" ? {} : JSON.parse(text)
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new Error("The body must be a JSON object")
  }
  return value as Body
}

function text(body: Body, key: string): string {
  const value = body[key]
  if (typeof value !== "string" || value === "") {
    throw new Error(`${key} must be a text`)
  }
  return value
}

function optional(key: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [key]: value }
}

function succeeded(body: Body): boolean {
  if (body.outcome !== "succeeded" && body.outcome !== "failed") {
    throw new Error('outcome must be "succeeded" or "failed"')
  }
  return body.outcome === "succeeded"
}

function endpoints(body: Body): WebhookEndpointConfig[] {
  if (
    !Array.isArray(body.endpoints) ||
    body.endpoints.some(
      (entry: WebhookEndpointConfig) => typeof entry?.url !== "string" || typeof entry.secret !== "string"
    )
  ) {
    throw new Error("endpoints must be a list of { url, secret, enabledEvents? }")
  }
  return body.endpoints as WebhookEndpointConfig[]
}
