/**
 * TYPE=unit runs the tests beside the code; the other types run real servers against a real PostgreSQL
 * (see integration-tests/setup.ts) one file at a time.
 */
const type = process.env.TEST_TYPE || "unit"

const testMatch = {
  unit: ["<rootDir>/(src|demo|storefront|integration-tests|bench)/**/*.unit.spec.(ts|tsx)"],
  http: ["<rootDir>/integration-tests/http/**/*.spec.ts"],
  faults: ["<rootDir>/integration-tests/faults/**/*.spec.ts"],
  package: ["<rootDir>/integration-tests/package/**/*.spec.ts"],
  browser: ["<rootDir>/integration-tests/browser/**/*.spec.ts"],
}[type]

const typescript = (jsx) => [
  "@swc/jest",
  {
    jsc: {
      parser: { syntax: "typescript", tsx: jsx, decorators: true },
      target: "es2021",
      transform: { decoratorMetadata: true, react: { runtime: "automatic" } },
    },
    module: { type: "commonjs" },
  },
]

module.exports = {
  testMatch: testMatch.map((pattern) => pattern.replace("(src|demo|storefront|integration-tests|bench)", "{src,demo,storefront,integration-tests,bench}").replace("(ts|tsx)", "{ts,tsx}")),
  transform: { "^.+\\.(ts|js|mjs)$": typescript(false), "^.+\\.tsx$": typescript(true) },
  testEnvironment: "node",
  moduleFileExtensions: ["js", "ts", "tsx", "json", "mjs"],
  modulePathIgnorePatterns: ["<rootDir>/.medusa", "<rootDir>/.demo", "/dist/"],
  testTimeout: type === "unit" ? 20000 : 180000,
}
