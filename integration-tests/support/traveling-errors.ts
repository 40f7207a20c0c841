import type { AxiosError, AxiosInstance } from "axios"

/**
 * Hides of a refused call what leads in circles (its socket, its agent): a test that fails with it must reach the report, and
 * from a worker process it gets there as JSON. Its message says what the answer said, which the status alone doesn't.
 */
export function letErrorsTravel(api: AxiosInstance): void {
  api.interceptors.response.use(undefined, (error: AxiosError) => {
    if (error.response) {
      error.message += `: ${JSON.stringify(error.response.data)}`
    }
    for (const holder of [error, error.response]) {
      for (const part of ["request", "config"] as const) {
        if (holder && part in holder) {
          Object.defineProperty(holder, part, { value: holder[part], enumerable: false })
        }
      }
    }
    throw error
  })
}
