import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import Redis from "ioredis"
import { lastLines, startProcess } from "../../demo/managed-process"

export type RedisServer = {
  /** A client of its own, for looking into the server. */
  client: Redis
  stop(): Promise<void>
}

/** Starts a real Redis that keeps nothing on disk and can't outlive this process. */
export async function startRedis(port: number): Promise<RedisServer> {
  const folder = mkdtempSync(path.join(tmpdir(), "monetization-redis-"))
  const logFile = path.join(folder, "redis.log")
  const server = startProcess({
    command: process.env.REDIS_SERVER_PATH || "redis-server",
    args: ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder],
    env: process.env,
    cwd: folder,
    logFile,
  })
  const client = new Redis({ port, host: "127.0.0.1", retryStrategy: () => 100, maxRetriesPerRequest: null })
  // Not listening yet, or already gone.
  client.on("error", () => undefined)
  try {
    await Promise.race([
      client.ping(),
      server.exited.then(() => {
        throw new Error(`Redis didn't start.\n${lastLines(server, logFile)}`)
      }),
    ])
  } catch (error) {
    client.disconnect()
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  return {
    client,
    async stop() {
      client.disconnect()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
