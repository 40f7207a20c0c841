import type { Placement, StoreOffer } from "@event-monetization/storefront-kit"
import {
  errorText,
  OfferDetailModal,
  OfferGrid,
  useCart,
  useCheckout,
  useCustomer,
  useOffers,
  usePresentation,
} from "@event-monetization/storefront-kit/react"
import { useEffect, useRef, useState } from "react"
import { useNavigate } from "react-router-dom"
import { directReturnUrls } from "../return-urls.ts"
import { useLeaving } from "../use-leaving.ts"
import { ShowMore } from "./show-more.tsx"
import { Toast } from "./toast.tsx"

const PAGE = 24
const MOST = 1_000

export interface OfferSectionProps {
  id: string
  title: string
  intro?: string
  eventId?: string
  sessionId?: string
  placement?: Placement
  /** What earns most with this cart first, instead of the organizer's order. */
  sort?: "recommended"
  timeZone?: string
  /** Leave out what the visitor can't or needn't add, and the whole section when nothing is left. */
  onlyUseful?: boolean
  /** Leave out what only ticket holders can have: nobody is signed in, so the shop knows of no ticket. */
  withoutTicket?: boolean
  /** Titles of offers to leave out: what was just bought. */
  except?: string[]
  /** Leave the section out when there are no offers. */
  hideWhenEmpty?: boolean
  enabled?: boolean
  className?: string
}

/** Offers of one placement with quick view, adding to the cart and buying at once. */
export function OfferSection({
  id,
  title,
  intro,
  eventId,
  sessionId,
  placement,
  sort,
  timeZone,
  onlyUseful = false,
  withoutTicket = false,
  except = [],
  hideWhenEmpty = onlyUseful,
  enabled = true,
  className = "",
}: OfferSectionProps) {
  const { cart, cartId, isLoading: cartLoading, skewMs: cartSkewMs } = useCart()
  const { customer } = useCustomer()
  const { labels } = usePresentation()
  const checkout = useCheckout()
  const navigate = useNavigate()
  const { isLeaving, leaveFor } = useLeaving()
  const [open, setOpen] = useState<StoreOffer | null>(null)
  const [added, setAdded] = useState<string | null>(null)
  const [limit, setLimit] = useState(PAGE)

  const list = useOffers({
    eventId,
    sessionId,
    placement,
    ...(sort && cartId ? { sort } : {}),
    cartId: cartId ?? undefined,
    limit,
    enabled: enabled && !cartLoading,
    live: true,
  })
  const { offers, isLoading, error, refetch } = list

  // what the cart holds decides what can still be added
  const contents = cart ? [...cart.tickets, ...cart.offers].map((line) => `${line.variantId}:${line.quantity}`).join() : ""
  const askedFor = useRef(contents)
  useEffect(() => {
    if (askedFor.current !== contents) {
      askedFor.current = contents
      void refetch()
    }
  }, [contents, refetch])

  const inCart = Object.fromEntries((cart?.offers ?? []).map((line) => [line.offerId, line.quantity]))
  const shown = offers.filter(
    (offer) =>
      (!onlyUseful || (!inCart[offer.id] && (offer.purchasable || offer.refusal?.code === "ticket_required"))) &&
      !(withoutTicket && (offer.requiresTicket || offer.targetTiers.length > 0)) &&
      !except.includes(offer.title)
  )
  const current = open ? (offers.find((offer) => offer.id === open.id) ?? open) : null
  const refusal = current ? checkout.offerErrors[current.id] : undefined
  const skewMs = cart ? cartSkewMs : list.skewMs

  // what is left out may fill a whole page while there is something to show on the next
  const isEmptyPage = offers.length > 0 && shown.length === 0 && list.count > offers.length && !list.isRefetching && !error
  useEffect(() => {
    if (isEmptyPage) {
      setLimit((before) => Math.min(MOST, before + PAGE))
    }
  }, [isEmptyPage])

  const add = async (offer: StoreOffer, quantity = 1): Promise<boolean> => {
    const answer = await checkout.addOffer(offer.id, quantity, sessionId)
    if (answer) {
      setAdded(offer.title)
      setOpen(null)
    }
    void refetch()
    return answer !== null
  }

  const buyNow = async (offer: StoreOffer, quantity: number, email: string | null) => {
    if (offer.requiresShipping) {
      // the address and the way of delivery are asked for in the cart
      if (await add(offer, quantity)) {
        void navigate("/cart")
      }
      return
    }
    const urls = directReturnUrls(offer.eventId)
    const start = await checkout.purchase(offer.id, { quantity, ...(email ? { email } : {}), ...urls })
    if (start) {
      leaveFor(start.checkoutUrl)
    } else {
      void refetch()
    }
  }

  if (!enabled || (hideWhenEmpty && !isLoading && !cartLoading && shown.length === 0)) {
    return null
  }
  const busy = isLeaving ? "pay" : current ? checkout.busyOffers[current.id] : null
  return (
    <section id={id} className={`section ${className}`} aria-labelledby={`${id}-title`}>
      <div className="section__head">
        <h2 id={`${id}-title`} className="display display--section">
          {title}
        </h2>
        {intro ? <p className="section__intro">{intro}</p> : null}
      </div>
      <OfferGrid
        offers={shown}
        isLoading={isLoading || cartLoading}
        error={error}
        onRetry={() => void refetch()}
        label={title}
        skeletons={4}
        timeZone={timeZone}
        skewMs={skewMs}
        inCart={inCart}
        busyOffers={checkout.busyOffers}
        // in the quick view it is said there
        offerErrors={open ? {} : checkout.offerErrors}
        onAdd={(offer) => void add(offer)}
        onQuickView={(offer) => {
          checkout.clearError(offer.id)
          setOpen(offer)
        }}
      />
      <ShowMore
        list={list}
        read={offers.length}
        limit={limit}
        most={MOST}
        shown={shown.length}
        item=".em-grid__item"
        onMore={setLimit}
      />
      <OfferDetailModal
        offer={current}
        onClose={() => setOpen(null)}
        onAdd={(offer, quantity) => void add(offer, quantity)}
        onBuyNow={(offer, quantity, email) => void buyNow(offer, quantity, email)}
        askEmail={!customer && current !== null && !current.requiresShipping}
        defaultEmail={cart?.email ?? ""}
        busy={busy === "add" || busy === "pay" ? busy : null}
        error={open && refusal ? errorText(refusal, labels) : null}
        inCartQuantity={current ? (inCart[current.id] ?? 0) : 0}
        timeZone={timeZone}
        skewMs={skewMs}
      />
      <Toast title={added} onDone={() => setAdded(null)} />
    </section>
  )
}
