import { parseOptions, UsageError } from "./options"

describe("parseOptions", () => {
  it("starts everything locally when nothing is set", () => {
    expect(parseOptions([], {})).toEqual({
      reset: false,
      help: false,
      ports: { api: 9000, storefront: 8000, stripe: 12111, postgres: 54329 },
      databaseUrl: undefined,
      redisUrl: undefined,
      stripe: { kind: "stand-in" },
      admin: { email: "admin@example.com", password: "event-demo" },
    })
  })

  it("takes ports from the environment, and arguments before it", () => {
    const { ports } = parseOptions(["--port", "9100"], { PORT: "9001", STOREFRONT_PORT: "8001", STRIPE_PORT: "", POSTGRES_PORT: " 5433 " })
    expect(ports).toEqual({ api: 9100, storefront: 8001, stripe: 12111, postgres: 5433 })
  })

  it.each([
    [["--port", "0"], {}, "--port must be a port"],
    [["--port", "65536"], {}, "--port must be a port"],
    [[], { STRIPE_PORT: "12e3" }, "STRIPE_PORT must be a port"],
    [[], { POSTGRES_PORT: "-1" }, "POSTGRES_PORT must be a port"],
    [["--fast"], {}, "Unknown option '--fast'"],
    [["start"], {}, "start"],
    [[], { DATABASE_URL: "mysql://localhost/shop" }, "DATABASE_URL must start with postgres"],
    [[], { STRIPE_API_KEY: "sk_live_1" }, "live key"],
    [[], { STRIPE_API_KEY: "rk_live_1", STRIPE_API_BASE: "http://localhost:12111" }, "live key"],
    [[], { STRIPE_API_BASE: "localhost" }, "STRIPE_API_BASE must be a URL"],
  ])("refuses %j with %j", (argv, env, message) => {
    expect(() => parseOptions(argv, env)).toThrow(UsageError)
    expect(() => parseOptions(argv, env)).toThrow(message)
  })

  it("uses Stripe itself with a key alone", () => {
    expect(parseOptions([], { STRIPE_API_KEY: "sk_test_1", STRIPE_WEBHOOK_SECRET: "whsec_1" }).stripe).toEqual({
      kind: "stripe",
      apiKey: "sk_test_1",
      webhookSecret: "whsec_1",
    })
  })

  it("takes an address that names its own port for the stand-in, any other for a server that runs", () => {
    const own = parseOptions([], { STRIPE_API_KEY: "sk_test_1", STRIPE_API_BASE: "http://localhost:12111" })
    expect(own.stripe).toEqual({ kind: "stand-in", apiKey: "sk_test_1", webhookSecret: undefined })
    const other = parseOptions([], { STRIPE_API_BASE: "http://stripe.test:12111" })
    expect(other.stripe).toMatchObject({ kind: "elsewhere", apiBase: "http://stripe.test:12111" })
  })
})
