import type { AxiosRequestConfig } from "axios"
import { OFFER_MODULE } from "../../src/modules/offer"
import type OfferModuleService from "../../src/modules/offer/service"
import { Claims, Purpose, signToken, tokenSecret } from "../../src/utils/signed-token"
import type { AdminAsset } from "../../src/workflows/fulfillment/list-admin-assets"
import { TestApp } from "./app"
import { eventually } from "./checkout"
import { createCart, createOffer } from "./shop"

export type Sale = { cartId: string; orderId: string; purchaseId: string; offerId: string; unitIds: string[] }

/** A PDF as far as anybody looks. */
export const PDF = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 256))])

/** What organizers and buyers do with offers that are delivered, over HTTP. */
export function fileShop({ api, container, shop, settle }: TestApp) {
  const service = () => container().resolve<OfferModuleService>(OFFER_MODULE)
  const origin = () => new URL(api.defaults.baseURL as string).origin
  const sign = async <For extends Purpose>(purpose: For, claims: Claims<For>, seconds: number | null = 600) =>
    (await signToken(tokenSecret(container()), purpose, claims, seconds)).token

  const offer = (delivery_method: string, overrides: Record<string, unknown> = {}) =>
    createOffer(api, shop(), {
      type: delivery_method === "DOWNLOAD" || delivery_method === "ACCESS_CODE" ? "EXCLUSIVE_CONTENT" : "SERVICE",
      title: "Workbook",
      delivery_method,
      ...overrides,
    })

  async function upload(offerId: string, files: [name: string, content: string | Buffer][], headers = shop().admin.headers) {
    const form = new FormData()
    for (const [name, content] of files) {
      form.append("files", new Blob([new Uint8Array(Buffer.from(content))]), name)
    }
    const answer = await fetch(`${origin()}/admin/offers/${offerId}/assets`, { method: "POST", body: form, headers: headers as Record<string, string> })
    return { status: answer.status, data: (await answer.json()) as { code?: string; assets: AdminAsset[] } }
  }

  /** Sells an offer; the buyer is a guest unless told otherwise. */
  async function sell(offerId: string, quantity = 1, buyer: AxiosRequestConfig = shop().store): Promise<Sale> {
    const cartId = await createCart(api, shop(), null, buyer)
    await api.post(`/store/carts/${cartId}/offers`, { offerId, quantity }, buyer)
    const { data: collection } = await api.post("/store/payment-collections", { cart_id: cartId }, buyer)
    await api.post(`/store/payment-collections/${collection.payment_collection.id}/payment-sessions`, { provider_id: "pp_system_default" }, buyer)
    const { data } = await api.post(`/store/carts/${cartId}/complete`, {}, buyer)
    const [purchase] = await eventually(
      () => service().listOfferPurchases({ order_id: data.order.id }),
      (purchases) => purchases.length === 1
    )
    await settle()
    const units = await service().listOfferUnits({ purchase_id: purchase.id }, { order: { position: "ASC" } })
    return { cartId, orderId: data.order.id, purchaseId: purchase.id, offerId, unitIds: units.map((unit) => unit.id) }
  }

  const delivered = (sale: Sale, quantity = 1) =>
    eventually(
      () => service().listOfferUnits({ purchase_id: sale.purchaseId, status: "FULFILLED" }),
      (units) => units.length === quantity
    )

  /** A guest who bought a file that is ready for download. */
  async function boughtFile(quantity = 1, buyer?: AxiosRequestConfig, content = PDF) {
    const offerId = await offer("DOWNLOAD")
    const { data } = await upload(offerId, [["Workbook.pdf", content]])
    const sale = await sell(offerId, quantity, buyer)
    await delivered(sale, quantity)
    return { ...sale, assetId: data.assets[0].id as string }
  }

  const guestToken = (sale: Sale) => sign("purchases", { order_id: sale.orderId })
  const link = (kind: "download-link" | "ticket-link", purchaseId: string, body: Record<string, unknown>, options = shop().store) =>
    api.post(`/store/offer-purchases/${purchaseId}/${kind}`, body, options)
  const downloadLink = async (sale: Sale & { assetId: string }) =>
    (await link("download-link", sale.purchaseId, { assetId: sale.assetId, token: await guestToken(sale) })).data as { url: string; expiresAt: string }

  /** As a browser opens a link: no key, no login. */
  async function browse(url: string, headers: Record<string, string> = {}) {
    const answer = await fetch(url, { headers: { accept: "*/*", ...headers } })
    const body = Buffer.from(await answer.arrayBuffer())
    const isJson = answer.headers.get("content-type")?.includes("json")
    return { status: answer.status, headers: answer.headers, body, code: isJson ? JSON.parse(body.toString()).code : undefined }
  }

  return { service, origin, sign, offer, upload, sell, delivered, boughtFile, guestToken, link, downloadLink, browse }
}
