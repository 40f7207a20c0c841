import { randomInt } from "node:crypto"

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/** `length` characters of Stripe's id alphabet. Random, so that ids never repeat over restarts. */
export function randomText(length: number): string {
  let text = ""
  for (let i = 0; i < length; i++) {
    text += ALPHABET[randomInt(ALPHABET.length)]
  }
  return text
}

/** A new id such as `pi_3RandomText`, as long as Stripe's own. */
export function newId(prefix: string): string {
  if (prefix === "cs_test") {
    return `cs_test_a1${randomText(56)}`
  }
  if (prefix === "prod" || prefix === "cus") {
    return `${prefix}_${randomText(14)}`
  }
  return `${prefix}_1${randomText(23)}`
}
