import type { ReactElement } from "react"
import { renderToString } from "react-dom/server"
import { aPurchase, aUnit } from "../../testing/fixtures.ts"
import { MonetizationError } from "../client/monetization-error.ts"
import type { StorePurchase } from "../client/types.ts"
import { PurchaseDelivery, type PurchaseDeliveryProps } from "./index.ts"

const html = (element: ReactElement) => renderToString(element).replaceAll("<!-- -->", "")
const nothing = () => undefined

type Delivery = StorePurchase["delivery"]
const render = (
  delivery: Partial<Delivery>,
  purchase: Partial<StorePurchase> = {},
  props: Partial<PurchaseDeliveryProps> = {}
) =>
  html(
    <PurchaseDelivery
      purchase={aPurchase({ ...purchase, delivery: { method: "DOWNLOAD", units: [aUnit()], downloads: [], ...delivery } })}
      onDownload={nothing}
      onTicket={nothing}
      timeZone="Europe/Berlin"
      {...props}
    />
  )

describe("PurchaseDelivery", () => {
  const downloads = [{ id: "asset_1", name: "programme.pdf", mimeType: "application/pdf", size: 2_449_000 }]

  it("lists files with their size and a button for each", () => {
    const markup = render({ downloads })
    expect(markup).toContain("programme.pdf")
    expect(markup).toContain("2.4 MB")
    expect(markup).toContain('aria-label="Download programme.pdf"')
    expect(render({ downloads: [] }, { status: "PENDING" })).toContain("Your files appear here in a moment.")
  })

  it("waits for the one address that is asked for, and says when it can't be had", () => {
    const file = { purchaseId: "opur_1", fileId: "asset_1" }
    expect(render({ downloads }, {}, { opening: file })).toContain("Opening…")
    expect(render({ downloads }, {}, { opening: { ...file, purchaseId: "opur_9" } })).not.toContain("Opening…")
    const error = new MonetizationError({ status: 503, code: "file_unavailable", type: "unexpected_state", message: "S3 down" })
    const failed = render({ downloads }, {}, { linkError: { ...file, error } })
    expect(failed).toMatch(/role="alert">The file can(&#x27;|')t be fetched right now/)
    expect(failed).not.toContain("S3 down")
  })

  it("hides codes until they are asked for, one for each unit", () => {
    const units = [
      aUnit({ id: "u1", accessCode: "AAAA-1111" }),
      aUnit({ id: "u2", accessCode: "BBBB-2222" }),
      aUnit({ id: "u3", status: "PENDING" }),
      aUnit({ id: "u4", status: "REVOKED", accessCode: "DDDD-4444" }),
    ]
    const markup = render({ method: "ACCESS_CODE", units }, { quantity: 4, refundedQuantity: 1 })
    expect(markup).not.toMatch(/AAAA|BBBB|DDDD/)
    expect(markup).toContain('aria-label="Show: Recordings, 1 of 4"')
    expect(markup).toContain('aria-label="Copy: Recordings, 2 of 4"')
    expect(markup).toContain("Your code appears here in a moment.")
    expect(markup).toContain("This code doesn&#x27;t work any more.")
  })

  it("gives each ticket its own PDF, and says which was used", () => {
    const units = [
      aUnit({ id: "u1", hasTicket: true, status: "PENDING" }),
      aUnit({ id: "u2", hasTicket: true, checkedInAt: "2026-06-19T22:30:00Z" }),
      aUnit({ id: "u3", status: "REVOKED" }),
    ]
    const markup = render({ method: "QR_TICKET", units }, { quantity: 3, status: "PENDING" })
    expect(markup.match(/Ticket as PDF</g)).toHaveLength(2)
    expect(markup).toContain("Ticket 1 of 3")
    expect(markup).toMatch(/Used June 20, 2026, 12:30\sAM/)
    expect(markup).toContain("No longer valid")
  })

  it("names the ticket that was upgraded and its tier", () => {
    const ticket = { attendeeId: "att_1", name: "Ada Lovelace", tier: "VIP" as const }
    expect(render({ method: "TICKET_UPGRADE", units: [aUnit({ ticket })] })).toContain("The ticket of Ada Lovelace is now VIP.")
    expect(render({ method: "TICKET_UPGRADE", units: [aUnit({ ticket, status: "PENDING" })] })).toContain(
      "Your ticket is being upgraded."
    )
  })

  it("says how goods and services come", () => {
    expect(render({ method: "SHIPMENT" }, { status: "PENDING" })).toContain("We are getting it ready for you.")
    expect(render({ method: "MANUAL" }, { status: "FULFILLED" })).toContain("Done.")
  })

  it("opens nothing any more once it is refunded", () => {
    const refunded = render({ downloads }, { status: "REFUNDED", refundedQuantity: 1 })
    expect(refunded).toContain("The files can&#x27;t be opened any more.")
    expect(refunded).not.toContain("<button")
    expect(render({ method: "SHIPMENT" }, { status: "REFUNDED" })).toBe("")
  })
})
