import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { Client } from "pg"
import { migrate } from "../../demo/medusa"
import { databaseUrl } from "../../demo/postgres"

/** The server the tests use: the same variables as Medusa's own test runner reads. */
export function postgresFromEnv(): string {
  const { DB_HOST = "localhost", DB_PORT = "5432", DB_USERNAME = "postgres", DB_PASSWORD = "" } = process.env
  return `postgres://${encodeURIComponent(DB_USERNAME)}:${encodeURIComponent(DB_PASSWORD)}@${DB_HOST}:${DB_PORT}/postgres`
}

export async function connect(url: string, name = "integration-test"): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: name })
  // A connection that is cut from outside also emits an error, which would end this process.
  client.on("error", () => undefined)
  await client.connect()
  return client
}

async function withClient<Result>(url: string, use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = await connect(url)
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

export type TestDatabase = { name: string; url: string; drop(): Promise<void> }

/** Copies of one migrated database: migrating takes half a minute, a copy a second. */
export class TestDatabases {
  private template: Promise<string> | null = null
  private made: string[] = []

  /** @param postgres address of the server's maintenance database */
  constructor(
    private readonly postgres: string,
    private readonly root: string
  ) {}

  /** An empty shop's database of its own. */
  async create(): Promise<TestDatabase> {
    const template = await (this.template ??= this.migrated())
    return await this.copy(template)
  }

  /** A copy of a database that nobody is connected to. */
  async copy(of: string): Promise<TestDatabase> {
    const name = this.newName("db")
    await this.run(`create database "${name}" template "${of}"`)
    return { name, url: databaseUrl(this.postgres, name), drop: () => this.drop(name) }
  }

  /** Removes every database made here. */
  async dispose(): Promise<void> {
    for (const name of [...this.made]) {
      await this.drop(name)
    }
  }

  /**
   * `TEST_TEMPLATE_DATABASE` names a migrated database to copy instead, for somebody who runs one file again and again.
   */
  private async migrated(): Promise<string> {
    if (process.env.TEST_TEMPLATE_DATABASE) {
      return process.env.TEST_TEMPLATE_DATABASE
    }
    const name = this.newName("template")
    await this.run(`create database "${name}"`)
    const logs = mkdtempSync(path.join(tmpdir(), "monetization-migrate-"))
    const env = { ...serverEnvironment(), DATABASE_URL: databaseUrl(this.postgres, name) }
    await migrate({ root: this.root, logs, env, track: () => () => undefined })
    rmSync(logs, { recursive: true, force: true })
    return name
  }

  private newName(kind: string): string {
    const name = `monetization_${kind}_${process.pid}_${this.made.length}`
    this.made.push(name)
    return name
  }

  private async run(statement: string): Promise<void> {
    await withClient(this.postgres, (client) => client.query(statement))
  }

  private async drop(name: string): Promise<void> {
    await this.run(`drop database if exists "${name}" with (force)`)
    this.made = this.made.filter((other) => other !== name)
  }
}

/** The environment of a Medusa command, without what belongs to the test runner that starts it. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, JEST_WORKER_ID: _worker, TEST_TYPE: _type, ...env } = process.env
  return {
    ...env,
    // Neither "test", which Medusa treats specially, nor "development", which compiles the admin.
    NODE_ENV: "demo",
    DISABLE_MEDUSA_ADMIN: "true",
    MEDUSA_DISABLE_TELEMETRY: "true",
    NO_COLOR: "1",
    LOG_LEVEL: "info",
    REDIS_URL: "",
    STRIPE_API_KEY: "",
    STRIPE_WEBHOOK_SECRET: "",
    STRIPE_API_BASE: "",
    JWT_SECRET: "test-jwt",
    COOKIE_SECRET: "test-cookie",
  }
}
