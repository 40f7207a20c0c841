import { invalidRequest } from "./errors"
import { emptyTree, type FormTree, type FormValue } from "./form-encoding"
import type { Metadata } from "./types"

const MAX_TEXT = 5000

/**
 * Reads and checks the parameters of one request (or of one nested hash in it) with Stripe's own
 * messages. Absent is `undefined`; an empty string means "unset" and reads as `null`.
 */
export class Params {
  constructor(
    private readonly tree: FormTree,
    private readonly prefix = ""
  ) {}

  static empty(): Params {
    return new Params(emptyTree())
  }

  /** The name as Stripe prints it in `param`: `line_items[0][price]`. */
  name(key: string): string {
    return this.prefix ? `${this.prefix}[${key}]` : key
  }

  has(key: string): boolean {
    return this.tree[key] !== undefined
  }

  raw(): FormTree {
    return this.tree
  }

  /** Refuses parameters that the endpoint doesn't know. */
  allow(known: readonly string[]): void {
    const unknown = Object.keys(this.tree).filter(
      (key) => !known.includes(key) && !(key === "expand" && this.prefix === "")
    )
    if (unknown.length === 0) {
      return
    }
    const names = unknown.map((key) => this.name(key))
    throw invalidRequest(`Received unknown parameter${names.length > 1 ? "s" : ""}: ${names.join(", ")}`, {
      code: "parameter_unknown",
      param: names[0],
    })
  }

  text(key: string, max = MAX_TEXT): string | null | undefined {
    const value: FormValue | undefined = this.tree[key]
    if (value === undefined) {
      return undefined
    }
    if (typeof value !== "string") {
      throw invalidRequest(`Invalid string: {${this.name(key)}}`, { param: this.name(key) })
    }
    if (value.length > max) {
      throw invalidRequest(`Invalid string: ${value.slice(0, 24)}...; must be at most ${max} characters`, {
        code: "parameter_invalid_string_length",
        param: this.name(key),
      })
    }
    return value === "" ? null : value
  }

  /** Text that may be left out but not emptied. */
  filledText(key: string, max = MAX_TEXT): string | undefined {
    const value = this.text(key, max)
    if (value === null) {
      throw invalidRequest(
        `You passed an empty string for '${this.name(key)}'. We assume empty values are an attempt to unset a parameter; however '${this.name(key)}' cannot be unset. You should remove '${this.name(key)}' from your request or supply a non-empty value.`,
        { code: "parameter_invalid_empty", param: this.name(key) }
      )
    }
    return value
  }

  requiredText(key: string, max = MAX_TEXT): string {
    const value = this.filledText(key, max)
    if (value === undefined) {
      throw this.missing(key)
    }
    return value
  }

  missing(key: string): Error {
    return invalidRequest(`Missing required param: ${this.name(key)}.`, {
      code: "parameter_missing",
      param: this.name(key),
    })
  }

  integer(key: string, { min = 0, max = 99_999_999 }: { min?: number; max?: number } = {}): number | undefined {
    const value = this.filledText(key)
    if (value === undefined) {
      return undefined
    }
    if (!/^-?\d{1,15}$/.test(value)) {
      throw invalidRequest(`Invalid integer: ${value}`, { code: "parameter_invalid_integer", param: this.name(key) })
    }
    const number = Number(value)
    if (number < min || number > max) {
      const bound = number < min ? `greater than or equal to ${min}` : `less than or equal to ${max}`
      throw invalidRequest(`This value must be ${bound}.`, { code: "parameter_invalid_integer", param: this.name(key) })
    }
    return number
  }

  boolean(key: string): boolean | undefined {
    const value = this.filledText(key)
    if (value === undefined) {
      return undefined
    }
    if (value !== "true" && value !== "false") {
      throw invalidRequest(`Invalid boolean: ${value}`, { param: this.name(key) })
    }
    return value === "true"
  }

  oneOf<T extends string>(key: string, values: readonly T[]): T | undefined {
    const value = this.filledText(key)
    if (value !== undefined && !(values as readonly string[]).includes(value)) {
      const list = values.length > 1 ? `${values.slice(0, -1).join(", ")}, or ${values[values.length - 1]}` : values[0]
      throw invalidRequest(`Invalid ${this.name(key)}: must be one of ${list}`, { param: this.name(key) })
    }
    return value as T | undefined
  }

  url(key: string): string | null | undefined {
    const value = this.text(key)
    if (value && !/^https?:\/\/[^\s]+$/i.test(value)) {
      throw invalidRequest("Not a valid URL", { code: "url_invalid", param: this.name(key) })
    }
    return value
  }

  email(key: string): string | null | undefined {
    const value = this.text(key, 512)
    if (value && !/^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/.test(value)) {
      throw invalidRequest(`Invalid email address: ${value}`, { code: "email_invalid", param: this.name(key) })
    }
    return value
  }

  currency(key: string): string | undefined {
    const value = this.filledText(key)?.toLowerCase()
    if (value !== undefined && !/^[a-z]{3}$/.test(value)) {
      throw invalidRequest(`Invalid currency: ${value}. Stripe currently supports three-letter ISO codes.`, {
        param: this.name(key),
      })
    }
    return value
  }

  /** A nested hash; an absent or emptied one is undefined. */
  child(key: string): Params | undefined {
    const value = this.tree[key]
    if (value === undefined || value === "") {
      return undefined
    }
    if (typeof value === "string") {
      throw invalidRequest("Invalid object", { param: this.name(key) })
    }
    return new Params(value, this.name(key))
  }

  /** A list of hashes. */
  children(key: string): Params[] | undefined {
    const list = this.child(key)
    if (!list) {
      return undefined
    }
    return list.indexes(this.name(key)).map((index) => {
      const item = list.child(index)
      if (!item) {
        throw invalidRequest("Invalid object", { param: list.name(index) })
      }
      return item
    })
  }

  /** A list of texts; `null` when emptied. */
  texts(key: string): string[] | null | undefined {
    const value = this.tree[key]
    if (value === undefined) {
      return undefined
    }
    if (value === "") {
      return null
    }
    if (typeof value === "string") {
      throw invalidRequest("Invalid array", { param: this.name(key) })
    }
    const list = new Params(value, this.name(key))
    return list.indexes(this.name(key)).map((index) => list.requiredText(index))
  }

  private indexes(param: string): string[] {
    const keys = Object.keys(this.tree)
    if (keys.some((key) => !/^\d+$/.test(key))) {
      throw invalidRequest("Invalid array", { param })
    }
    return keys.sort((a, b) => Number(a) - Number(b))
  }

  /** Metadata merged over what the object has: an empty value removes a key, an empty hash all of them. */
  metadata(current: Metadata = {}, key = "metadata"): Metadata {
    const value = this.tree[key]
    if (value === undefined) {
      return { ...current }
    }
    if (value === "") {
      return {}
    }
    const child = this.child(key) as Params
    const merged: Metadata = { ...current }
    for (const name of Object.keys(child.tree)) {
      const text = child.tree[name]
      if (typeof text !== "string") {
        throw invalidRequest(`Metadata values must be strings, but you passed in a hash for '${name}'.`, {
          param: child.name(name),
        })
      }
      if (name.length > 40) {
        throw invalidRequest(
          `Metadata keys can be up to 40 characters, but you passed in a key that is ${name.length} characters. Invalid key: ${name}`,
          { param: child.name(name) }
        )
      }
      if (text.length > 500) {
        throw invalidRequest(
          `Metadata values can have up to 500 characters, but you passed in a value that is ${text.length} characters. Invalid value: ${text}`,
          { param: child.name(name) }
        )
      }
      if (text === "") {
        delete merged[name]
      } else {
        merged[name] = text
      }
    }
    if (Object.keys(merged).length > 50) {
      throw invalidRequest("Metadata can have up to 50 keys.", { param: this.name(key) })
    }
    return merged
  }
}
