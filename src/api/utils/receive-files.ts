import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import multer, { MulterError } from "multer"
import { OFFER_MODULE } from "../../modules/offer"
import { assertAssetName } from "../../modules/offer/asset-type"
import type OfferModuleService from "../../modules/offer/service"
import { safeFileName } from "../../utils/file-name"
import { Upload } from "../../workflows/fulfillment/workflows/add-offer-assets"
import { limitedBody } from "./limited-body"
import { unhurriedUpload } from "./unhurried-upload"

const MEGABYTE = 1024 * 1024
const MAX_FILES = 20
/** What multipart/form-data adds to the files of a request. */
const ENVELOPE_BYTES = MEGABYTE

type UploadRequest = MedusaRequest & { uploads?: Upload[] }

/** The files that `receiveFiles` put on this server's disk. */
export const uploadsOf = (req: MedusaRequest): Upload[] => (req as UploadRequest).uploads ?? []

const tooLarge = (megabytes: number) =>
  new MedusaError(MedusaError.Types.NOT_ALLOWED, `Files may have up to ${megabytes} MB, all of a request together.`, "file_too_large")
const invalid = (message: string) => new MedusaError(MedusaError.Types.INVALID_DATA, `Invalid request: ${message}`, "invalid_request")

function asRefusal(error: unknown, megabytes: number): unknown {
  if (error instanceof MulterError) {
    return error.code === "LIMIT_FILE_SIZE" ? tooLarge(megabytes) : invalid(`${error.message} (field "files", up to ${MAX_FILES})`)
  }
  return MedusaError.isMedusaError(error) ? error : invalid("the upload is broken")
}

/**
 * Takes the files of a multipart request (field `files`) to a folder of this request's own, which goes when the request
 * ends, however it ends. A request that says it is too large is answered before a byte of it is written, one that doesn't
 * say as soon as it is.
 * Errors: `file_too_large`, `file_type_not_allowed`, `invalid_request`.
 */
export async function receiveFiles(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  const megabytes = req.scope.resolve<OfferModuleService>(OFFER_MODULE).options.maxAssetMegabytes
  const most = megabytes * MEGABYTE + ENVELOPE_BYTES
  if (Number(req.headers["content-length"] ?? 0) > most) {
    // Otherwise a browser sends all of it before it looks at the answer, and Node reads it to keep the connection.
    res.set("Connection", "close")
    return next(tooLarge(megabytes))
  }
  unhurriedUpload(req, res)
  const folder = await mkdtemp(join(tmpdir(), `event-monetization-upload-${process.pid}-`))
  res.once("close", () => {
    rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
  })
  let answered = false
  const answer = (error?: unknown) => {
    if (!answered) {
      answered = true
      next(error)
    }
  }
  // Multer's types don't know `streamHandler`; without one it waits for the end of a body that is too large.
  const bodyLimit = { streamHandler: limitedBody(most, tooLarge(megabytes), () => answer(tooLarge(megabytes))) }
  const receive = multer({
    ...bodyLimit,
    storage: multer.diskStorage({ destination: (_req, _file, done) => done(null, folder) }),
    defParamCharset: "utf8",
    limits: { fileSize: megabytes * MEGABYTE, files: MAX_FILES, fields: 0 },
    fileFilter: (_req, file, done) => {
      try {
        assertAssetName(safeFileName(file.originalname))
        done(null, true)
      } catch (error) {
        done(error as Error)
      }
    },
  }).array("files", MAX_FILES)
  receive(req as never, res as never, (error: unknown) => {
    if (error) {
      return answer(asRefusal(error, megabytes))
    }
    const files = (req as unknown as { files?: Express.Multer.File[] }).files ?? []
    if (!files.length) {
      return answer(invalid(`no file in the field "files"`))
    }
    if (files.reduce((sum, file) => sum + file.size, 0) > megabytes * MEGABYTE) {
      return answer(tooLarge(megabytes))
    }
    ;(req as UploadRequest).uploads = files.map((file) => ({ path: file.path, name: safeFileName(file.originalname), size: file.size }))
    answer()
  })
}
