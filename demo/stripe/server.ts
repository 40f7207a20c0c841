import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { Api } from "./api"
import { Clock } from "./clock"
import { Context } from "./context"
import { Control } from "./control"
import { Faults } from "./faults"
import { send, sendJson } from "./http"
import { Pages } from "./pages/pages"
import { Persistence } from "./persistence"
import { Router } from "./router"
import { Simulation } from "./simulation"
import { Store } from "./store"
import { DEFAULT_TIMING, type WebhookEndpointConfig, Webhooks, type WebhookTiming } from "./webhooks"

const TICK_MS = 1_000

export interface StripeStandInOptions {
  /** 0 takes a free port. */
  port: number
  /** Address to listen on, default this machine only. */
  host?: string
  webhookEndpoints?: WebhookEndpointConfig[]
  /** Where browsers reach the hosted pages, default `http://localhost:<port>`. */
  publicUrl?: string
  /** JSON file that keeps the state over restarts; without it everything is forgotten on close. */
  dataFile?: string
  webhooks?: Partial<WebhookTiming>
}

export interface StripeStandIn {
  /** `http://localhost:<port>`, for the client's protocol, host and port. */
  readonly url: string
  readonly port: number
  readonly faults: Pick<Faults, "add" | "clear" | "list">
  setWebhookEndpoints(endpoints: WebhookEndpointConfig[]): void
  /** Pays a Checkout Session as its hosted page would. */
  payCheckoutSession: Simulation["pay"]
  /** The bank's late answer to a session paid by bank debit. */
  settleCheckoutSession: Simulation["settle"]
  /** Ends a 3-D Secure challenge of a payment or setup intent. */
  authenticate: Simulation["authenticate"]
  redeliver: Simulation["redeliver"]
  /** Moves the clock forward; answers the new Unix time. */
  advanceClock: Simulation["advanceClock"]
  state: Simulation["state"]
  /** The last 500 API calls, oldest first. */
  requests(): Api["calls"]
  /** Stops listening and writes the data file. */
  close(): Promise<void>
}

/** Starts the local Stripe stand-in. */
export async function startStripeStandIn(options: StripeStandInOptions): Promise<StripeStandIn> {
  const store = new Store()
  const clock = new Clock()
  // Longer than clients keep idle connections, so that none is closed under a request.
  const server = createServer({ keepAliveTimeout: 65_000 })
  const publicUrl = options.publicUrl?.replace(/\/+$/, "")
  const context = new Context(store, clock, () => publicUrl ?? `http://localhost:${portOf(server)}`)
  const persistence = options.dataFile ? new Persistence(options.dataFile, store, clock) : null
  persistence?.load()
  const faults = new Faults()
  const webhooks = new Webhooks(context, faults, { ...DEFAULT_TIMING, ...options.webhooks })
  const api = new Api(context, new Router(webhooks), faults)
  const simulation = new Simulation(context, webhooks, faults, api.idempotency)
  const control = new Control(simulation, faults, webhooks, api)
  const pages = new Pages(simulation)
  server.on("request", (request, response) => void dispatch({ api, control, pages }, request, response))

  await listen(server, options)
  if (persistence) {
    store.onChange(() => persistence.schedule())
  }
  if (options.webhookEndpoints) {
    webhooks.configure(options.webhookEndpoints)
  }
  webhooks.resume()
  const timer = setInterval(() => simulation.tick(), TICK_MS)
  timer.unref()

  return {
    url: `http://localhost:${portOf(server)}`,
    port: portOf(server),
    faults,
    setWebhookEndpoints: (endpoints) => webhooks.configure(endpoints),
    payCheckoutSession: (id, entry) => simulation.pay(id, entry),
    settleCheckoutSession: (id, succeeded) => simulation.settle(id, succeeded),
    authenticate: (id, passed) => simulation.authenticate(id, passed),
    redeliver: (id) => simulation.redeliver(id),
    advanceClock: (seconds) => simulation.advanceClock(seconds),
    state: () => simulation.state(),
    requests: () => [...api.calls],
    close: async () => {
      clearInterval(timer)
      webhooks.close()
      await stop(server)
      await persistence?.flush()
    },
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0
}

async function dispatch(
  parts: { api: Api; control: Control; pages: Pages },
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  try {
    const url = parseUrl(request.url)
    if (!url) {
      sendJson(response, 400, { error: { type: "invalid_request_error", message: "Invalid URL" } })
    } else if (request.method === "OPTIONS" && url.pathname.startsWith("/v1/")) {
      send(response, 204, "text/plain", "", {
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "GET, POST, DELETE",
        "access-control-allow-headers": "authorization, content-type, idempotency-key, stripe-version, stripe-account",
        "access-control-max-age": "300",
      })
    } else if (url.pathname.startsWith("/__control/")) {
      await parts.control.handle(request, response, url.pathname.slice("/__control/".length))
    } else if (await parts.pages.handle(request, response, url)) {
      return
    } else {
      await parts.api.handle(request, response, url)
    }
  } catch (error) {
    // A client that hangs up in the middle of its request is no news.
    if (!request.destroyed) {
      console.error("Local Stripe stand-in: unexpected error", error)
      sendJson(response, 500, { error: { type: "api_error", message: "An unknown error occurred." } })
    }
  }
}

function parseUrl(text = "/"): URL | null {
  try {
    return new URL(text.startsWith("/") ? `http://stand-in.invalid${text}` : text)
  } catch {
    return null
  }
}

function listen(server: Server, { port, host = "127.0.0.1" }: StripeStandInOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => {
      server.off("error", reject)
      resolve()
    })
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
