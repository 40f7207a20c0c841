import { addressOf, authHeaders, refusalOf, withCookies } from "./api"

/**
 * Sends files as multipart/form-data (field `files`) and reports how far it is (0 to 1): fetch can't tell that, so this
 * is an XMLHttpRequest. A refusal is an ApiError; a broken connection is an error without a status.
 */
export async function uploadFiles<T>(
  path: string,
  files: File[],
  { onProgress, signal }: { onProgress?: (share: number) => void; signal?: AbortSignal } = {}
): Promise<T> {
  const headers = { accept: "application/json", ...(await authHeaders()) }
  const body = new FormData()
  for (const file of files) {
    body.append("files", file)
  }

  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open("POST", addressOf(path))
    request.withCredentials = withCookies
    request.responseType = "json"
    for (const [name, value] of Object.entries(headers)) {
      request.setRequestHeader(name, value)
    }
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) {
        onProgress?.(total > 0 ? loaded / total : 1)
      }
    }
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(request.response as T)
      } else {
        reject(refusalOf(request.response, request.status))
      }
    }
    request.onerror = () => reject(new Error("The connection broke"))
    request.onabort = () => reject(new DOMException("Aborted", "AbortError"))
    signal?.addEventListener("abort", () => request.abort(), { once: true })
    request.send(body)
  })
}
