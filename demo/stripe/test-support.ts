import { createServer, type IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"
import Stripe from "stripe"
import type { StripeStandIn } from "./index"

/** The official client, pointed to the stand-in. */
export function clientFor(standIn: Pick<StripeStandIn, "port">, config: Stripe.StripeConfig = {}): Stripe {
  return new Stripe("sk_test_stand_in", {
    host: "localhost",
    port: standIn.port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
    ...config,
  })
}

export interface ReceivedWebhook {
  body: string
  headers: IncomingHttpHeaders
  type: string
}

/** A server that takes webhooks, and answers the statuses it is given before it answers 200. */
export async function startReceiver(): Promise<{
  url: string
  received: ReceivedWebhook[]
  fail(...statuses: number[]): void
  close(): Promise<void>
}> {
  const received: ReceivedWebhook[] = []
  const statuses: number[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8")
      received.push({ body, headers: request.headers, type: (JSON.parse(body) as { type: string }).type })
      response.writeHead(statuses.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    fail: (...next) => statuses.push(...next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Waits until the condition holds; fails after two seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 2_000
  while (!condition()) {
    if (Date.now() > end) {
      throw new Error("Waited two seconds in vain")
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** The error that a promise rejects with. */
export async function failure(promise: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await promise
  } catch (error) {
    return error as Stripe.errors.StripeError
  }
  throw new Error("Expected a failure")
}
