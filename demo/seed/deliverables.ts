import { accessCodes } from "./access-codes"
import { Api, UploadedFile } from "./api"
import { pdf } from "./files/pdf"
import { wav } from "./files/wav"
import { FileContent, OfferContent } from "./types"

/** What an offer hands out: files and uploaded codes, where it has none yet. */
export async function seedDeliverables(api: Api, offerId: string, { title, delivery }: OfferContent): Promise<void> {
  if (delivery.method === "DOWNLOAD") {
    const { assets } = await api.get<{ assets: unknown[] }>(`/admin/offers/${offerId}/assets`)
    if (!assets.length) {
      await api.upload(`/admin/offers/${offerId}/assets`, "files", delivery.files.map(made))
    }
  } else if (delivery.method === "ACCESS_CODE" && delivery.codes !== "generated") {
    const { summary } = await api.get<{ summary: Record<string, number> }>(`/admin/offers/${offerId}/access-codes?limit=1`)
    if (Object.values(summary).every((count) => count === 0)) {
      await api.post(`/admin/offers/${offerId}/access-codes`, { codes: accessCodes(title, delivery.codes) })
    }
  }
}

function made(file: FileContent): UploadedFile {
  return file.kind === "pdf"
    ? { name: file.name, mimeType: "application/pdf", content: pdf(file.title, file.lines) }
    : { name: file.name, mimeType: "audio/wav", content: wav(file.tones) }
}
