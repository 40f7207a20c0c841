import { randomBytes } from "node:crypto"
import { readJson, writeJson } from "./json-file"

export interface Secrets {
  jwtSecret: string
  cookieSecret: string
  stripeApiKey: string
  stripeWebhookSecret: string
}

/** This installation's own secrets, made once: sessions and signed links survive a restart. */
export function loadSecrets(file: string): Secrets {
  const known = readJson<Partial<Secrets>>(file) ?? {}
  const secrets: Secrets = {
    jwtSecret: known.jwtSecret ?? randomBytes(32).toString("hex"),
    cookieSecret: known.cookieSecret ?? randomBytes(32).toString("hex"),
    stripeApiKey: known.stripeApiKey ?? `sk_test_${randomBytes(24).toString("hex")}`,
    stripeWebhookSecret: known.stripeWebhookSecret ?? `whsec_${randomBytes(24).toString("hex")}`,
  }
  writeJson(file, secrets, 0o600)
  return secrets
}
