import { errorCode, errorText } from "./errors"

/** One file on its way up. */
export type Upload = {
  number: number
  name: string
  size: number
  /** 0 to 1. */
  share: number
  /** Why it was refused: the server's own words, which name sizes and types, or else a key of `errors.*`. */
  problem: { key?: string; text?: string; most?: number } | null
}

/** Why a file needn't be sent at all: it is larger than the server takes, in bytes. The server looks for itself all the same. */
export function sizeProblem(size: number, most: number): Upload["problem"] {
  return size > most ? { key: "file_larger_than", most } : null
}

/**
 * Why an upload failed. A server that refuses a file for its size often hangs up before the file has gone up, and the
 * browser then only says that the connection broke.
 */
export function uploadProblem(error: unknown): NonNullable<Upload["problem"]> {
  const status = (error as { status?: number } | undefined)?.status
  if (status === undefined) {
    return { key: "upload_broken" }
  }
  // 413 is what a proxy in between answers.
  return { key: status === 413 ? "file_too_large" : errorCode(error), text: errorText(error) }
}
