import { MedusaError } from "@medusajs/framework/utils"
import { extensionOf } from "../../utils/file-name"

/** Bytes of a file's beginning that are enough to tell what it is. */
export const HEAD_BYTES = 4096

/** A file's first bytes: `at` counts from its beginning. */
type Signature = { at: number; bytes: string }
type AssetType = { mime_type: string; signatures: Signature[] }

const start = (...bytes: string[]): Signature[] => bytes.map((one) => ({ at: 0, bytes: one }))
/** ISO media files begin with a box named "ftyp", whose length comes first. */
const ISO_MEDIA: Signature[] = [{ at: 4, bytes: "ftyp" }]
const ZIP = start("PK\x03\x04")
const TEXT: Signature[] = []

const MP3 = start("ID3", "\xff\xfb", "\xff\xf3", "\xff\xf2", "\xff\xfa")

/** What organizers sell as files: documents, pictures, sound, films. Nothing a computer or a browser would run. */
const TYPES = new Map<string, AssetType>(Object.entries({
  pdf: { mime_type: "application/pdf", signatures: start("%PDF-") },
  epub: { mime_type: "application/epub+zip", signatures: ZIP },
  zip: { mime_type: "application/zip", signatures: [...ZIP, ...start("PK\x05\x06")] },
  docx: { mime_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", signatures: ZIP },
  xlsx: { mime_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", signatures: ZIP },
  pptx: { mime_type: "application/vnd.openxmlformats-officedocument.presentationml.presentation", signatures: ZIP },
  odt: { mime_type: "application/vnd.oasis.opendocument.text", signatures: ZIP },
  ods: { mime_type: "application/vnd.oasis.opendocument.spreadsheet", signatures: ZIP },
  odp: { mime_type: "application/vnd.oasis.opendocument.presentation", signatures: ZIP },
  png: { mime_type: "image/png", signatures: start("\x89PNG\r\n\x1a\n") },
  jpg: { mime_type: "image/jpeg", signatures: start("\xff\xd8\xff") },
  jpeg: { mime_type: "image/jpeg", signatures: start("\xff\xd8\xff") },
  gif: { mime_type: "image/gif", signatures: start("GIF87a", "GIF89a") },
  webp: { mime_type: "image/webp", signatures: [{ at: 8, bytes: "WEBP" }] },
  mp3: { mime_type: "audio/mpeg", signatures: MP3 },
  m4a: { mime_type: "audio/mp4", signatures: ISO_MEDIA },
  wav: { mime_type: "audio/wav", signatures: [{ at: 8, bytes: "WAVE" }] },
  flac: { mime_type: "audio/flac", signatures: start("fLaC") },
  ogg: { mime_type: "audio/ogg", signatures: start("OggS") },
  mp4: { mime_type: "video/mp4", signatures: ISO_MEDIA },
  m4v: { mime_type: "video/mp4", signatures: ISO_MEDIA },
  mov: { mime_type: "video/quicktime", signatures: [...ISO_MEDIA, { at: 4, bytes: "moov" }, { at: 4, bytes: "mdat" }, { at: 4, bytes: "wide" }] },
  webm: { mime_type: "video/webm", signatures: start("\x1a\x45\xdf\xa3") },
  mkv: { mime_type: "video/x-matroska", signatures: start("\x1a\x45\xdf\xa3") },
  txt: { mime_type: "text/plain; charset=utf-8", signatures: TEXT },
  md: { mime_type: "text/markdown; charset=utf-8", signatures: TEXT },
  csv: { mime_type: "text/csv; charset=utf-8", signatures: TEXT },
  ics: { mime_type: "text/calendar; charset=utf-8", signatures: TEXT },
}))

/** What a browser would take for a page, or a computer for a program, whatever the file is called. */
const PROGRAM = /^(MZ|\x7fELF|#!|\xca\xfe\xba\xbe|[\xcf\xce]\xfa\xed\xfe|\xfe\xed\xfa[\xce\xcf])/
const PAGE = /^(\xef\xbb\xbf)?\s*(<!doctype|<!--|<\?xml|<html|<head|<body|<svg|<script|<iframe)/i

const refused = (message: string) => new MedusaError(MedusaError.Types.NOT_ALLOWED, message, "file_type_not_allowed")

function typeOf(name: string): AssetType {
  const type = TYPES.get(extensionOf(name))
  if (!type) {
    throw refused(`Files of this type can't be sold. Allowed are: ${[...TYPES.keys()].join(", ")}.`)
  }
  return type
}

/** Refuses by its name alone a file that `assetMimeType` would refuse anyway, before its bytes are taken in. @throws MedusaError `file_type_not_allowed` */
export function assertAssetName(name: string): void {
  typeOf(name)
}

/**
 * The type of a file that is to be sold, by its extension and by what its bytes say.
 * @param head the file's first `HEAD_BYTES` bytes
 * @throws MedusaError `file_type_not_allowed`
 */
export function assetMimeType(name: string, head: Buffer): string {
  const type = typeOf(name)
  const text = head.toString("latin1")
  const fits = type.signatures === TEXT ? head.length > 0 && !text.includes("\0") : type.signatures.some(({ at, bytes }) => text.startsWith(bytes, at))
  if (!fits || PROGRAM.test(text) || PAGE.test(text)) {
    throw refused(`"${name}" isn't what its name says, or is empty.`)
  }
  return type.mime_type
}
