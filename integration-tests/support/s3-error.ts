/** A refusal as S3 sends it: an HTTP status, and XML with the code that SDKs turn into an error's name. */
export class S3Error extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string
  ) {
    super(message)
  }
}

/** What this stand-in doesn't do. It says so, so that a test never passes because of something S3 would do otherwise. */
export const notImplemented = (what: string) => new S3Error(501, "NotImplemented", `The local S3 stand-in knows nothing of ${what}.`)
