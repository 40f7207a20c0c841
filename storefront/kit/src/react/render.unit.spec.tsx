import type { ReactElement } from "react"
import { renderToString } from "react-dom/server"
import { createMonetizationClient } from "../client/create-client.ts"
import { MonetizationError } from "../client/monetization-error.ts"
import { aPurchase } from "../../testing/fixtures.ts"
import type { OfferCartLine, StoreCartSummary, StoreOffer } from "../client/types.ts"
import {
  CartSummary,
  CartTotals,
  Countdown,
  Money,
  MonetizationProvider,
  OfferCard,
  OfferDetailModal,
  OfferGrid,
  PurchaseList,
  QuantityStepper,
  StockBadge,
  useCart,
  useCheckout,
  useCheckoutConfirmation,
  useCustomer,
  useOffer,
  useOffers,
  usePostPurchase,
  usePurchases,
} from "./index.ts"

/** Everything here runs in Node, where there is no window: what renders is safe on a server. */
const nothing = () => undefined
const inFuture = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()

const offer: StoreOffer = {
  id: "offer_1",
  eventId: "evt_1",
  title: "Backstage tour",
  description: "Behind the hall.",
  price: 45,
  originalPrice: 60,
  currency: "eur",
  offerType: "SERVICE",
  imageUrl: null,
  startsAt: null,
  expiresAt: "2030-06-19T22:30:00Z",
  inventory: { total: 20, available: 3, sold: 17 },
  stripePriceId: null,
  placement: ["IN_EVENT"],
  targetSessions: [],
  targetTiers: [],
  requiresTicket: true,
  requiresShipping: false,
  perCustomerLimit: 2,
  perOrderLimit: null,
  perTicketLimit: null,
  purchasable: true,
  refusal: null,
}
const line = {
  lineItemId: "li_1",
  variantId: "v_1",
  title: "Standard",
  subtitle: "Default",
  imageUrl: null,
  quantity: 2,
  unitPrice: 149,
  total: 298,
}
const held: OfferCartLine = {
  ...line,
  lineItemId: "li_2",
  title: "Backstage tour",
  offerId: "offer_1",
  hold: { id: "hold_1", expiresAt: inFuture(600), remainingSeconds: 600, renewalsLeft: 2, state: "live" },
}
const cart: StoreCartSummary = {
  id: "cart_1",
  currency: "eur",
  regionId: "reg_1",
  email: null,
  completed: false,
  checkoutToken: null,
  serverTime: new Date().toISOString(),
  requiresShipping: true,
  hasShipping: false,
  eventIds: ["evt_1"],
  tickets: [line],
  offers: [held],
  others: [],
  subtotal: 343,
  discountTotal: 10,
  shippingTotal: 0,
  taxTotal: 20.5,
  taxIncluded: 0,
  total: 353.5,
  notices: [{ code: "hold_expired", offerId: "offer_9", title: "Boat trip", quantity: 1, at: "2026-06-01T12:00:00Z" }],
}
const purchase = aPurchase({ quantity: 3, refundedQuantity: 1, total: 117 })

/** Markup without React's text separators, so that sentences can be looked for. */
const html = (element: ReactElement) => renderToString(element).replaceAll("<!-- -->", "")

describe("OfferCard", () => {
  it("shows prices, what is left and until when, in the zone it is told", () => {
    const markup = html(<OfferCard offer={offer} onAdd={nothing} onQuickView={nothing} timeZone="Europe/Berlin" />)
    expect(markup).toContain("Only 3 left")
    expect(markup).toContain("€45")
    expect(markup).toContain("<s")
    expect(markup).toContain("June 20, 2030")
    expect(markup).toContain('aria-label="Add to cart: Backstage tour"')
  })
  it("can't be bought when sold out, and says so once", () => {
    const soldOut = { ...offer, purchasable: false, inventory: { total: 20, available: 0, sold: 20 } }
    const markup = html(<OfferCard offer={soldOut} onAdd={nothing} />)
    expect(markup).toContain("em-badge--sold-out")
    expect(markup).toMatch(/<button[^>]*aria-disabled="true"[^>]*>Sold out/)
  })
  it("says why it is refused", () => {
    const refused = { ...offer, purchasable: false, refusal: { code: "ticket_required", message: "server text" } }
    expect(html(<OfferCard offer={refused} onAdd={nothing} />)).toContain("Add a ticket first")
  })
  it("takes other words", () => {
    expect(html(<OfferCard offer={offer} onAdd={nothing} labels={{ addToCart: "In den Warenkorb" }} />)).toContain(
      "In den Warenkorb"
    )
  })
})

describe("OfferGrid", () => {
  it("renders offers, loading, nothing and failure", () => {
    expect(html(<OfferGrid offers={[offer]} label="Extras" />)).toContain('aria-label="Extras"')
    expect(html(<OfferGrid offers={[]} isLoading />)).toContain("em-skeleton")
    expect(html(<OfferGrid offers={[]} />)).toContain("No offers right now.")
    const error = new MonetizationError({ status: 500, code: "unknown_error", type: "x", message: "stack trace" })
    const failed = html(<OfferGrid offers={[]} error={error} onRetry={nothing} />)
    expect(failed).toContain("Try again")
    expect(failed).not.toContain("stack trace")
  })
  it("says at each offer what is under way and what was refused", () => {
    const offers = ["tour", "party", "poster"].map((id) => ({ ...offer, id, title: id }))
    const refusal = (code: string) => new MonetizationError({ status: 400, code, type: "not_allowed", message: code })
    const markup = html(
      <OfferGrid
        offers={offers}
        onAdd={nothing}
        busyOffers={{ party: "add", poster: "pay" }}
        offerErrors={{ tour: refusal("offer_sold_out"), party: refusal("limit_per_order") }}
      />
    )
    const [tour, party, poster] = markup.split("<article").slice(1)
    expect(tour).toContain("Somebody was faster")
    expect(tour).toContain('aria-disabled="false">Add to cart')
    expect(party).toContain("the most one order can hold")
    expect(party).toContain('aria-disabled="true">Adding…')
    expect(poster).toContain('aria-disabled="false">Add to cart')
  })
})

describe("OfferDetailModal", () => {
  it("is a closed dialog on a server", () => {
    expect(html(<OfferDetailModal offer={null} onClose={nothing} />)).toMatch(/^<dialog(?![^>]* open)/)
    const markup = html(<OfferDetailModal offer={offer} onClose={nothing} onAdd={nothing} onBuyNow={nothing} />)
    expect(markup).toContain("Buy now")
    expect(markup).toContain("Save 25%")
    expect(markup).toContain("2 per person")
    // Only a limit that can be met: two a person are fewer than four an order.
    const limited = (perOrderLimit: number) => html(<OfferDetailModal offer={{ ...offer, perOrderLimit }} onClose={nothing} />)
    expect(limited(1)).toContain("1 per order")
    expect(limited(4)).not.toContain("per order")
  })
})

describe("CartSummary", () => {
  it("shows tickets, held extras with more time to ask for, notices and totals", () => {
    const markup = html(
      <CartSummary cart={cart} onLineQuantity={nothing} onOfferQuantity={nothing} onExtend={nothing} onDismissNotice={nothing} />
    )
    expect(markup).toContain("Boat trip was removed: its reservation ended.")
    expect(markup).toContain("Extend")
    expect(markup).toMatch(/role="timer"[^>]*>(10:00|9:59)</)
    expect(markup).toContain('aria-label="Quantity of Standard"')
    expect(markup).toContain("€353.50")
    expect(markup).toContain("-€10.00")
    expect(markup).not.toContain(">Default<")
  })
  it("offers no more time when none is left, and none while paying", () => {
    const without = { ...held, hold: held.hold && { ...held.hold, renewalsLeft: 0 } }
    expect(html(<CartSummary cart={{ ...cart, offers: [without] }} onExtend={nothing} />)).not.toContain("Extend")
    const paying = { ...held, hold: held.hold && { ...held.hold, state: "paying" as const } }
    expect(html(<CartSummary cart={{ ...cart, offers: [paying] }} onExtend={nothing} />)).toContain("Held while you pay")
  })
  it("counts on the server's clock", () => {
    expect(html(<CartSummary cart={cart} skewMs={540_000} />)).toMatch(/role="timer"[^>]*>(1:00|0:59)</)
  })
  it("is empty, loading, or read only", () => {
    expect(html(<CartSummary cart={null} />)).toContain("Your cart is empty.")
    expect(html(<CartSummary cart={null} isLoading />)).toContain("em-skeleton")
    expect(html(<CartSummary cart={cart} />)).not.toContain("em-stepper")
  })
})

describe("the small ones", () => {
  it("render", () => {
    expect(html(<Money amount={24000} currency="jpy" />)).toContain("¥24,000")
    expect(html(<Countdown expiresAt={inFuture(90)} announce={String} />)).toContain('aria-live="polite"')
    expect(html(<StockBadge inventory={{ total: null, available: null, sold: 0 }} />)).toBe("")
    expect(html(<StockBadge inventory={{ total: 5, available: 0, sold: 5 }} />)).toContain("Sold out")
    expect(html(<QuantityStepper title="Standard" value={0} onChange={nothing} />)).toContain("One more Standard")
    expect(html(<CartTotals cart={cart} />)).toContain("Not chosen yet")
  })
  it("have no row for the noise of sums", () => {
    // 149 and 199 with 19 % in them, as Medusa divides them
    const included = { ...cart, subtotal: 348, discountTotal: 0, taxTotal: 55.563025210084035, taxIncluded: 55.563025, total: 348 }
    const markup = html(<CartTotals cart={included} />)
    expect(markup).not.toContain("<dt>Tax</dt>")
    expect(markup).toContain("€55.56")
    expect(html(<CartTotals cart={{ ...included, taxIncluded: 0, total: 403.56 }} />)).toContain("<dt>Tax</dt>")
  })
  it("count days in the shop's words", () => {
    const labels = { daysLeft: (days: number, hours: number) => `${days} Tage ${hours} Std.` }
    expect(html(<Countdown expiresAt={inFuture(3 * 86_400 + 7_100)} labels={labels} />)).toContain("3 Tage 1 Std.")
    expect(html(<Countdown expiresAt={inFuture(3 * 86_400 + 7_100)} />)).toContain("3 d 1 h")
  })
  it("keep the keyboard where it is: nothing that can be pressed is disabled", () => {
    const markup = [
      html(<QuantityStepper title="Standard" value={1} min={1} max={1} onChange={nothing} />),
      html(<CartSummary cart={cart} isUpdating isExtending onLineQuantity={nothing} onOfferQuantity={nothing} onExtend={nothing} />),
      html(<OfferDetailModal offer={offer} busy="pay" onClose={nothing} onAdd={nothing} onBuyNow={nothing} />),
      html(<OfferGrid offers={[offer]} onAdd={nothing} busyOffers={{ [offer.id]: "add" }} />),
    ].join("")
    expect(markup).not.toMatch(/ disabled=""/)
    // a stepper alone; two in the cart with their removals, and more time; one at its least and two ways to buy; one to add
    expect(markup.match(/aria-disabled="true"/g)).toHaveLength(2 + (2 * 3 + 1) + (1 + 2) + 1)
  })
  it("lists purchases with their state", () => {
    const markup = html(<PurchaseList purchases={[purchase]} orderHref={(id) => `/orders/${id}`} />)
    expect(markup).toContain('href="/orders/order_1"')
    expect(markup).toContain("Order #42")
    expect(markup).toContain("Ready")
    expect(markup).toContain("1 of 3 refunded")
    expect(html(<PurchaseList purchases={[]} />)).toContain("Nothing bought yet.")
  })
})

describe("hooks on a server", () => {
  it("are still loading, without touching window or the network", () => {
    const fetch = jest.fn()
    const client = createMonetizationClient({ baseUrl: "http://localhost", publishableKey: "pk", fetch })
    function Everything() {
      const answer = {
        offers: useOffers({ eventId: "evt_1" }).isLoading,
        offer: useOffer("offer_1").isLoading,
        cart: useCart().isLoading,
        customer: useCustomer().isLoading,
        purchases: usePurchases().isLoading,
        guest: usePurchases({ token: "t" }).isLoading,
        funnel: usePostPurchase("cart_1").isLoading,
        busy: useCheckout().busy,
        polling: useCheckoutConfirmation("cart_1").isPolling,
      }
      return <i>{JSON.stringify(answer)}</i>
    }
    const markup = html(
      <MonetizationProvider client={client} regionId="reg_1">
        <Everything />
      </MonetizationProvider>
    ).replaceAll("&quot;", '"')
    expect(markup).toBe(
      '<i>{"offers":true,"offer":true,"cart":true,"customer":true,"purchases":false,"guest":true,"funnel":true,"busy":null,"polling":true}</i>'
    )
    expect(fetch).not.toHaveBeenCalled()
  })
})
