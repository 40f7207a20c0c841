import type { IncomingMessage, ServerResponse } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { API_VERSION } from "./api-version"
import { authenticate } from "./authentication"
import type { ApiRequest, Context } from "./context"
import { apiError, failedBeforeExecution, invalidRequest, rateLimited, StripeApiError } from "./errors"
import { expand } from "./expand"
import type { ActiveFault, Faults } from "./faults"
import { decodeForm, type FormTree } from "./form-encoding"
import { BodyTooLarge, readBody, send } from "./http"
import { Idempotency } from "./idempotency"
import { randomText } from "./ids"
import { Params } from "./params"
import type { Match, Router } from "./router"
import type { IdempotencyRecord } from "./types"

const LOGGED_CALLS = 500

export interface LoggedCall {
  request_id: string
  method: string
  path: string
  status: number
  idempotency_key: string | null
  replayed: boolean
}

interface Answer {
  status: number
  body: string
  requestId: string
  headers?: Record<string, string>
  replayed?: boolean
}

interface Call {
  request: IncomingMessage
  apiKey: string
  method: string
  path: string
  tree: FormTree
  match: Match
  requestId: string
  idempotencyKey: string | null
}

/** Stripe's v1 API: authentication, decoding, idempotency, faults, and the resources' handlers. */
export class Api {
  readonly idempotency: Idempotency
  readonly calls: LoggedCall[] = []

  constructor(
    private readonly context: Context,
    private readonly router: Router,
    private readonly faults: Faults
  ) {
    this.idempotency = new Idempotency(context)
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const requestId = `req_${randomText(14)}`
    const method = request.method ?? "GET"
    const key = request.headers["idempotency-key"]
    const idempotencyKey = method === "POST" && typeof key === "string" && key !== "" ? key : null
    let answer: Answer | null
    try {
      const call = await this.decode(request, url, method, requestId, idempotencyKey)
      answer = await this.answer(call, response)
    } catch (error) {
      answer = errorAnswer(toStripeError(error), requestId)
    }
    if (answer) {
      this.reply(response, answer, requestId, idempotencyKey)
    }
    this.log({
      request_id: requestId,
      method,
      path: url.pathname,
      status: answer?.status ?? 0,
      idempotency_key: idempotencyKey,
      replayed: answer?.replayed ?? false,
    })
  }

  private async decode(
    request: IncomingMessage,
    url: URL,
    method: string,
    requestId: string,
    idempotencyKey: string | null
  ): Promise<Call> {
    const body = await readBody(request)
    const apiKey = authenticate(request)
    const match = this.router.match(method, url.pathname)
    if (!match) {
      throw invalidRequest(
        `Unrecognized request URL (${method}: ${url.pathname}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
        {},
        404
      )
    }
    if (body !== "" && /json/i.test(request.headers["content-type"] ?? "")) {
      throw invalidRequest(
        "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/."
      )
    }
    return {
      request,
      apiKey,
      method,
      path: url.pathname,
      tree: decodeParams(url.search.slice(1), body),
      match,
      requestId,
      idempotencyKey,
    }
  }

  /** The answer, or null when a fault wants the connection dropped. */
  private async answer(call: Call, response: ServerResponse): Promise<Answer | null> {
    const { apiKey, idempotencyKey, method, path, requestId } = call
    const fingerprint = this.idempotency.fingerprint(method, path, call.tree)
    if (idempotencyKey !== null) {
      const kept = this.idempotency.begin(apiKey, idempotencyKey, fingerprint)
      if (kept) {
        return await this.replay(call, kept, response)
      }
    }
    let finished = false
    try {
      const fault = await this.sufferFault(call)
      if (fault && !fault.after_execution && breaks(fault)) {
        return injectedAnswer(fault, requestId, response)
      }
      const { answer, keep } = this.execute(call)
      if (idempotencyKey !== null && keep) {
        this.idempotency.finish(apiKey, idempotencyKey, {
          fingerprint,
          status: answer.status,
          body: answer.body,
          requestId,
        })
        finished = true
      }
      if (fault?.answer_delay_ms) {
        await sleep(fault.answer_delay_ms)
      }
      return fault?.after_execution ? injectedAnswer(fault, requestId, response) : answer
    } finally {
      if (idempotencyKey !== null && !finished) {
        this.idempotency.release(apiKey, idempotencyKey)
      }
    }
  }

  /** The answer that was kept for the key; it can get lost on its way like any other. */
  private async replay(call: Call, kept: IdempotencyRecord, response: ServerResponse): Promise<Answer | null> {
    const fault = await this.sufferFault(call)
    if (fault && breaks(fault)) {
      return injectedAnswer(fault, call.requestId, response)
    }
    const headers = { "idempotent-replayed": "true", "original-request": kept.requestId }
    return { status: kept.status, body: kept.body, requestId: call.requestId, replayed: true, headers }
  }

  /** The fault that hits this call, after the delay it brings. */
  private async sufferFault({ method, path }: Call): Promise<ActiveFault | undefined> {
    const fault = this.faults.takeForRequest(method, path)
    if (fault?.delay_ms) {
      await sleep(fault.delay_ms)
    }
    return fault
  }

  /** Runs the handler. It never waits, so calls can't interleave. */
  private execute({ method, path, tree, match, request, requestId, idempotencyKey }: Call): {
    answer: Answer
    keep: boolean
  } {
    const apiRequest: ApiRequest = {
      method,
      path,
      ids: match.ids,
      params: new Params(tree),
      apiVersion: String(request.headers["stripe-version"] ?? API_VERSION),
      requestId,
      idempotencyKey,
    }
    this.context.origin = apiRequest
    try {
      const result = expand(this.context, match.route.handle(this.context, apiRequest), apiRequest.params)
      return { answer: { status: 200, body: JSON.stringify(result, null, 2), requestId }, keep: true }
    } catch (error) {
      const stripeError = toStripeError(error)
      return { answer: errorAnswer(stripeError, requestId), keep: !failedBeforeExecution(stripeError) }
    } finally {
      this.context.origin = null
    }
  }

  private reply(response: ServerResponse, answer: Answer, requestId: string, idempotencyKey: string | null): void {
    send(response, answer.status, "application/json", answer.body, {
      "request-id": requestId,
      "stripe-version": API_VERSION,
      "access-control-allow-origin": "*",
      ...(idempotencyKey === null
        ? {}
        : { "idempotency-key": printable(idempotencyKey), "original-request": requestId }),
      ...answer.headers,
    })
  }

  private log(call: LoggedCall): void {
    this.calls.push(call)
    if (this.calls.length > LOGGED_CALLS) {
      this.calls.shift()
    }
  }
}

function decodeParams(query: string, body: string): FormTree {
  try {
    return decodeForm(query === "" ? body : body === "" ? query : `${query}&${body}`)
  } catch (error) {
    throw invalidRequest((error as Error).message)
  }
}

function toStripeError(error: unknown): StripeApiError {
  if (error instanceof StripeApiError) {
    return error
  }
  if (error instanceof BodyTooLarge) {
    return invalidRequest(error.message, {}, 413)
  }
  console.error("Local Stripe stand-in: unexpected error", error)
  return apiError()
}

function errorAnswer(error: StripeApiError, requestId: string): Answer {
  return { status: error.status, body: JSON.stringify({ error: error.body }, null, 2), requestId }
}

/** Whether a fault keeps the answer from arriving; a mere delay doesn't. */
function breaks(fault: ActiveFault): boolean {
  return fault.drop_connection === true || fault.status !== undefined || fault.after_execution === true
}

/** What a fault answers in place of the truth. */
function injectedAnswer(fault: ActiveFault, requestId: string, response: ServerResponse): Answer | null {
  if (fault.drop_connection || fault.status === undefined) {
    response.destroy()
    return null
  }
  const answer = errorAnswer(fault.status === 429 ? rateLimited() : apiError(fault.status), requestId)
  return {
    ...answer,
    headers: fault.should_retry === undefined ? {} : { "stripe-should-retry": String(fault.should_retry) },
  }
}

/** Header values carry ASCII only. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?")
}
