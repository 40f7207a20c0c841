import type { ReactElement } from "react"
import { renderToString } from "react-dom/server"
import { aCharge, anOffer, aPostPurchase, aResult, aStep } from "../../testing/fixtures.ts"
import { MonetizationError } from "../client/monetization-error.ts"
import type { PostPurchase } from "../client/types.ts"
import { PostPurchaseFunnel, type UsePostPurchaseResult } from "./index.ts"

const html = (element: ReactElement) => renderToString(element).replaceAll("<!-- -->", "")

const funnel = (postPurchase: PostPurchase | null, fields: Partial<UsePostPurchaseResult> = {}): UsePostPurchaseResult => ({
  postPurchase,
  isLoading: false,
  error: null,
  busy: null,
  isPending: false,
  expiresAt: postPurchase?.status === "open" ? postPurchase.expiresAt : null,
  skewMs: 0,
  accept: async () => null,
  decline: async () => null,
  refetch: async () => undefined,
  ...fields,
})
const render = (postPurchase: PostPurchase | null, fields?: Partial<UsePostPurchaseResult>) =>
  html(<PostPurchaseFunnel funnel={funnel(postPurchase, fields)} orderHref={(id) => `/orders/${id}`} />)

describe("PostPurchaseFunnel", () => {
  it("offers one thing with its time, price and the card that pays for it", () => {
    const markup = render(aPostPurchase())
    expect(markup).toContain("See the hall from behind")
    expect(markup).toContain("One hour before the concert.")
    expect(markup).toContain("€45")
    expect(markup).toContain("Save 25%")
    expect(markup).toMatch(/role="timer"[^>]*>(10:00|9:59)</)
    expect(markup).toContain("Yes, add it — pay €45 with Visa")
    expect(markup).not.toContain("em-funnel__charge")
    expect(markup).not.toContain("aria-describedby")
    expect(markup).toMatch(/aria-hidden="true">•••• <\/span><span[^>]*>ending in <\/span>4242/)
    expect(markup).toContain("No thanks")
    expect(markup).toMatch(/<h2[^>]* tabindex="-1"/)
  })

  it("counts on the server's clock", () => {
    expect(render(aPostPurchase(), { skewMs: 540_000 })).toMatch(/role="timer"[^>]*>(1:00|0:59)</)
  })

  it("says that the method is saved, or that a payment page follows", () => {
    expect(render(aPostPurchase({ step: aStep({ paymentMethod: { brand: null, last4: null } }) }))).toContain(
      "pay €45 with your saved method"
    )
    expect(render(aPostPurchase({ step: aStep({ oneClick: false, paymentMethod: null }) }))).toContain(
      "Yes, continue to payment of €45"
    )
  })

  it("says what is charged where it is more than the price, and the button says the total", () => {
    const charge = aCharge({ shippingTotal: 4.9, taxTotal: 9.48, taxIncluded: 0, total: 59.38, shippingName: "Parcel" })
    const markup = render(aPostPurchase({ step: aStep({ charge }) }))
    expect(markup).toMatch(
      /Price €45\.00 \+ delivery \(Parcel\) €4\.90 \+ tax €9\.48 = €59\.38, charged to Visa <span[^>]*><span aria-hidden="true">•••• /
    )
    expect(markup).toContain("Yes, add it — pay €59.38 with Visa")
    const [, id] = /<p id="([^"]+)" class="em-funnel__charge">/.exec(markup) ?? []
    expect(markup).toContain(`aria-describedby="${id}"`)
  })

  it("says where the tax is in the price, and nothing of a card that isn't charged", () => {
    const charge = aCharge({ shippingTotal: 4.9, taxTotal: 7.97, taxIncluded: 7.97, total: 49.9 })
    const markup = render(aPostPurchase({ step: aStep({ charge, oneClick: false, paymentMethod: null }) }))
    expect(markup).toContain("Price €45.00 + delivery €4.90 = €49.90 (includes tax of €7.97)</p>")
    expect(markup).toContain("Yes, continue to payment of €49.90")
  })

  it("says that the payment page will tell, where only that can", () => {
    const markup = render(aPostPurchase({ step: aStep({ charge: null, oneClick: false, paymentMethod: null }) }))
    expect(markup).toContain("The payment page shows what it comes to with tax and delivery, before you pay.")
    expect(markup).toMatch(/>Yes, continue to payment</)
  })

  it("adds what costs nothing without a word of payment", () => {
    const step = aStep({ offer: anOffer({ price: 0 }), charge: aCharge({ subtotal: 0, taxTotal: 0, taxIncluded: 0, total: 0 }), paymentMethod: null })
    expect(render(aPostPurchase({ step }))).toContain("Yes, add it for free")
    expect(render(aPostPurchase({ step }), { busy: "accept" })).toContain("Adding…")
  })

  it("says that the total has changed, beside what it is now", () => {
    const error = new MonetizationError({ status: 400, code: "funnel_total_changed", type: "not_allowed", message: "x" })
    const markup = render(aPostPurchase({ step: aStep({ charge: aCharge({ taxIncluded: 0, total: 52.18 }) }) }), { error })
    expect(markup).toContain("The amount has changed since you looked. You have not been charged: here is what it costs now.")
    expect(markup).toContain("pay €52.18 with Visa")
  })

  it("waits for one answer at a time", () => {
    const markup = render(aPostPurchase(), { busy: "accept" })
    expect(markup).toContain("Paying…")
    expect(markup.match(/aria-disabled="true"/g)).toHaveLength(2)
    expect(markup).toContain('aria-busy="true"')
  })

  it("can only be declined when the offer is gone", () => {
    const offer = anOffer({ purchasable: false, inventory: { total: 3, available: 0, sold: 3 }, refusal: null })
    const markup = render(aPostPurchase({ step: aStep({ offer }) }))
    expect(markup).toContain("This is no longer available. Sold out")
    expect(markup).not.toContain("Yes, add it")
    expect(markup).toContain("No thanks")
  })

  it("lists what was added while the next offer is shown", () => {
    const markup = render(aPostPurchase({ step: aStep({ id: "step_2", headline: "And the lounge?" }), results: [aResult()] }))
    expect(markup).toContain("And the lounge?")
    expect(markup).toContain('<a href="/orders/order_2">Backstage tour</a>')
    expect(markup).toContain("Added")
  })

  it("asks for a payment page instead when the charge failed", () => {
    const failed = { outcome: "payment_failed", orderId: null, message: "Your card was declined." } as const
    const markup = render(aPostPurchase({ step: aStep({ oneClick: false, paymentMethod: null }), results: [aResult(failed)] }))
    expect(markup).toContain("The payment for Backstage tour didn&#x27;t go through. Nothing was charged. Your card was declined.")
    expect(markup).toMatch(/<button[^>]*>.*Pay €45 on a secure page instead.*<\/button>/)
    expect(markup).not.toContain("Yes, add it")
    expect(markup).toContain("No thanks")
  })

  it("keeps a failed charge's payment page reachable after its step", () => {
    const failed = aResult({ outcome: "payment_failed", orderId: null, checkoutUrl: "https://pay.example.com/c/1" })
    const markup = render(aPostPurchase({ status: "finished", step: null, results: [failed] }))
    expect(markup).toContain('<a class="em-button" href="https://pay.example.com/c/1">Pay on a secure page instead</a>')
  })

  it("keeps the way to a payment page that was left", () => {
    const results = [aResult({ outcome: "payment_page", orderId: null, checkoutUrl: "https://pay.example.com/c/1" })]
    const markup = render(aPostPurchase({ step: null, results }))
    expect(markup).toContain("Continue to the secure page")
    expect(markup).toContain("Not paid yet")
  })

  it("says that a payment is being confirmed", () => {
    const results = [aResult({ outcome: "pending", orderId: null })]
    expect(render(aPostPurchase({ step: null, results }))).toContain("Confirming your payment")
  })

  it("ends with what was added, after the time too", () => {
    expect(render(aPostPurchase({ status: "finished", step: null, results: [aResult()] }))).toContain("Added to your order")
    const expired = render(aPostPurchase({ status: "expired", step: null, results: [aResult()] }))
    expect(expired).toContain("This offer has ended")
    expect(expired).toContain("Backstage tour")
  })

  it("is nothing without a funnel, and when one is over that nobody took anything from", () => {
    expect(render(aPostPurchase({ status: "none", step: null, orderId: null, expiresAt: null }))).toBe("")
    expect(render(aPostPurchase({ status: "expired", step: null }))).toBe("")
    const declined = [aResult({ decision: "declined", outcome: null, orderId: null })]
    expect(render(aPostPurchase({ status: "finished", step: null, results: declined }))).toBe("")
  })

  it("loads, fails, and tells a refusal beside what is offered now", () => {
    expect(render(null, { isLoading: true })).toContain("em-skeleton")
    const error = new MonetizationError({ status: 500, code: "unknown_error", type: "x", message: "stack trace" })
    const failed = render(null, { error })
    expect(failed).toContain("Try again")
    expect(failed).not.toContain("stack trace")
    const refused = new MonetizationError({ status: 400, code: "offer_sold_out", type: "not_allowed", message: "gone" })
    expect(render(aPostPurchase(), { error: refused })).toContain("Somebody was faster: this is sold out.")
  })
})
