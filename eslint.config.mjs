import reactHooks from "eslint-plugin-react-hooks"
import tseslint from "typescript-eslint"

/** Rules that ask the type checker; each catches a mistake that neither the compiler nor a test shows. */
const typed = {
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
  "@typescript-eslint/await-thenable": "error",
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  "@typescript-eslint/only-throw-error": "error",
}

const house = {
  semi: ["error", "never"],
  quotes: ["error", "double", { avoidEscape: true, allowTemplateLiterals: true }],
  eqeqeq: ["error", "always", { null: "ignore" }],
  "no-var": "error",
  "prefer-const": "error",
  "no-console": "error",
  // Medusa's services hand all constructor arguments on: super(...arguments).
  "prefer-rest-params": "off",
  "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
}

export default tseslint.config(
  {
    ignores: ["**/node_modules/", "**/dist/", "**/.medusa/", ".demo/", "**/.cache/", "public/", "static/", "coverage/", "**/migrations/"],
  },
  ...tseslint.configs.recommended,
  { rules: house },
  {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: {
      parserOptions: {
        project: ["tsconfig.check.json", "src/admin/tsconfig.json", "storefront/kit/tsconfig.json", "storefront/demo/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: typed,
  },
  {
    files: ["src/admin/**/*.{ts,tsx}", "storefront/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" },
  },
  {
    // React Router's navigate() answers a promise that a page has nothing to do with.
    files: ["src/admin/**/*.{ts,tsx}"],
    rules: { "@typescript-eslint/no-floating-promises": "off" },
  },
  {
    // Programs and tests that talk to a terminal.
    files: ["demo/**", "bench/**", "integration-tests/**", "storefront/demo/*.ts"],
    rules: { "no-console": "off" },
  },
  {
    // The answers of a server under test are checked by the expectations on them.
    files: ["**/*.spec.{ts,tsx}"],
    rules: { "@typescript-eslint/no-explicit-any": "off" },
  },
  {
    files: ["**/*.js"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  }
)
