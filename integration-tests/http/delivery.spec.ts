import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import http from "node:http"
import { tmpdir } from "node:os"
import path from "node:path"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { AxiosRequestConfig } from "axios"
import { FUNNEL_MODULE } from "../../src/modules/funnel"
import type FunnelModuleService from "../../src/modules/funnel/service"
import type ProgramModuleService from "../../src/modules/program/service"
import { signCheckoutToken } from "../../src/workflows/checkout/checkout-token"
import { repairOrderOffers } from "../../src/workflows/checkout/repair-order-offers"
import { ticketToken } from "../../src/workflows/fulfillment/tickets"
import { sweepOrderAttendees } from "../../src/workflows/program"
import { testApp } from "../support/app"
import { confirm, eventually } from "../support/checkout"
import { signUp } from "../support/customer"
import { fileShop, PDF, Sale } from "../support/file-shop"
import { readPdf } from "../support/pdf"
import { refused } from "../support/shop"

type Knex = {
  raw: (statement: string, bindings?: readonly unknown[]) => Promise<{ rows: never[] }>
  on: (event: "query", listener: () => void) => void
  removeListener: (event: "query", listener: () => void) => void
}

const ROOM = mkdtempSync(path.join(tmpdir(), "delivery-"))
const PRIVATE = path.join(ROOM, "private")
const MEGABYTE = 1024 * 1024

afterAll(() => rmSync(ROOM, { recursive: true, force: true }))

/** Files on their way, on the server's own disk: this process is the server. */
const uploading = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`event-monetization-upload-${process.pid}-`))

const stored = () => (existsSync(PRIVATE) ? readdirSync(PRIVATE) : [])

testApp(
  (app) => {
    const { api, container, shop, settle } = app
    afterEach(() => rmSync(PRIVATE, { recursive: true, force: true }))

    const { service, origin, sign, offer, upload, sell, boughtFile, guestToken, link, downloadLink, browse } = fileShop(app)
    const knex = () => container().resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex

    const refund = async ({ purchaseId }: Sale, refunded: number) => {
      const { order_line_item_id } = await service().retrieveOfferPurchase(purchaseId)
      await service().recordReturns([{ order_line_item_id, canceled: false, paid_back: false, fulfilled: 0, received: 0, lost: refunded }])
    }

    describe("files of an offer", () => {
      it("are stored as private files, listed and removed for good", async () => {
        const offerId = await offer("DOWNLOAD")
        const added = await upload(offerId, [
          ["Arbeitsbuch für Łukasz.pdf", PDF],
          ["notes.txt", "Dear attendee"],
        ])
        expect(added).toMatchObject({
          status: 200,
          data: {
            assets: [
              { name: "Arbeitsbuch für Łukasz.pdf", mime_type: "application/pdf", size: PDF.length },
              { name: "notes.txt", mime_type: "text/plain; charset=utf-8", size: 13 },
            ],
          },
        })
        const { data } = await api.get(`/admin/offers/${offerId}/assets`, shop().admin)
        expect(data.assets).toEqual(added.data.assets)
        expect(Object.keys(data.assets[0]).sort()).toEqual(["created_at", "id", "mime_type", "name", "size"])
        expect(stored()).toHaveLength(2)
        for (const name of stored()) {
          expect(name).toMatch(/^private-\d+-[0-9a-f]{64}$/)
          expect((await fetch(`${origin()}/static/${name}`)).status).toBe(404)
        }
        for (const asset of data.assets) {
          expect((await api.delete(`/admin/offers/${offerId}/assets/${asset.id}`, shop().admin)).data).toEqual({ id: asset.id, object: "offer_asset", deleted: true })
        }
        expect(stored()).toEqual([])
        expect((await api.get(`/admin/offers/${offerId}/assets`, shop().admin)).data.assets).toEqual([])
        expect(await refused(api.delete(`/admin/offers/${offerId}/assets/${data.assets[0].id}`, shop().admin))).toMatchObject({ status: 404, code: "asset_not_found" })
        expect(await eventually(async () => uploading(), (left) => left.length === 0)).toEqual([])
      })

      it.each([
        ["a page", "page.html", "<html></html>"],
        ["a drawing that can run scripts", "drawing.svg", "<svg/>"],
        ["a program", "setup.exe", "MZ"],
        ["a program called a document", "Workbook.pdf", "MZ\x90"],
        ["a page called a text", "notes.txt", "<script>alert(1)</script>"],
      ])("refuse %s", async (_what, name, content) => {
        const offerId = await offer("DOWNLOAD")
        const answer = await upload(offerId, [
          ["notes.txt", "Dear attendee"],
          [name, content],
        ])
        expect(answer).toMatchObject({ status: 400, data: { code: "file_type_not_allowed" } })
        expect(await service().listOfferAssets({ offer_id: offerId })).toEqual([])
        expect(stored()).toEqual([])
      })

      it("refuse a gigabyte before it has been sent, and leave nothing behind", async () => {
        const offerId = await offer("DOWNLOAD")
        const { hostname, port } = new URL(origin())
        const answer = await new Promise<{ status?: number; connection?: string; body: string }>((resolve, reject) => {
          const request = http.request({
            hostname,
            port,
            path: `/admin/offers/${offerId}/assets`,
            method: "POST",
            headers: { ...(shop().admin.headers as object), "content-type": "multipart/form-data; boundary=x", "content-length": 1024 * MEGABYTE },
          })
          request.on("error", reject)
          request.on("response", (response) => {
            let body = ""
            response.on("data", (chunk) => (body += chunk))
            response.on("end", () => {
              resolve({ status: response.statusCode, connection: response.headers.connection, body })
              request.destroy()
            })
          })
          request.write(`--x\r\nContent-Disposition: form-data; name="files"; filename="film.mp4"\r\n\r\n`)
        })
        expect(answer.status).toBe(400)
        expect(JSON.parse(answer.body).code).toBe("file_too_large")
        // A browser would send all of it, and the server read it, before anybody sees the refusal.
        expect(answer.connection).toBe("close")
        expect(await eventually(async () => uploading(), (left) => left.length === 0)).toEqual([])
        expect(stored()).toEqual([])
      })

      it("refuse one that turns out too large on the way, and leave nothing behind", async () => {
        const offerId = await offer("DOWNLOAD")
        // Two files that are small enough, but not together; and one sent without saying how large it is.
        const half = Buffer.concat([PDF, Buffer.alloc(MEGABYTE)])
        expect(await upload(offerId, [["a.pdf", half], ["b.pdf", half]])).toMatchObject({ status: 400, data: { code: "file_too_large" } })
        async function* body() {
          yield Buffer.from(`--x\r\nContent-Disposition: form-data; name="files"; filename="film.mp4"\r\n\r\n`)
          for (let sent = 0; sent < 4; sent++) {
            yield Buffer.alloc(MEGABYTE)
          }
          yield Buffer.from("\r\n--x--\r\n")
        }
        const answer = await fetch(`${origin()}/admin/offers/${offerId}/assets`, {
          method: "POST",
          body: body() as never,
          duplex: "half",
          headers: { ...(shop().admin.headers as Record<string, string>), "content-type": "multipart/form-data; boundary=x" },
        } as RequestInit)
        expect(answer.status).toBe(400)
        expect(((await answer.json()) as any).code).toBe("file_too_large")
        expect(await eventually(async () => uploading(), (left) => left.length === 0)).toEqual([])
        expect(stored()).toEqual([])
      })

      it("refuse many that are small enough each and never end, without keeping more than one may have", async () => {
        const offerId = await offer("DOWNLOAD")
        const { hostname, port } = new URL(origin())
        const answer = await new Promise<{ status?: number; body: string }>((resolve, reject) => {
          const request = http.request({
            hostname,
            port,
            path: `/admin/offers/${offerId}/assets`,
            method: "POST",
            headers: { ...(shop().admin.headers as object), "content-type": "multipart/form-data; boundary=x" },
          })
          request.on("error", reject)
          request.on("response", (response) => {
            let body = ""
            response.on("data", (chunk) => (body += chunk))
            response.on("end", () => {
              resolve({ status: response.statusCode, body })
              request.destroy()
            })
          })
          for (let file = 0; file < 5; file++) {
            request.write(`--x\r\nContent-Disposition: form-data; name="files"; filename="film-${file}.mp4"\r\n\r\n`)
            request.write(Buffer.alloc(MEGABYTE - 1000))
            request.write("\r\n")
          }
        })
        expect(answer.status).toBe(400)
        expect(JSON.parse(answer.body).code).toBe("file_too_large")
        expect(await eventually(async () => uploading(), (left) => left.length === 0)).toEqual([])
        expect(stored()).toEqual([])
      })

      /** The beginning of an upload that stays open, and the server that takes it. */
      function beginUpload(offerId: string, headers: object = shop().admin.headers as object) {
        const { hostname, port } = new URL(origin())
        const takers: http.Server[] = []
        const taken = (message: unknown) => {
          const { request, server } = message as { request: http.IncomingMessage; server: http.Server }
          takers.push(...(request.url?.endsWith("/assets") ? [server] : []))
        }
        subscribe("http.server.request.start", taken)
        const request = http.request({
          hostname,
          port,
          path: `/admin/offers/${offerId}/assets`,
          method: "POST",
          headers: { ...headers, "content-type": "multipart/form-data; boundary=x", "content-length": MEGABYTE },
        })
        request.on("error", () => undefined)
        request.write(`--x\r\nContent-Disposition: form-data; name="files"; filename="film.mp4"\r\n\r\n`)
        request.write(Buffer.alloc(MEGABYTE / 2))
        const server = eventually(async () => takers[0], Boolean).finally(() => unsubscribe("http.server.request.start", taken))
        const answer = new Promise<http.IncomingMessage>((resolve) => request.once("response", resolve))
        return { request, server, answer }
      }

      it("leave nothing behind when the organizer goes away in the middle", async () => {
        const offerId = await offer("DOWNLOAD")
        const { request } = beginUpload(offerId)
        const begun = await eventually(async () => uploading(), (folders) => folders.length === 1)
        expect(begun).toHaveLength(1)
        request.destroy()
        expect(await eventually(async () => uploading(), (left) => left.length === 0)).toEqual([])
        expect(await service().listOfferAssets({ offer_id: offerId })).toEqual([])
        expect(stored()).toEqual([])
      })

      it("may take longer to come than Node's five minutes, from an organizer and nobody else", async () => {
        const offerId = await offer("DOWNLOAD")
        const stranger = beginUpload(offerId, {})
        const server = await stranger.server
        expect((await stranger.answer).statusCode).toBe(401)
        expect(server.requestTimeout).toBe(300_000)
        stranger.request.destroy()
        const organizer = beginUpload(offerId)
        expect(await organizer.server).toBe(server)
        const lifted = await eventually(async () => server.requestTimeout, (limit) => limit === 0)
        organizer.request.destroy()
        expect(lifted).toBe(0)
        expect(await eventually(async () => server.requestTimeout, (limit) => limit > 0)).toBe(300_000)
      })

      it("refuse a request without files, and one for an offer that isn't there", async () => {
        expect(await upload(await offer("DOWNLOAD"), [])).toMatchObject({ status: 400, data: { code: "invalid_request" } })
        expect(await upload("offer_none", [["Workbook.pdf", PDF]])).toMatchObject({ status: 404, data: { code: "offer_not_found" } })
        expect(stored()).toEqual([])
      })

      it("are for organizers alone", async () => {
        const offerId = await offer("DOWNLOAD")
        const { data } = await upload(offerId, [["Workbook.pdf", PDF]])
        expect((await upload(offerId, [["Workbook.pdf", PDF]], {})).status).toBe(401)
        expect((await refused(api.get(`/admin/offers/${offerId}/assets`))).status).toBe(401)
        expect((await refused(api.delete(`/admin/offers/${offerId}/assets/${data.assets[0].id}`))).status).toBe(401)
        const ada = await signUp(api, shop(), "ada@example.com")
        expect((await refused(api.get(`/admin/offers/${offerId}/assets`, ada))).status).toBe(401)
        expect(stored()).toHaveLength(1)
      })

      it("go with their offer", async () => {
        const offerId = await offer("DOWNLOAD")
        await upload(offerId, [
          ["Workbook.pdf", PDF],
          ["notes.txt", "Dear attendee"],
        ])
        const sold = await boughtFile()
        expect(await refused(api.delete(`/admin/offers/${sold.offerId}`, shop().admin))).toMatchObject({ code: "offer_has_history" })
        expect(stored()).toHaveLength(3)
        await api.delete(`/admin/offers/${offerId}`, shop().admin)
        expect(stored()).toHaveLength(1)
        expect(await service().listOfferAssets({ offer_id: offerId })).toEqual([])
      })

      it("write nothing down while the storage is down, and say so", async () => {
        const offerId = await offer("DOWNLOAD")
        rmSync(PRIVATE, { recursive: true, force: true })
        writeFileSync(PRIVATE, "not a folder")
        try {
          expect(await upload(offerId, [["Workbook.pdf", PDF]])).toMatchObject({ status: 503, data: { code: "file_unavailable" } })
          expect(await service().listOfferAssets({ offer_id: offerId })).toEqual([])
        } finally {
          rmSync(PRIVATE)
        }
        expect((await upload(offerId, [["Workbook.pdf", PDF]])).status).toBe(200)
      })
    })

    describe("a download", () => {
      it("has the bytes that were uploaded", async () => {
        const sale = await boughtFile()
        const { url, expiresAt } = await downloadLink(sale)
        expect(url.startsWith(`${origin()}/offer-files/`)).toBe(true)
        expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(500_000)
        expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(600_000)
        const file = await browse(url)
        expect(file.status).toBe(200)
        expect(file.body.equals(PDF)).toBe(true)
        expect(Object.fromEntries(file.headers)).toMatchObject({
          "content-type": "application/pdf",
          "content-length": String(PDF.length),
          "content-disposition": 'attachment; filename="Workbook.pdf"',
          "x-content-type-options": "nosniff",
          "cache-control": expect.stringContaining("no-store"),
        })
        const head = await fetch(url, { method: "HEAD" })
        expect(head.headers.get("content-length")).toBe(String(PDF.length))
      })

      it("can be fetched in parts, and gone on with where it broke off", async () => {
        const { url } = await downloadLink(await boughtFile())
        const etag = (await browse(url)).headers.get("etag") as string
        expect(etag).toMatch(/^"[\w]+"$/)
        expect((await browse(url)).headers.get("accept-ranges")).toBe("bytes")

        const begun = await fetch(url)
        const reader = begun.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>
        let got = Buffer.alloc(0)
        while (got.length < 70_000) {
          got = Buffer.concat([got, (await reader.read()).value as Uint8Array])
        }
        await reader.cancel()
        expect(got.length).toBeLessThan(PDF.length)
        const rest = await browse(url, { range: `bytes=${got.length}-`, "if-range": etag })
        expect(rest.status).toBe(206)
        expect(Object.fromEntries(rest.headers)).toMatchObject({
          "content-range": `bytes ${got.length}-${PDF.length - 1}/${PDF.length}`,
          "content-length": String(PDF.length - got.length),
          "content-type": "application/pdf",
          "content-disposition": 'attachment; filename="Workbook.pdf"',
          etag,
        })
        expect(Buffer.concat([got, rest.body]).equals(PDF)).toBe(true)

        for (const [range, first, last] of [["bytes=0-0", 0, 0], ["bytes=65535-65536", 65535, 65536], ["bytes=-5", PDF.length - 5, PDF.length - 1]] as const) {
          const part = await browse(url, { range })
          expect(part.status).toBe(206)
          expect(part.headers.get("content-range")).toBe(`bytes ${first}-${last}/${PDF.length}`)
          expect(part.body.equals(PDF.subarray(first, last + 1))).toBe(true)
        }
      })

      it("comes whole when the part is of another file, or isn't one part", async () => {
        const { url } = await downloadLink(await boughtFile())
        const etag = (await browse(url)).headers.get("etag") as string
        for (const headers of [
          { range: "bytes=5-", "if-range": '"offasset_other"' },
          { range: "bytes=5-", "if-range": `W/${etag}` },
          { range: "bytes=5-", "if-range": new Date().toUTCString() },
          { range: "bytes=0-1,5-6" },
          { range: "pages=1-2" },
        ] as Record<string, string>[]) {
          const file = await browse(url, headers)
          expect(file.status).toBe(200)
          expect(file.headers.has("content-range")).toBe(false)
          expect(file.body.equals(PDF)).toBe(true)
        }
        const head = await fetch(url, { method: "HEAD", headers: { range: "bytes=5-" } })
        expect(head.status).toBe(200)
        expect(Object.fromEntries(head.headers)).toMatchObject({ "content-length": String(PDF.length), "accept-ranges": "bytes", etag })
      })

      it("has no part behind its end", async () => {
        const { url } = await downloadLink(await boughtFile())
        const answer = await browse(url, { range: `bytes=${PDF.length}-` })
        expect(answer).toMatchObject({ status: 416, code: "range_not_satisfiable" })
        expect(answer.headers.get("content-range")).toBe(`bytes */${PDF.length}`)
        expect(answer.headers.has("content-disposition")).toBe(false)
      })

      it("that turns out shorter than it was breaks, and doesn't end", async () => {
        const { url } = await downloadLink(await boughtFile())
        truncateSync(path.join(PRIVATE, stored()[0]), 200_000)
        await expect(browse(url)).rejects.toThrow()
        expect((await browse(url, { range: "bytes=0-199999" })).body.equals(PDF.subarray(0, 200_000))).toBe(true)
      })

      it("keeps a name that isn't plain Latin", async () => {
        const offerId = await offer("DOWNLOAD")
        const { data } = await upload(offerId, [["Książka „Łódź”.pdf", PDF]])
        const sale = await sell(offerId)
        await eventually(() => service().listOfferUnits({ purchase_id: sale.purchaseId, status: "FULFILLED" }), (units) => units.length === 1)
        const { url } = await downloadLink({ ...sale, assetId: data.assets[0].id })
        expect((await browse(url)).headers.get("content-disposition")).toContain(`filename*=UTF-8''${encodeURIComponent("Książka „Łódź”.pdf")}`)
      })

      it("ends with the refund, also by a link made before", async () => {
        const sale = await boughtFile(2)
        const { url } = await downloadLink(sale)
        await refund(sale, 1)
        expect((await browse(url)).status).toBe(200)
        await refund(sale, 2)
        expect(await browse(url)).toMatchObject({ status: 410, code: "purchase_refunded" })
        expect(await refused(link("download-link", sale.purchaseId, { assetId: sale.assetId, token: await guestToken(sale) }))).toMatchObject({
          status: 400,
          code: "purchase_refunded",
        })
      })

      it("isn't there before the delivery, and dies with its file", async () => {
        const sale = await boughtFile()
        const { url } = await downloadLink(sale)
        await service().updateOfferUnits({ id: sale.unitIds[0], status: "PENDING" })
        expect(await browse(url)).toMatchObject({ status: 409, code: "not_delivered_yet" })
        await service().updateOfferUnits({ id: sale.unitIds[0], status: "FULFILLED" })
        expect((await browse(url)).status).toBe(200)
        await api.delete(`/admin/offers/${sale.offerId}/assets/${sale.assetId}`, shop().admin)
        expect(stored()).toEqual([])
        expect(await browse(url)).toMatchObject({ status: 404, code: "download_link_invalid" })
        expect(await refused(link("download-link", sale.purchaseId, { assetId: sale.assetId, token: await guestToken(sale) }))).toMatchObject({
          status: 404,
          code: "asset_not_found",
        })
      })

      it("says that the storage is down, to a person and to a program", async () => {
        const { url } = await downloadLink(await boughtFile())
        renameSync(PRIVATE, `${PRIVATE}-away`)
        try {
          expect(await browse(url)).toMatchObject({ status: 503, code: "file_unavailable" })
          const page = await browse(url, { accept: "text/html,application/xhtml+xml,*/*;q=0.8" })
          expect(page.status).toBe(503)
          expect(page.headers.get("content-type")).toContain("text/html")
          expect(page.headers.get("retry-after")).toBe("60")
          expect(page.body.toString()).toContain("<h1>Try again in a moment</h1>")
        } finally {
          renameSync(`${PRIVATE}-away`, PRIVATE)
        }
        expect((await browse(url)).status).toBe(200)
      })

      it("is refused to a link that was changed, is too old, or was made for something else", async () => {
        const sale = await boughtFile()
        const other = await boughtFile()
        const claims = { purchase_id: sale.purchaseId, asset_id: sale.assetId }
        const open = async (token: string) => await browse(`${origin()}/offer-files/${token}`)
        const token = await sign("download", claims)
        expect((await open(token)).status).toBe(200)
        expect(await open(`${token}x`)).toMatchObject({ status: 404, code: "download_link_invalid" })
        expect(await open(await sign("download", claims, -1))).toMatchObject({ status: 410, code: "download_link_expired" })
        expect(await open(await sign("ticket_file", { purchase_id: sale.purchaseId, unit_id: sale.unitIds[0] }))).toMatchObject({ status: 404 })
        expect(await open(await guestToken(sale))).toMatchObject({ status: 404, code: "download_link_invalid" })
        expect(await open(await sign("download", { ...claims, asset_id: other.assetId }))).toMatchObject({ status: 404, code: "download_link_invalid" })
        const page = await browse(`${origin()}/offer-files/${await sign("download", claims, -1)}`, { accept: "text/html" })
        expect(page.body.toString()).toContain("This link has expired")
      })
    })

    describe("purchases", () => {
      const list = async (token: string, rest: object = {}) => (await api.post("/store/offer-purchases", { token, ...rest }, shop().store)).data

      it("show a guest what was bought with the order, by the link from its confirmation", async () => {
        const sale = await boughtFile()
        await boughtFile()
        const { purchasesToken } = (await confirm(api, shop(), sale.cartId)) as unknown as { purchasesToken: string }
        expect(await list(purchasesToken)).toEqual({
          purchases: [
            {
              id: sale.purchaseId,
              offerId: sale.offerId,
              eventId: shop().eventId,
              title: "Workbook",
              imageUrl: null,
              offerType: "EXCLUSIVE_CONTENT",
              quantity: 1,
              refundedQuantity: 0,
              unitPrice: 45,
              total: expect.any(Number),
              currency: "eur",
              status: "FULFILLED",
              orderId: sale.orderId,
              orderDisplayId: expect.any(Number),
              purchasedAt: expect.any(String),
              delivery: {
                method: "DOWNLOAD",
                units: [{ id: sale.unitIds[0], status: "FULFILLED", accessCode: null, ticket: null, checkedInAt: null, hasTicket: false }],
                downloads: [{ id: sale.assetId, name: "Workbook.pdf", mimeType: "application/pdf", size: PDF.length }],
              },
            },
          ],
          count: 1,
          offset: 0,
          limit: 50,
        })
        await refund(sale, 1)
        expect((await list(purchasesToken)).purchases[0]).toMatchObject({ status: "REFUNDED", delivery: { units: [{ status: "REVOKED" }], downloads: [] } })
      })

      it("are not shown to who knows the cart of an order, but did not hold it before", async () => {
        const [sale, other] = [await boughtFile(), await boughtFile()]
        const { data } = await api.get(`/store/orders/${sale.orderId}?fields=+cart.id`, shop().store)
        expect(data.order.cart.id).toBe(sale.cartId)
        for (const token of ["", "made.up.token", await signCheckoutToken(container(), other.cartId)]) {
          const stranger = { headers: { ...shop().store.headers, "x-checkout-token": token } }
          const { data } = await api.post(`/store/carts/${sale.cartId}/checkout-session/confirm`, {}, stranger)
          expect(data).toMatchObject({ status: "placed", orderId: sale.orderId, purchasesToken: null })
        }
      })

      it("show a guest the orders that followed up theirs, and no others that say so", async () => {
        const sale = await boughtFile()
        const followUp = await boughtFile()
        expect((await list(await guestToken(sale))).count).toBe(1)
        await knex().raw(`update "order" set metadata = ? where id = ?`, [JSON.stringify({ monetization_parent_order_id: sale.orderId }), followUp.orderId])
        expect((await list(await guestToken(sale))).count).toBe(1)
        await followedUp(sale, followUp)
        expect((await list(await guestToken(sale))).purchases.map((purchase: { orderId: string }) => purchase.orderId)).toEqual([followUp.orderId, sale.orderId])
        expect((await list(await guestToken(followUp))).count).toBe(1)
      })

      /** Writes down what the funnel does when a buyer accepts its offer. */
      async function followedUp(sale: Sale, followUp: Sale): Promise<void> {
        const funnels = container().resolve<FunnelModuleService>(FUNNEL_MODULE)
        const run = await funnels.createOfferFunnelRuns({
          funnel_id: "offfun_1",
          event_id: shop().eventId,
          cart_id: sale.cartId,
          order_id: sale.orderId,
          status: "finished",
          plan: {},
          accept_limit: 3,
          hold_fulfillment: false,
          started_at: new Date(),
          expires_at: new Date(),
        })
        await funnels.createOfferFunnelDecisions({
          run_id: run.id,
          step_id: "offstep_1",
          offer_id: followUp.offerId,
          decision: "accepted",
          outcome: "ordered",
          cart_id: followUp.cartId,
          order_id: followUp.orderId,
        })
      }

      it("show the signed-in customer their own, and confirm gives them no link", async () => {
        const ada = await signUp(api, shop(), "ada@example.com")
        const sale = await boughtFile(1, ada)
        await boughtFile()
        const { data } = await api.get("/store/customers/me/offer-purchases", ada)
        expect(data).toMatchObject({ count: 1, purchases: [{ id: sale.purchaseId, delivery: { downloads: [{ id: sale.assetId }] } }] })
        expect((await api.post(`/store/carts/${sale.cartId}/checkout-session/confirm`, {}, ada)).data).toMatchObject({ status: "placed", purchasesToken: null })
        const { data: own } = await link("download-link", sale.purchaseId, { assetId: sale.assetId }, ada)
        expect((await browse(own.url)).body.equals(PDF)).toBe(true)
      })

      it("are nobody else's", async () => {
        const ada = await signUp(api, shop(), "ada@example.com")
        const eve = await signUp(api, shop(), "eve@example.com")
        const sale = await boughtFile(1, ada)
        const other = await boughtFile()
        const ask = (body: Record<string, unknown>, options?: AxiosRequestConfig) =>
          refused(link("download-link", sale.purchaseId, { assetId: sale.assetId, ...body }, options))
        const token = await guestToken(sale)
        expect(await ask({})).toMatchObject({ status: 401, code: "sign_in_required" })
        expect(await ask({}, eve)).toMatchObject({ status: 404, code: "purchase_not_found" })
        expect(await ask({ token: await guestToken(other) })).toMatchObject({ status: 404, code: "purchase_not_found" })
        expect(await ask({ token: `${token.slice(0, 40)}x${token.slice(41)}` })).toMatchObject({ status: 400, code: "purchases_token_invalid" })
        expect(await ask({ token: await sign("purchases", { order_id: sale.orderId }, -1) })).toMatchObject({ status: 400, code: "purchases_token_expired" })
        // A link for one purchase doesn't become a link for another's file.
        expect(await refused(link("download-link", other.purchaseId, { assetId: sale.assetId, token: await guestToken(other) }))).toMatchObject({
          status: 404,
          code: "asset_not_found",
        })
        expect((await refused(api.get("/store/customers/me/offer-purchases", shop().store))).status).toBe(401)
        expect((await api.get("/store/customers/me/offer-purchases", eve)).data.count).toBe(0)
        const asGuest = (given: string) => refused(api.post("/store/offer-purchases", { token: given }, shop().store))
        expect(await asGuest("x")).toMatchObject({ status: 400, code: "purchases_token_invalid" })
        expect(await asGuest("")).toMatchObject({ status: 400, code: "invalid_request" })
        expect(await asGuest(await sign("purchases", { order_id: sale.orderId }, -1))).toMatchObject({ status: 400, code: "purchases_token_expired" })
        expect(await asGuest(await sign("download", { purchase_id: sale.purchaseId, asset_id: sale.assetId }))).toMatchObject({ code: "purchases_token_invalid" })
        expect((await refused(link("ticket-link", sale.purchaseId, { unitId: sale.unitIds[0] }, eve))).code).toBe("purchase_not_found")
      })

      describe("of an order that was transferred", () => {
        /** Through Medusa's own routes; the token is in the mail to the old owner. */
        async function transfer({ orderId }: Sale, customer: AxiosRequestConfig): Promise<void> {
          await api.post(`/store/orders/${orderId}/transfer/request`, {}, customer)
          const { rows } = await knex().raw(
            `select details->>'token' as token from order_change_action where order_id = ? and action = 'TRANSFER_CUSTOMER' order by created_at desc limit 1`,
            [orderId]
          )
          await api.post(`/store/orders/${orderId}/transfer/accept`, { token: (rows as { token: string }[])[0].token }, shop().store)
        }
        const sweep = () => sweepOrderAttendees(container(), { settleSeconds: 0, alsoRepair: repairOrderOffers })
        const own = async (customer: AxiosRequestConfig) => (await api.get("/store/customers/me/offer-purchases", customer)).data.count

        it("from a guest to an account are the account's, and the guest's link is over at once", async () => {
          const sale = await boughtFile()
          const token = await guestToken(sale)
          const ada = await signUp(api, shop(), "ada@example.com")
          expect((await list(token)).count).toBe(1)
          await transfer(sale, ada)
          const over = { status: 401, code: "sign_in_required" }
          expect(await refused(api.post("/store/offer-purchases", { token }, shop().store))).toMatchObject(over)
          expect(await refused(link("download-link", sale.purchaseId, { assetId: sale.assetId, token }))).toMatchObject(over)
          expect(await own(ada)).toBe(0)
          expect(await sweep()).toMatchObject({ failed: [] })
          expect(await own(ada)).toBe(1)
        })

        it("from one account to another are the other's", async () => {
          const [ada, eve] = [await signUp(api, shop(), "ada@example.com"), await signUp(api, shop(), "eve@example.com")]
          const sale = await boughtFile(1, ada)
          expect([await own(ada), await own(eve)]).toEqual([1, 0])
          await transfer(sale, eve)
          await sweep()
          expect([await own(ada), await own(eve)]).toEqual([0, 1])
        })
      })

      it("show an access code once it is delivered, and no more after a refund", async () => {
        const sale = await sell(await offer("ACCESS_CODE", { code_source: "generated" }), 2)
        const token = await guestToken(sale)
        const units = async () => (await list(token)).purchases[0].delivery.units
        const delivered = await eventually(units, (all) => all.every(({ status }: { status: string }) => status === "FULFILLED"))
        expect(new Set(delivered.map(({ accessCode }: { accessCode: string }) => accessCode)).size).toBe(2)
        for (const { accessCode } of delivered) {
          expect(accessCode).toMatch(/^(\w{4}-){3}\w{4}$/)
        }
        await service().updateOfferUnits({ id: sale.unitIds[0], status: "PENDING" })
        expect((await units())[0]).toMatchObject({ status: "PENDING", accessCode: null })
        await service().updateOfferUnits({ id: sale.unitIds[0], status: "FULFILLED" })
        await refund(sale, 1)
        expect((await units()).map(({ status, accessCode }: Record<string, unknown>) => [status, typeof accessCode])).toEqual([
          ["FULFILLED", "string"],
          ["REVOKED", "object"],
        ])
      })

      it("take the same number of statements however many there are", async () => {
        const ada = await signUp(api, shop(), "ada@example.com")
        const [files, codes] = [await offer("DOWNLOAD"), await offer("ACCESS_CODE", { code_source: "generated" })]
        await upload(files, [["Workbook.pdf", PDF]])
        const statements = async () => {
          let count = 0
          const listener = () => count++
          knex().on("query", listener)
          await api.get("/store/customers/me/offer-purchases", ada)
          knex().removeListener("query", listener)
          return count
        }
        await sell(files, 1, ada)
        await sell(codes, 1, ada)
        await eventually(() => service().listOfferUnits({ status: "FULFILLED" }), (units) => units.length === 2)
        await settle()
        await statements()
        const few = await statements()
        await sell(files, 3, ada)
        await sell(codes, 4, ada)
        await sell(codes, 2, ada)
        await eventually(() => service().listOfferUnits({ status: "FULFILLED" }), (units) => units.length === 11)
        await settle()
        expect(few).toBeGreaterThan(0)
        expect(await statements()).toBe(few)
      })
    })

    describe("a ticket", () => {
      const ticketOffer = () => offer("QR_TICKET", { title: "Backstage tour" })
      const ticketLink = async (sale: Sale, unitId = sale.unitIds[0]) =>
        (await link("ticket-link", sale.purchaseId, { unitId, token: await guestToken(sale) })).data as { url: string; expiresAt: string }
      const scan = (token: string, eventId = shop().eventId) => api.post(`/admin/events/${eventId}/check-in`, { token }, shop().admin)
      const undo = (unit_id: string, eventId = shop().eventId) => api.post(`/admin/events/${eventId}/check-in/undo`, { unit_id }, shop().admin)

      it("is a PDF with what a person and a scanner need to read", async () => {
        const sale = await sell(await ticketOffer(), 2)
        await container().resolve<ProgramModuleService>("program").updateProgramEvents({ id: shop().eventId, venue: "Große Halle", city: "Kraków" })
        const { data } = await api.get(`/admin/orders/${sale.orderId}?fields=customer_id,display_id`, shop().admin)
        await api.post(`/admin/customers/${data.order.customer_id}`, { first_name: "Łukasz", last_name: "Żak-Đặng" }, shop().admin)
        const { url } = await ticketLink(sale, sale.unitIds[1])
        const answer = await browse(url)
        expect(answer.status).toBe(200)
        expect(answer.headers.get("content-type")).toBe("application/pdf")
        expect(answer.headers.get("content-disposition")).toMatch(/^inline; filename=/)
        const { text, pages, qr } = readPdf(answer.body)
        expect(pages).toBe(1)
        for (const expected of ["Festival", "Backstage tour (2 of 2)", "Große Halle, Kraków", "Łukasz Żak-Đặng", "attendee@example.com", `#${data.order.display_id}`]) {
          expect(text).toContain(expected)
        }
        expect(text).toMatch(/\d{1,2} \w{3,4} 20\d\d, \d\d:\d\d .*\(CES?T\)/)
        expect(qr).toBe(await ticketToken(container(), sale.unitIds[1]))
        expect((await scan(qr as string)).data.unit).toMatchObject({
          id: sale.unitIds[1],
          purchase_id: sale.purchaseId,
          order_id: sale.orderId,
          event_id: shop().eventId,
          title: "Backstage tour",
          email: "attendee@example.com",
          delivery_method: "QR_TICKET",
          status: "FULFILLED",
          position: 1,
          access_code: null,
          checked_in_at: expect.any(String),
        })
        const { data: mine } = await api.post("/store/offer-purchases", { token: await guestToken(sale) }, shop().store)
        expect(mine.purchases[0].delivery.units).toMatchObject([
          { status: "PENDING", checkedInAt: null, hasTicket: true },
          { status: "FULFILLED", checkedInAt: expect.any(String), hasTicket: true },
        ])
      })

      it("is void after a refund", async () => {
        const sale = await sell(await ticketOffer())
        const { url } = await ticketLink(sale)
        await refund(sale, 1)
        expect(await browse(url)).toMatchObject({ status: 410, code: "purchase_refunded" })
        expect(await refused(link("ticket-link", sale.purchaseId, { unitId: sale.unitIds[0], token: await guestToken(sale) }))).toMatchObject({
          code: "purchase_refunded",
        })
        expect(await refused(scan(await ticketToken(container(), sale.unitIds[0])))).toMatchObject({ status: 400, code: "ticket_refunded" })
      })

      it("is had by its buyer alone, and only for what is a ticket", async () => {
        const sale = await sell(await ticketOffer())
        const other = await sell(await offer("MANUAL"))
        const ask = (purchase: Sale, unitId: string, token?: string) => refused(link("ticket-link", purchase.purchaseId, { unitId, token }))
        expect(await ask(sale, sale.unitIds[0])).toMatchObject({ status: 401, code: "sign_in_required" })
        expect(await ask(sale, sale.unitIds[0], await guestToken(other))).toMatchObject({ status: 404, code: "purchase_not_found" })
        expect(await ask(other, sale.unitIds[0], await guestToken(other))).toMatchObject({ status: 404, code: "unit_not_found" })
        expect(await ask(other, other.unitIds[0], await guestToken(other))).toMatchObject({ status: 404, code: "unit_not_found" })
        const claims = { purchase_id: sale.purchaseId, unit_id: sale.unitIds[0] }
        const open = async (token: string) => await browse(`${origin()}/offer-tickets/${token}`)
        expect((await open(await sign("ticket_file", claims))).status).toBe(200)
        expect(await open(await sign("ticket_file", claims, -1))).toMatchObject({ status: 410, code: "download_link_expired" })
        expect(await open(await ticketToken(container(), sale.unitIds[0]))).toMatchObject({ status: 404, code: "download_link_invalid" })
        expect(await open(await sign("ticket_file", { ...claims, unit_id: other.unitIds[0] }))).toMatchObject({ status: 404 })
      })

      it("is let in once, and again when the check-in is taken back", async () => {
        const sale = await sell(await ticketOffer(), 2)
        const token = await ticketToken(container(), sale.unitIds[0])
        const first = (await scan(token)).data.unit
        const again = await refused(scan(token))
        expect(again).toMatchObject({ status: 400, code: "ticket_already_used" })
        expect(again.message).toContain(first.checked_in_at)
        expect((await undo(sale.unitIds[0])).data.unit).toMatchObject({ id: sale.unitIds[0], status: "PENDING", checked_in_at: null })
        expect((await scan(token)).status).toBe(200)
        expect((await service().retrieveOfferPurchase(sale.purchaseId)).status).toBe("PENDING")
        await scan(await ticketToken(container(), sale.unitIds[1]))
        expect((await service().retrieveOfferPurchase(sale.purchaseId)).status).toBe("FULFILLED")
      })

      it("is refused at another event, and what isn't a ticket everywhere", async () => {
        const sale = await sell(await ticketOffer())
        const other = await sell(await offer("MANUAL"))
        const token = await ticketToken(container(), sale.unitIds[0])
        expect(await refused(scan(token, shop().otherEventId))).toMatchObject({ status: 400, code: "ticket_other_event" })
        expect(await refused(undo(sale.unitIds[0], shop().otherEventId))).toMatchObject({ status: 404, code: "unit_not_found" })
        for (const wrong of ["x", `${token}x`, await guestToken(sale), await ticketToken(container(), "offunit_none"), await ticketToken(container(), other.unitIds[0])]) {
          expect(await refused(scan(wrong))).toMatchObject({ status: 400, code: "ticket_invalid" })
        }
        expect(await refused(scan(""))).toMatchObject({ status: 400, code: "invalid_request" })
        expect(await refused(undo(other.unitIds[0]))).toMatchObject({ status: 400, code: "ticket_invalid" })
        expect((await refused(api.post(`/admin/events/${shop().eventId}/check-in`, { token }, shop().store))).status).toBe(401)
        expect((await refused(api.post(`/admin/events/${shop().eventId}/check-in/undo`, { unit_id: sale.unitIds[0] }, shop().store))).status).toBe(401)
        expect((await scan(token)).status).toBe(200)
      })

      it("scanned several times at once is let in once", async () => {
        const sale = await sell(await ticketOffer())
        const token = await ticketToken(container(), sale.unitIds[0])
        const answers = await Promise.all(Array.from({ length: 8 }, () => refused(scan(token))))
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
        expect(new Set(answers.filter(({ status }) => status !== 200).map(({ code }) => code))).toEqual(new Set(["ticket_already_used"]))
      })
    })
  },
  { UPLOAD_DIR: path.join(ROOM, "public"), PRIVATE_UPLOAD_DIR: PRIVATE, MAX_ASSET_MEGABYTES: "2" }
)
