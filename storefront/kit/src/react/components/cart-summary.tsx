import { useEffect, useRef, type ReactNode } from "react"
import type { CartLine, CartNotice, StoreCartSummary } from "../../client/types.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { CartLineItem } from "./cart-line-item.tsx"
import { CartTotals } from "./cart-totals.tsx"
import { Countdown } from "./countdown.tsx"
import { HoldBar } from "./hold-bar.tsx"
import { joinClasses } from "./money.tsx"
import { NoticeList } from "./notice-list.tsx"

export interface CartSummaryProps {
  cart: StoreCartSummary | null
  isLoading?: boolean
  /** A change is under way: controls wait. */
  isUpdating?: boolean
  /** Server clock minus device clock in ms (`useCart().skewMs`). */
  skewMs?: number
  /** For tickets and other lines; 0 removes. Left out: read only. */
  onLineQuantity?: (lineItemId: string, quantity: number) => void
  /** 0 removes. Left out: read only. */
  onOfferQuantity?: (offerId: string, quantity: number) => void
  onExtend?: () => void
  isExtending?: boolean
  notices?: CartNotice[]
  onDismissNotice?: (notice: CartNotice) => void
  error?: string | null
  /** What an empty cart shows. */
  empty?: ReactNode
  /** Leave the totals to a CartTotals elsewhere. */
  hideTotals?: boolean
  headingLevel?: 2 | 3
  labels?: LabelOverrides
  className?: string
}

/** Tickets and extras in the cart, how long the extras are held, what was taken out and why, and the totals. */
export function CartSummary({
  cart,
  isLoading = false,
  isUpdating = false,
  skewMs = 0,
  onLineQuantity,
  onOfferQuantity,
  onExtend,
  isExtending = false,
  notices = cart?.notices ?? [],
  onDismissNotice,
  error = null,
  empty,
  hideTotals = false,
  headingLevel = 2,
  labels: overrides,
  className,
}: CartSummaryProps) {
  const { labels } = usePresentation(overrides)
  const Heading = `h${headingLevel}` as "h2" | "h3"
  const region = useRef<HTMLElement>(null)
  const removing = useRef(false)
  const lineCount = cart ? cart.tickets.length + cart.offers.length + cart.others.length : 0

  useEffect(() => {
    // the button that removed a line is gone with it: without this the keyboard starts again at the top of the page
    if (removing.current) {
      removing.current = false
      region.current?.focus({ preventScroll: true })
    }
  }, [lineCount])

  useEffect(() => {
    // a removal that was refused took no line: one that leaves by itself later must not pull the keyboard here
    if (!isUpdating) {
      removing.current = false
    }
  }, [isUpdating])

  const noteRemoval = (quantity: number) => {
    removing.current = quantity === 0
  }
  const renderLines = (lines: CartLine[], heading: string) =>
    lines.length > 0 ? (
      <div className="em-cart__group">
        <Heading className="em-cart__heading">{heading}</Heading>
        <ul className="em-lines" role="list">
          {lines.map((line) => (
            <CartLineItem
              key={line.lineItemId}
              line={line}
              currency={cart?.currency ?? ""}
              disabled={isUpdating}
              labels={overrides}
              onQuantity={
                onLineQuantity &&
                ((quantity) => {
                  noteRemoval(quantity)
                  onLineQuantity(line.lineItemId, quantity)
                })
              }
            />
          ))}
        </ul>
      </div>
    ) : null

  return (
    <section
      ref={region}
      tabIndex={-1}
      className={joinClasses("em-cart", isUpdating && "em-cart--updating", className)}
      aria-label={labels.cart}
      aria-busy={isUpdating || isLoading}
    >
      <NoticeList notices={notices} onDismiss={onDismissNotice} labels={overrides} />
      <p className="em-cart__error" role="alert">
        {error}
      </p>
      {cart && lineCount > 0 ? (
        <>
          {renderLines(cart.tickets, labels.tickets)}
          {cart.offers.length > 0 ? (
            <div className="em-cart__group">
              <div className="em-cart__group-head">
                <Heading className="em-cart__heading">{labels.extras}</Heading>
                <HoldBar
                  offers={cart.offers}
                  skewMs={skewMs}
                  onExtend={onExtend}
                  isExtending={isExtending}
                  labels={overrides}
                />
              </div>
              <ul className="em-lines" role="list">
                {cart.offers.map((line) => (
                  <CartLineItem
                    key={line.lineItemId}
                    line={line}
                    currency={cart.currency}
                    disabled={isUpdating}
                    labels={overrides}
                    onQuantity={
                      onOfferQuantity &&
                      ((quantity) => {
                        noteRemoval(quantity)
                        onOfferQuantity(line.offerId, quantity)
                      })
                    }
                  >
                    {line.hold && (cart.offers.length > 1 || line.hold.state === "expired") ? (
                      <p className="em-line__hold">
                        {line.hold.state === "live" ? (
                          <>
                            {labels.heldFor} <Countdown expiresAt={line.hold.expiresAt} skewMs={skewMs} labels={overrides} />
                          </>
                        ) : line.hold.state === "paying" ? (
                          labels.holdPaying
                        ) : (
                          labels.holdEnded
                        )}
                      </p>
                    ) : null}
                  </CartLineItem>
                ))}
              </ul>
            </div>
          ) : null}
          {renderLines(cart.others, labels.otherItems)}
          {hideTotals ? null : <CartTotals cart={cart} labels={overrides} />}
        </>
      ) : isLoading ? (
        <div className="em-cart__group" role="status" aria-label={labels.loading}>
          {[0, 1].map((index) => (
            <div key={index} className="em-line" aria-hidden="true">
              <span className="em-line__image em-skeleton" />
              <span className="em-line__main">
                <span className="em-skeleton em-skeleton--line" />
                <span className="em-skeleton em-skeleton--line em-skeleton--short" />
              </span>
            </div>
          ))}
        </div>
      ) : (
        (empty ?? <p className="em-state">{labels.emptyCart}</p>)
      )}
    </section>
  )
}
