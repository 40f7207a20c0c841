import { createReadStream } from "node:fs"
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"

/**
 * The files of offers in Medusa's File module, whichever provider it has. Always streamed, never whole in memory; always
 * private; under names of 256 random bits and no extension, because the local provider writes private files where the
 * server shows everything to whoever knows its name.
 */

/** Milliseconds a provider may take to begin with a file. */
const PATIENCE_MS = 15_000

const unavailable = () =>
  new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "The file storage can't be reached right now. Try again later.", "file_unavailable")

function warn(container: MedusaContainer, what: string, error: unknown): void {
  container.resolve(ContainerRegistrationKeys.LOGGER).warn(`File storage: ${what}: ${error instanceof Error ? error.message : error}`)
}

/**
 * Stores a file of this server's disk. What was written of it is removed when it fails.
 * @returns the File module's key
 * @throws MedusaError `file_unavailable`
 */
export async function storeFile(container: MedusaContainer, path: string, mimeType: string): Promise<string> {
  const files = container.resolve(Modules.FILE)
  let key: string | null = null
  const ended = new AbortController()
  try {
    const { writeStream, promise, fileKey } = await files.getUploadStream({
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
    await Promise.all([pipeline(createReadStream(path), writeStream, { signal: ended.signal }), stored])
    return key
  } catch (error) {
    warn(container, "a file could not be stored", error)
    if (key) {
      await removeFiles(container, [key]).catch(() => undefined)
    }
    throw unavailable()
  }
}

/** Removes files; one that isn't there any more is as good as removed. @throws MedusaError `file_unavailable` */
export async function removeFiles(container: MedusaContainer, keys: string[]): Promise<void> {
  if (!keys.length) {
    return
  }
  try {
    await container.resolve(Modules.FILE).deleteFiles(keys)
  } catch (error) {
    warn(container, `${keys.length} files could not be removed`, error)
    throw unavailable()
  }
}

async function open(container: MedusaContainer, key: string, patience: AbortSignal): Promise<Readable> {
  const stream = await container.resolve(Modules.FILE).getDownloadStream(key)
  try {
    // A missing file is an error of the stream's, not of the call; after "readable" the first bytes are here.
    await once(stream, "readable", { signal: patience })
    return stream
  } catch (error) {
    stream.destroy()
    throw error
  }
}

/**
 * A file's bytes, of which the first have arrived.
 * @throws MedusaError `file_unavailable`
 */
export async function openFile(container: MedusaContainer, key: string): Promise<Readable> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  const late = new Promise<never>((_resolve, reject) => {
    patience.addEventListener("abort", () => reject(new Error(`no answer in ${PATIENCE_MS} ms`)), { once: true })
  })
  try {
    return await Promise.race([open(container, key, patience), late])
  } catch (error) {
    warn(container, "a file could not be opened", error)
    throw unavailable()
  }
}
