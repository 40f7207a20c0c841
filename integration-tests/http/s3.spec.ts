import { GetObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from "@aws-sdk/client-s3"
import { createHash } from "node:crypto"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import http from "node:http"
import { tmpdir } from "node:os"
import path from "node:path"
import { Readable } from "node:stream"
import type { FileTypes } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { deliverDueUnits } from "../../src/workflows/fulfillment/deliver-unit"
import { testApp } from "../support/app"
import { eventually } from "../support/checkout"
import { fileShop, PDF } from "../support/file-shop"
import { freePortNow } from "../support/free-port"
import { S3StandIn, startS3 } from "../support/s3"
import { refused } from "../support/shop"

/** The app as it runs with S3: Medusa's provider and Amazon's client, over HTTP, against the stand-in. */
const port = freePortNow()
const ROOM = mkdtempSync(path.join(tmpdir(), "s3-"))
const KEYS = { region: "eu-central-1", accessKeyId: "AKIDINTEGRATION", secretAccessKey: "a secret of the test's" }
const BUCKET = "festival-files"
const PART = 5 * 1024 * 1024
/** A file of three parts, of which no two are alike. */
const FILM = Buffer.concat([Buffer.from("\0\0\0\x18ftypmp42", "latin1"), ...Array.from({ length: 24 }, (_, index) => Buffer.alloc(500_000, createHash("sha512").update(`${index}`).digest()))])

let s3: S3StandIn
beforeAll(async () => {
  s3 = await startS3({ port, bucket: BUCKET, ...KEYS })
})
afterAll(async () => {
  await s3?.stop()
  rmSync(ROOM, { recursive: true, force: true })
})

testApp(
  (app) => {
    const { api, container, shop } = app
    const { service, offer, upload, sell, delivered, boughtFile, downloadLink, browse } = fileShop(app)
    afterEach(() => s3.reset())

    const files = () => container().resolve(Modules.FILE)
    const stored = () => [...s3.objects.keys()]
    const remove = (offerId: string, assetId: string) => api.delete(`/admin/offers/${offerId}/assets/${assetId}`, shop().admin)
    const assets = async (offerId: string) => (await api.get(`/admin/offers/${offerId}/assets`, shop().admin)).data.assets

    /** A download as far as it goes: how the answer began, how many bytes came, and whether it ended as it should. */
    const receive = (url: string) =>
      new Promise<{ status?: number; bytes: number; whole: boolean }>((resolve, reject) => {
        http.get(url, (response) => {
          let bytes = 0
          response.on("data", (chunk) => (bytes += chunk.length))
          response.on("error", () => undefined)
          response.on("close", () => resolve({ status: response.statusCode, bytes, whole: response.complete }))
        }).on("error", reject)
      })

    describe("a file in S3", () => {
      it("is private, under a name nobody guesses, and has the bytes that were uploaded", async () => {
        const offerId = await offer("DOWNLOAD")
        expect(await upload(offerId, [["Arbeitsbuch für Łukasz.pdf", PDF]])).toMatchObject({ status: 200 })
        const [key] = stored()
        expect(key).toMatch(/^[0-9a-f]{64}-[0-9A-Z]{26}$/)
        const object = s3.objects.get(key)
        expect(object).toMatchObject({ acl: "private", contentType: "application/pdf" })
        expect(object?.bytes.equals(PDF)).toBe(true)
        expect(JSON.stringify(object?.metadata)).not.toContain("Arbeitsbuch")
        expect((await fetch(`${s3.address}/${BUCKET}/${key}`)).status).toBe(403)
        expect(existsSync(path.join(ROOM, "private"))).toBe(false)
        expect(s3.requests).toEqual(["PutObject", "GetObject"])
      })

      it("goes up in parts when it is large, and comes down as it was", async () => {
        const offerId = await offer("DOWNLOAD")
        expect(FILM.length).toBeGreaterThan(2 * PART)
        const { data } = await upload(offerId, [["film.mp4", FILM]])
        expect(data).toMatchObject({ assets: [{ name: "film.mp4", mime_type: "video/mp4", size: FILM.length }] })
        expect(s3.requests.filter((one) => one === "UploadPart")).toHaveLength(3)
        const [object] = s3.objects.values()
        expect(object).toMatchObject({ acl: "private", etag: expect.stringMatching(/-3$/), checksum: expect.stringMatching(/-3$/) })
        expect(object.bytes.equals(FILM)).toBe(true)
        expect(s3.uploads.size).toBe(0)
        const sale = await sell(offerId)
        await delivered(sale)
        const { url } = await downloadLink({ ...sale, assetId: data.assets[0].id })
        expect((await browse(url)).body.equals(FILM)).toBe(true)
      })

      it("is bought, delivered and downloaded by a signed link, whole and in parts", async () => {
        const sale = await boughtFile(1, undefined, PDF)
        const { url } = await downloadLink(sale)
        const file = await browse(url)
        expect(file.status).toBe(200)
        expect(file.body.equals(PDF)).toBe(true)
        expect(Object.fromEntries(file.headers)).toMatchObject({
          "content-type": "application/pdf",
          "content-length": String(PDF.length),
          "content-disposition": 'attachment; filename="Workbook.pdf"',
          "accept-ranges": "bytes",
          "cache-control": expect.stringContaining("no-store"),
        })
        const rest = await browse(url, { range: "bytes=200000-" })
        expect(rest.status).toBe(206)
        expect(rest.body.equals(PDF.subarray(200_000))).toBe(true)
      })

      it("goes with its asset, and with its offer", async () => {
        const offerId = await offer("DOWNLOAD")
        const { data } = await upload(offerId, [["a.pdf", PDF], ["b.pdf", PDF], ["c.pdf", PDF]])
        expect(stored()).toHaveLength(3)
        await remove(offerId, data.assets[0].id)
        expect(stored()).toHaveLength(2)
        expect(await assets(offerId)).toHaveLength(2)
        await api.delete(`/admin/offers/${offerId}`, shop().admin)
        expect(stored()).toEqual([])
      })

      it("that has already gone is as good as removed", async () => {
        const offerId = await offer("DOWNLOAD")
        const { data } = await upload(offerId, [["a.pdf", PDF]])
        s3.objects.clear()
        await remove(offerId, data.assets[0].id)
        expect(await assets(offerId)).toEqual([])
      })
    })

    describe("a storage that is down", () => {
      it("leaves a purchase pending where the organizer sees why, and delivers it once it is back", async () => {
        const offerId = await offer("DOWNLOAD")
        const { data } = await upload(offerId, [["Workbook.pdf", PDF]])
        await s3.stop()
        let sale
        try {
          sale = await sell(offerId)
          const queue = () => api.get(`/admin/offer-units?offer_id=${offerId}&status=PENDING`, shop().admin)
          const { data: list } = await eventually(queue, (answer) => Boolean(answer.data.units[0]?.problem))
          expect(list.units).toMatchObject([{ id: sale.unitIds[0], status: "PENDING", problem: { code: "file_unavailable", message: expect.stringContaining("storage") } }])
          expect(await refused(api.post("/admin/offer-units/retry", { ids: sale.unitIds }, shop().admin))).toMatchObject({ status: 200 })
          expect(await service().retrieveOfferUnit(sale.unitIds[0])).toMatchObject({ status: "PENDING", problem_code: "file_unavailable" })
        } finally {
          await s3.restart()
        }
        // As the sweep does when the pause after a failed attempt is over.
        await deliverDueUnits(container())
        expect(await service().retrieveOfferUnit(sale.unitIds[0])).toMatchObject({ status: "PENDING" })
        await service().retryUnits(sale.unitIds)
        await deliverDueUnits(container())
        expect(await service().retrieveOfferUnit(sale.unitIds[0])).toMatchObject({ status: "FULFILLED", problem_code: null })
        const { url } = await downloadLink({ ...sale, assetId: data.assets[0].id })
        expect((await browse(url)).body.equals(PDF)).toBe(true)
      })

      it("says so instead of a download", async () => {
        const { url } = await downloadLink(await boughtFile())
        for (const kind of ["broken", "error", { cutAfter: 0 }] as const) {
          s3.fail(kind, "GetObject")
          expect(await browse(url)).toMatchObject({ status: 503, code: "file_unavailable" })
        }
        expect((await browse(url, { accept: "text/html" })).body.toString()).toContain("<h1>Try again in a moment</h1>")
        s3.heal()
        expect((await browse(url)).body.equals(PDF)).toBe(true)
      })

      it("breaks a download it falls out of, which then goes on where it broke", async () => {
        const { url } = await downloadLink(await boughtFile())
        s3.fail({ cutAfter: 200_000 }, "GetObject")
        const download = await receive(url)
        expect(download).toMatchObject({ status: 200, whole: false })
        expect(download.bytes).toBeLessThan(PDF.length)
        s3.heal()
        expect((await browse(url, { range: `bytes=${download.bytes}-` })).body.equals(PDF.subarray(download.bytes))).toBe(true)
        expect(await receive(url)).toEqual({ status: 200, bytes: PDF.length, whole: true })
      })

      it("breaks a download whose bytes are others than those stored", async () => {
        const { url } = await downloadLink(await boughtFile())
        const [object] = s3.objects.values()
        object.bytes = Buffer.from(object.bytes.map((byte, index) => (index === 299_999 ? byte ^ 1 : byte)))
        expect(await receive(url)).toMatchObject({ whole: false })
      })

      it("refuses an upload and keeps nothing of it", async () => {
        const offerId = await offer("DOWNLOAD")
        for (const kind of ["broken", "error", "silent"] as const) {
          s3.fail(kind)
          expect(await upload(offerId, [["Workbook.pdf", PDF]])).toMatchObject({ status: 503, data: { code: "file_unavailable" } })
          expect(await assets(offerId)).toEqual([])
          expect(stored()).toEqual([])
        }
        s3.heal()
        expect((await upload(offerId, [["Workbook.pdf", PDF]])).status).toBe(200)
      })

      it("keeps no parts of a large upload that fails, and none of the files before it", async () => {
        const offerId = await offer("DOWNLOAD")
        for (const operation of ["UploadPart", "CompleteMultipartUpload"] as const) {
          s3.reset()
          s3.fail("error", operation)
          expect(await upload(offerId, [["Workbook.pdf", PDF], ["film.mp4", FILM]])).toMatchObject({ status: 503, data: { code: "file_unavailable" } })
          expect(s3.requests).toEqual(expect.arrayContaining(["PutObject", "CreateMultipartUpload", operation, "AbortMultipartUpload"]))
          expect(s3.uploads.size).toBe(0)
          expect(stored()).toEqual([])
          expect(await assets(offerId)).toEqual([])
        }
      })

      it("keeps a file it can't remove, and says so", async () => {
        const sale = await boughtFile()
        for (const kind of ["broken", "error"] as const) {
          s3.fail(kind, "DeleteObjects")
          expect(await refused(remove(sale.offerId, sale.assetId))).toMatchObject({ status: 503, code: "file_unavailable" })
          s3.fail(kind)
          expect(await refused(remove(sale.offerId, sale.assetId))).toMatchObject({ status: 503, code: "file_unavailable" })
        }
        expect(await assets(sale.offerId)).toHaveLength(1)
        s3.heal()
        expect((await browse((await downloadLink(sale)).url)).body.equals(PDF)).toBe(true)
        await remove(sale.offerId, sale.assetId)
        expect(stored()).toEqual([])
      })

      it("is also a bucket that refuses access lists, as new ones at Amazon do, until S3_ACL=off", async () => {
        const offerId = await offer("DOWNLOAD")
        s3.disableAcls()
        expect(await upload(offerId, [["Workbook.pdf", PDF]])).toMatchObject({ status: 503, data: { code: "file_unavailable" } })
        type Config = { modules: Record<string, { options: { providers: { resolve: string; options: object }[] } }> }
        let config: Config | undefined
        process.env.S3_ACL = "off"
        jest.isolateModules(() => {
          config = jest.requireActual<Config>("../../medusa-config")
        })
        delete process.env.S3_ACL
        const [{ resolve, options }] = (config as Config).modules[Modules.FILE].options.providers
        const [Provider] = jest.requireActual<{ default: { services: (new (...given: unknown[]) => FileTypes.IFileProvider)[] } }>(resolve).default.services
        const provider = new Provider({ logger: container().resolve(ContainerRegistrationKeys.LOGGER) }, options)
        const { key } = await provider.upload({ filename: "notes.txt", mimeType: "text/plain", content: "Dear attendee", access: "private" })
        expect(stored()).toEqual([key])
      })
    })

    describe("the stand-in", () => {
      const client = (changes: Partial<typeof KEYS> = {}) => {
        const { region, ...credentials } = { ...KEYS, ...changes }
        return new S3Client({ region, credentials, endpoint: s3.address, forcePathStyle: true, maxAttempts: 1 })
      }
      const put = (Body: Buffer | Readable, more: object = {}, changes: Partial<typeof KEYS> = {}) =>
        client(changes).send(new PutObjectCommand({ Bucket: BUCKET, Key: "a/b c.txt", Body, ...more }))
      const why = (call: Promise<unknown>) => call.then(() => "done", (error: S3ServiceException) => error.name)

      it("takes a stream with its checksum behind it, as Amazon's client sends it", async () => {
        await put(Readable.from([PDF.subarray(0, 100_000), PDF.subarray(100_000)]), { ContentLength: PDF.length })
        expect(s3.objects.get("a/b c.txt")?.bytes.equals(PDF)).toBe(true)
        const { Body, ContentRange } = await client().send(new GetObjectCommand({ Bucket: BUCKET, Key: "a/b c.txt", Range: "bytes=5-9" }))
        expect([await Body?.transformToString(), ContentRange]).toEqual(["1.7\n\0", `bytes 5-9/${PDF.length}`])
      })

      it("checks signatures, checksums and lengths", async () => {
        expect(await why(put(PDF, {}, { secretAccessKey: "another" }))).toBe("SignatureDoesNotMatch")
        expect(await why(put(PDF, {}, { accessKeyId: "another" }))).toBe("InvalidAccessKeyId")
        expect(await why(put(PDF, {}, { region: "us-east-1" }))).toBe("AuthorizationHeaderMalformed")
        expect(await why(put(PDF, { ChecksumCRC32: "AAAAAA==" }))).toBe("BadDigest")
        expect(await why(put(PDF, { Bucket: "another" }))).toBe("NoSuchBucket")
        expect(stored()).toEqual([])
      })

      it("gives a private object for a presigned address, as it is and as long as it lasts", async () => {
        await upload(await offer("DOWNLOAD"), [["Workbook.pdf", PDF]])
        const [key] = stored()
        const { url } = await files().retrieveFile(key)
        expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(PDF)).toBe(true)
        expect((await fetch(url.replace(key, key.replace(/./, "x")))).status).toBe(403)
        expect((await fetch(url.replace(/X-Amz-Expires=\d+/, "X-Amz-Expires=604800"))).status).toBe(403)
        jest.useFakeTimers({ now: Date.now() + 3_601_000, doNotFake: ["nextTick", "setImmediate", "setTimeout", "clearTimeout", "setInterval", "clearInterval", "queueMicrotask"] })
        try {
          const late = await fetch(url)
          expect([late.status, await late.text()]).toEqual([403, expect.stringContaining("Request has expired")])
        } finally {
          jest.useRealTimers()
        }
      })

      it("says what it doesn't know", async () => {
        for (const [method, query] of [["GET", "?list-type=2"], ["PUT", "a.txt?acl"], ["GET", "a.txt?versionId=1"], ["POST", ""]]) {
          const answer = await fetch(`${s3.address}/${BUCKET}/${query}`, { method })
          expect([answer.status, await answer.text()]).toEqual([501, expect.stringContaining("knows nothing of")])
        }
        expect(await why(put(PDF, { StorageClass: "GLACIER" }))).toBe("NotImplemented")
      })
    })
  },
  {
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    S3_REGION: KEYS.region,
    S3_BUCKET: BUCKET,
    S3_ACCESS_KEY_ID: KEYS.accessKeyId,
    S3_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    S3_TIMEOUT_MS: "3000",
    UPLOAD_DIR: path.join(ROOM, "public"),
    PRIVATE_UPLOAD_DIR: path.join(ROOM, "private"),
  }
)
