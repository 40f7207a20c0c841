/** A refusal of the backend, with the request that got it. */
export class ApiError extends Error {
  constructor(
    method: string,
    path: string,
    readonly status: number,
    readonly code: string | undefined,
    message: string
  ) {
    super(`${method} ${path} answered ${status}: ${message}`)
  }
}

export interface UploadedFile {
  name: string
  mimeType: string
  content: Buffer
}

export interface Api {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body?: unknown): Promise<T>
  /** Sends files as a form's field, as a browser does. */
  upload<T>(path: string, field: string, files: UploadedFile[]): Promise<T>
  /** The same backend with other headers, such as a token. */
  with(headers: Record<string, string>): Api
}

const LIMIT_MS = 60_000

/** JSON over HTTP. @throws ApiError for every answer that isn't 2xx */
export function createApi(baseUrl: string, headers: Record<string, string> = {}): Api {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const isForm = body instanceof FormData
    const response = await fetch(baseUrl + path, {
      method,
      // a form's type names its boundary, which only fetch knows
      headers: { ...(isForm ? {} : { "content-type": "application/json" }), ...headers },
      body: body === undefined || isForm ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(LIMIT_MS),
    })
    const text = await response.text()
    if (!response.ok) {
      const answer = parse(text) as { code?: string; message?: string } | null
      throw new ApiError(method, path, response.status, answer?.code, answer?.message ?? text.slice(0, 300))
    }
    return parse(text) as T
  }
  return {
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, body ?? {}),
    upload: (path, field, files) => {
      const form = new FormData()
      for (const { name, mimeType, content } of files) {
        form.append(field, new Blob([new Uint8Array(content)], { type: mimeType }), name)
      }
      return call("POST", path, form)
    },
    with: (more) => createApi(baseUrl, { ...headers, ...more }),
  }
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
