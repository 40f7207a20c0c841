import { randomInt } from "node:crypto"

/** Crockford's base 32 without 0 and 1: no two characters that a person confuses. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
const GROUPS = 4
const GROUP_LENGTH = 4

/** A code to be read aloud or typed, such as `7KQM-X2PD-9RTV-HW4C`: 78 bits of chance, nobody guesses one. */
export function accessCode(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("")
  return Array.from({ length: GROUPS }, group).join("-")
}
