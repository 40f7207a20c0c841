import http from "node:http"
import { Usage } from "./process-usage"
import { percentile, round } from "./statistics"

export type Request = { method: "GET" | "POST" | "DELETE"; path: string; body?: unknown }
export type Answer = { status: number; body: Buffer }

/** A client that costs little beside the server it shares the machine with: connections stay open, bodies are not parsed. */
export class LoadClient {
  private readonly agent = new http.Agent({ keepAlive: true })

  constructor(
    private readonly baseUrl: string,
    private readonly headers: Record<string, string>
  ) {}

  /** @throws Error when the answer's status is not 200 */
  async send({ method, path, body }: Request): Promise<Answer> {
    const answer = await this.exchange(method, path, body === undefined ? null : JSON.stringify(body))
    if (answer.status !== 200) {
      throw new Error(`${method} ${path}: ${answer.status} ${answer.body.toString("utf8").slice(0, 300)}`)
    }
    return answer
  }

  async json<Body>(request: Request): Promise<Body> {
    return JSON.parse((await this.send(request)).body.toString("utf8")) as Body
  }

  close(): void {
    this.agent.destroy()
  }

  private exchange(method: string, path: string, body: string | null): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = { ...this.headers, ...(body === null ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(body) }) }
      const request = http.request(`${this.baseUrl}${path}`, { method, headers, agent: this.agent }, (response) => {
        const chunks: Buffer[] = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("error", reject)
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }))
      })
      request.on("error", reject)
      request.end(body)
    })
  }
}

export type Batch = {
  seconds: number
  /** CPU time of the server. */
  cpuSeconds: number
  /** Of each operation. */
  milliseconds: number[]
}

/** Does every operation, so many at a time, and times each. */
export async function runBatch(
  operations: (() => Promise<unknown>)[],
  concurrency: number,
  usage?: () => Usage
): Promise<Batch> {
  const queue = [...operations]
  const milliseconds: number[] = []
  const cpuBefore = usage?.().cpuSeconds ?? 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let operation = queue.shift(); operation; operation = queue.shift()) {
        const start = performance.now()
        await operation()
        milliseconds.push(performance.now() - start)
      }
    })
  )
  return { seconds: (performance.now() - began) / 1000, cpuSeconds: (usage?.().cpuSeconds ?? 0) - cpuBefore, milliseconds }
}

export type LoadReport = {
  operations: number
  seconds: number
  perSecond: number
  /** `perSecond` of each turn: how far the figure can be trusted. */
  turns: number[]
  milliseconds: { p50: number; p99: number }
  /** CPU time of the server for one operation; absent where the operation runs in the bench's own process. */
  cpuMilliseconds?: number
}

export function summarizeLoad(batches: Batch[]): LoadReport {
  const milliseconds = batches.flatMap((batch) => batch.milliseconds)
  const seconds = batches.reduce((sum, batch) => sum + batch.seconds, 0)
  const cpuSeconds = batches.reduce((sum, batch) => sum + batch.cpuSeconds, 0)
  return {
    operations: milliseconds.length,
    seconds: round(seconds, 2),
    perSecond: round(milliseconds.length / seconds, 1),
    turns: batches.map((batch) => round(batch.milliseconds.length / batch.seconds, 1)),
    milliseconds: { p50: round(percentile(milliseconds, 0.5), 1), p99: round(percentile(milliseconds, 0.99), 1) },
    ...(cpuSeconds ? { cpuMilliseconds: round((cpuSeconds * 1000) / milliseconds.length, 1) } : {}),
  }
}
