import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { runProcess } from "../demo/managed-process"
import { serverEnvironment } from "../integration-tests/support/database"
import { ROOT } from "../integration-tests/support/server"

export type Hosts = { without: string; with: string; remove(): void }

const PLUGIN = "medusa-plugin-event-monetization"
const PLUGIN_SOURCES = ["src", "package.json", "tsconfig.json"]
const BUILD_LIMIT_MS = 5 * 60_000

/** What an organizer writes into a stock app to use the plugin, with Stripe. */
const CONFIG_WITH = `
  plugins: [
    {
      resolve: "${PLUGIN}",
      options: { storefrontUrls: ["http://localhost:8000"], stripe: { apiKey: "sk_test_bench" } },
    },
  ],
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      options: {
        providers: [
          {
            resolve: "${PLUGIN}/plugins/stripe-checkout",
            id: "stripe-checkout",
            options: { apiKey: "sk_test_bench", webhookSecret: "whsec_bench", returnUrls: ["http://localhost:8000"] },
          },
        ],
      },
    },
  ],`

const config = (extra: string) => `const { defineConfig } = require("@medusajs/framework/utils")

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: { storeCors: "http://localhost:8000", adminCors: "http://localhost:9000", authCors: "http://localhost:9000" },
  },
  admin: { disable: true },${extra}
})
`

/**
 * Two stock Medusa apps that differ in the plugin alone, which is built and installed as an organizer has it.
 * They live below the repository, so that Node finds all other packages in its node_modules.
 */
export async function makeHosts(logs: string): Promise<Hosts> {
  const home = path.join(ROOT, ".cache", `bench-${process.pid}`)
  const remove = () => rmSync(home, { recursive: true, force: true })
  try {
    const plugin = await buildPlugin(path.join(home, "plugin"), logs)
    const without = makeHost(path.join(home, "without"), "")
    const host = makeHost(path.join(home, "with"), CONFIG_WITH)
    const installed = path.join(host, "node_modules", PLUGIN)
    for (const part of [".medusa", "package.json"]) {
      cpSync(path.join(plugin, part), path.join(installed, part), { recursive: true })
    }
    return { without, with: host, remove }
  } catch (error) {
    remove()
    throw error
  }
}

function makeHost(folder: string, extra: string): string {
  mkdirSync(folder, { recursive: true })
  // The CLI starts only where the app's package.json names Medusa.
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "host", private: true, dependencies: { "@medusajs/medusa": "*" } }))
  writeFileSync(path.join(folder, "medusa-config.js"), config(extra))
  return folder
}

/** Builds a copy, so that nobody's own build is disturbed. */
async function buildPlugin(folder: string, logs: string): Promise<string> {
  mkdirSync(folder, { recursive: true })
  for (const source of PLUGIN_SOURCES) {
    cpSync(path.join(ROOT, source), path.join(folder, source), { recursive: true })
  }
  const command = {
    command: process.execPath,
    args: [require.resolve("@medusajs/cli/cli.js"), "plugin:build"],
    env: { ...serverEnvironment(), NODE_ENV: "production" },
    cwd: folder,
    logFile: path.join(logs, "plugin-build.log"),
  }
  await runProcess(command, () => () => undefined, BUILD_LIMIT_MS)
  if (!existsSync(path.join(folder, ".medusa", "server", "src", "modules", "offer", "index.js"))) {
    throw new Error(`The plugin was not built, see ${command.logFile}`)
  }
  return folder
}
