import { createReadStream } from "node:fs"
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { errorMessage } from "../../utils/error-message"

/**
 * The files of offers in Medusa's File module, whichever provider it has. Always streamed, never whole in memory; always
 * private; under names of 256 random bits and no extension, because the local provider writes private files where the
 * server shows everything to whoever knows its name, and a bucket may be open to everybody for the shop's pictures.
 */

/** Milliseconds a provider may take to begin with a file, to remove one, and to tidy up after an upload that failed. */
const PATIENCE_MS = 15_000

const unavailable = () =>
  new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "The file storage can't be reached right now. Try again later.", "file_unavailable")

function warn(container: MedusaContainer, what: string, error: unknown): void {
  container.resolve(ContainerRegistrationKeys.LOGGER).warn(`File storage: ${what}: ${errorMessage(error)}`)
}

/** What a provider answers, unless it takes too long. */
async function inTime<Result>(answer: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE_MS} ms`)), PATIENCE_MS)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Stores a file of this server's disk. What was written of it is removed when it fails.
 * @returns the File module's key
 * @throws MedusaError `file_unavailable`
 */
export async function storeFile(container: MedusaContainer, path: string, mimeType: string): Promise<string> {
  let key: string | null = null
  const ended = new AbortController()
  try {
    const { writeStream, promise, fileKey } = await container.resolve(Modules.FILE).getUploadStream({
      filename: randomBytes(32).toString("hex"),
      mimeType,
      access: "private",
    })
    key = fileKey
    // The provider may fail without reading on, which alone would leave the pipe waiting for ever.
    const stored = promise.catch((error: unknown) => {
      ended.abort()
      throw error
    })
    const piped = pipeline(createReadStream(path), writeStream, { signal: ended.signal }).catch(async (error: unknown) => {
      // The provider's own reason is the better one, and by then it has tidied up: S3's gives back the parts it has sent.
      await inTime(stored)
      throw error
    })
    await Promise.all([stored, piped])
    return key
  } catch (error) {
    warn(container, "a file could not be stored", error)
    if (key) {
      await removeFiles(container, [key]).catch(() => undefined)
    }
    throw unavailable()
  }
}

/** Whether a provider says that there is no such file, and not that it can't be reached: by a file system's words, or HTTP's. */
function isMissing(error: unknown): boolean {
  const { code, statusCode, type, $metadata } = (error ?? {}) as {
    code?: unknown
    statusCode?: unknown
    type?: unknown
    $metadata?: { httpStatusCode?: unknown }
  }
  return [code, statusCode, $metadata?.httpStatusCode].some((said) => said === "ENOENT" || said === 404) || type === MedusaError.Types.NOT_FOUND
}

/** S3's provider only logs that it couldn't remove something, so the files themselves are asked. */
async function assertRemoved(container: MedusaContainer, key: string): Promise<void> {
  const stream = await open(container, key).catch((error: unknown) => {
    if (!isMissing(error)) {
      throw error
    }
  })
  if (stream) {
    stream.destroy()
    throw new Error("it is still there")
  }
}

/** Removes files; one that isn't there any more is as good as removed. @throws MedusaError `file_unavailable` */
export async function removeFiles(container: MedusaContainer, keys: string[]): Promise<void> {
  if (!keys.length) {
    return
  }
  try {
    await inTime(container.resolve(Modules.FILE).deleteFiles(keys))
    for (const key of keys) {
      await assertRemoved(container, key)
    }
  } catch (error) {
    warn(container, `not all of ${keys.length} files could be removed`, error)
    throw unavailable()
  }
}

/** A file's bytes, of which the first have arrived: a missing file is an error of the stream's, not of the call. */
async function open(container: MedusaContainer, key: string): Promise<Readable> {
  const opening = container.resolve(Modules.FILE).getDownloadStream(key)
  try {
    const stream = await inTime(opening)
    await inTime(once(stream, "readable"))
    return stream
  } catch (error) {
    void opening.then((stream) => stream.destroy()).catch(() => undefined)
    throw error
  }
}

/**
 * A file's bytes, of which the first have arrived.
 * @throws MedusaError `file_unavailable`
 */
export async function openFile(container: MedusaContainer, key: string): Promise<Readable> {
  try {
    return await open(container, key)
  } catch (error) {
    warn(container, "a file could not be opened", error)
    throw unavailable()
  }
}
