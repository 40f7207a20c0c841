/** A decoded request: text, or nested by bracketed keys. Lists are objects whose keys are indexes. */
export type FormValue = string | FormTree
export interface FormTree {
  [key: string]: FormValue
}

const MAX_DEPTH = 8

/** A tree without prototype, so that a key called `__proto__` is only a key. */
export function emptyTree(): FormTree {
  return Object.create(null) as FormTree
}

/**
 * Decodes `a[b][0]=x&expand[]=y`, the encoding of Stripe's v1 API (bodies and query strings).
 * @throws Error with a message for the caller when the text is not that encoding.
 */
export function decodeForm(text: string): FormTree {
  const root = emptyTree()
  for (const [rawKey, value] of new URLSearchParams(text)) {
    if (rawKey !== "") {
      assign(root, splitKey(rawKey), value)
    }
  }
  return root
}

function splitKey(key: string): string[] {
  const start = key.indexOf("[")
  if (start <= 0) {
    return [key]
  }
  const path = [key.slice(0, start)]
  const matcher = /\[([^\]]*)\]/y
  matcher.lastIndex = start
  for (let match = matcher.exec(key); match; match = matcher.exec(key)) {
    path.push(match[1])
  }
  if (path.length > MAX_DEPTH) {
    throw new Error(`Parameter is nested too deeply: ${path[0]}`)
  }
  return path
}

function assign(root: FormTree, path: string[], value: string): void {
  let node = root
  path.forEach((segment, index) => {
    const key = segment === "" && index > 0 ? String(Object.keys(node).length) : segment
    if (index === path.length - 1) {
      node[key] = value
      return
    }
    const existing = node[key]
    if (typeof existing === "string" && existing !== "") {
      throw new Error(`Invalid hash: ${path[0]}`)
    }
    if (existing === undefined || typeof existing === "string") {
      node[key] = emptyTree()
    }
    node = node[key] as FormTree
  })
}
