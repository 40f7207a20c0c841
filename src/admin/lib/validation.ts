import { FieldValues, Resolver } from "react-hook-form"

/** A problem of a form field: a key of `validation.*` in the translations, with what the sentence needs. */
export type Problem = { key: string; values?: Record<string, string | number> }
export type Problems = Record<string, Problem | undefined>

type Translate = (key: string, values?: Record<string, string | number>) => string

/** Turns a pure `validate` (path -> problem) into a react-hook-form resolver with translated messages. */
export function resolverOf<T extends FieldValues>(validate: (values: T) => Problems, t: Translate): Resolver<T> {
  return async (values) => {
    const problems = Object.entries(validate(values)).filter(([, problem]) => problem !== undefined)
    if (problems.length === 0) {
      return { values, errors: {} }
    }
    const errors: Record<string, unknown> = {}
    for (const [path, problem] of problems) {
      place(errors, path.split("."), { type: "validate", message: t(`validation.${problem!.key}`, problem!.values) })
    }
    return { values: {}, errors: errors as never }
  }
}

function place(target: Record<string, unknown>, path: string[], value: unknown) {
  const [head, ...rest] = path
  if (rest.length === 0) {
    target[head] = value
    return
  }
  target[head] ??= /^\d+$/.test(rest[0]) ? [] : {}
  place(target[head] as Record<string, unknown>, rest, value)
}

/** A whole number that a person typed; null for nothing typed, undefined for anything else. */
export function parseCount(text: string): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === "") {
    return null
  }
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : undefined
}
