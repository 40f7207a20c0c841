import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import http from "node:http"
import { tmpdir } from "node:os"
import path from "node:path"
import axios, { AxiosInstance } from "axios"
import { startMedusa } from "../../demo/medusa"
import { freePort, portState } from "../../demo/ports"
import { rememberCheckoutTokens } from "./checkout-tokens"
import { serverEnvironment } from "./database"

export const ROOT = path.resolve(__dirname, "../..")

export type ServerOptions = {
  databaseUrl: string
  /** A free one unless told. A server that is started again takes the port it had. */
  port?: number
  env?: Record<string, string>
  /** Folder of the Medusa app, this repository unless told. */
  root?: string
}

/** `medusa start` in a process of its own, as an organizer runs it. */
export type TestServer = {
  url: string
  port: number
  /** Process id of the supervisor that the server is a child of. */
  pid: number
  /**
   * A client that opens a connection for each request: one kept open may be closed by the server, or die with it, in the
   * moment it is used again.
   */
  api: AxiosInstance
  /** Ends it as a power cut would: SIGKILL, nothing is finished, nothing is told. */
  kill(): Promise<void>
  /** Asks it to end, as a deployment does. */
  stop(): Promise<void>
  /** All it has written. */
  log(): string
}

/** Starts the server and waits until it answers. It can't outlive this process (see demo/supervise.mjs). */
export async function startServer(options: ServerOptions): Promise<TestServer> {
  const port = options.port ?? (await freePort())
  const logs = mkdtempSync(path.join(tmpdir(), "monetization-server-"))
  const url = `http://localhost:${port}`
  const env = {
    ...serverEnvironment(),
    DATABASE_URL: options.databaseUrl,
    PORT: String(port),
    MEDUSA_BACKEND_URL: url,
    UPLOAD_DIR: path.join(logs, "uploads"),
    ...options.env,
  }
  const server = await startMedusa({ root: options.root ?? ROOT, logs, env, track: () => () => undefined }, port)
  const log = () => readFileSync(path.join(logs, "medusa.log"), "utf8")
  let written = ""
  const ended = async () => {
    // The port too: the supervisor may be gone a moment before the server. (Polled, since the handle keeps nobody awake.)
    while (!server.hasExited() || (await portState(port)) === "taken") {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    written ||= log()
    rmSync(logs, { recursive: true, force: true })
  }
  const api = axios.create({ baseURL: url, httpAgent: new http.Agent({ keepAlive: false }), timeout: 120_000 })
  rememberCheckoutTokens(api)
  api.interceptors.response.use(undefined, (error) => {
    // "Request failed with status code 400" alone helps nobody who reads a failed test.
    error.message += error.response ? `: ${JSON.stringify(error.response.data)} (${error.config?.url})` : ""
    throw error
  })
  return {
    url,
    port,
    pid: server.pid,
    api,
    async kill() {
      server.kill()
      await ended()
    },
    async stop() {
      await server.stop()
      await ended()
    },
    log: () => written || log(),
  }
}
