import { useEffect, useId, useRef, useState, type FormEvent } from "react"
import type { StoreOffer } from "../../client/types.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { refusalText } from "./messages.ts"
import { joinClasses } from "./money.tsx"
import { OfferDeadline } from "./offer-deadline.tsx"
import { OfferImage } from "./offer-image.tsx"
import { OfferPrice } from "./offer-price.tsx"
import { pressable } from "./pressable.ts"
import { QuantityStepper } from "./quantity-stepper.tsx"
import { StockBadge } from "./stock-badge.tsx"
import { useModalDialog } from "./use-modal-dialog.ts"

export interface OfferDetailModalProps {
  /** null: closed. */
  offer: StoreOffer | null
  onClose: () => void
  onAdd?: (offer: StoreOffer, quantity: number) => void
  /** Left out: no direct purchase. `email` is given when `askEmail` is set. */
  onBuyNow?: (offer: StoreOffer, quantity: number, email: string | null) => void
  /** Nobody is signed in: ask for an email before a direct purchase. */
  askEmail?: boolean
  defaultEmail?: string
  busy?: "add" | "pay" | null
  error?: string | null
  inCartQuantity?: number
  timeZone?: string
  /** Server clock minus device clock in ms (`useCart().skewMs`), for the time left. */
  skewMs?: number
  labels?: LabelOverrides
}

/** Quick view of an offer in a native modal dialog: Escape, the backdrop and the cross close it. */
export function OfferDetailModal({ offer, ...props }: OfferDetailModalProps) {
  // the last offer stays in the closed dialog, so that it doesn't empty itself before it is gone
  const [shown, setShown] = useState(offer)
  if (offer && offer !== shown) {
    setShown(offer)
  }
  const { ref, onKeyDown } = useModalDialog(offer !== null, props.onClose)
  const titleId = useId()
  const { labels } = usePresentation(props.labels)

  return (
    <dialog
      ref={ref}
      className="em-modal"
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      onClick={(event) => event.target === event.currentTarget && props.onClose()}
    >
      {shown ? (
        <div className="em-modal__panel">
          <button type="button" className="em-modal__close" aria-label={labels.close} onClick={props.onClose}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" />
            </svg>
          </button>
          <OfferDetail key={shown.id} offer={shown} titleId={titleId} {...props} />
        </div>
      ) : null}
    </dialog>
  )
}

function OfferDetail({
  offer,
  titleId,
  onAdd,
  onBuyNow,
  askEmail = false,
  defaultEmail = "",
  busy = null,
  error = null,
  inCartQuantity = 0,
  timeZone,
  skewMs = 0,
  labels: overrides,
}: Omit<OfferDetailModalProps, "offer"> & { offer: StoreOffer; titleId: string }) {
  const { labels } = usePresentation(overrides)
  const [quantity, setQuantity] = useState(1)
  const [email, setEmail] = useState(defaultEmail)
  const [emailError, setEmailError] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const emailInput = useRef<HTMLInputElement>(null)
  const emailId = useId()
  const refusal = refusalText(offer, labels)
  const most = Math.max(
    1,
    Math.min(
      offer.inventory.available ?? 99,
      offer.perOrderLimit ? offer.perOrderLimit - inCartQuantity : 99,
      offer.perCustomerLimit ?? 99
    )
  )

  useEffect(() => {
    if (isAsking) {
      emailInput.current?.focus()
    }
  }, [isAsking])

  useEffect(() => {
    setQuantity((before) => Math.min(before, most))
  }, [most])

  const buyNow = (event: FormEvent) => {
    event.preventDefault()
    if (busy !== null) {
      return
    }
    const typed = email.trim()
    if (askEmail && !isAsking) {
      setAsking(true)
      return
    }
    if (askEmail && !/^\S+@\S+\.\S+$/.test(typed)) {
      setEmailError(true)
      emailInput.current?.focus()
      return
    }
    setEmailError(false)
    onBuyNow?.(offer, quantity, askEmail ? typed : null)
  }

  return (
    <>
      <OfferImage src={offer.imageUrl} offerType={offer.offerType} className="em-modal__image" />
      <form className="em-modal__body" onSubmit={buyNow} noValidate>
        <p className="em-card__type">{labels.offerType[offer.offerType]}</p>
        <h2 id={titleId} className="em-modal__title">
          {offer.title}
        </h2>
        <p className="em-modal__price">
          <OfferPrice offer={offer} showSaving labels={overrides} />
          <StockBadge inventory={offer.inventory} labels={overrides} />
        </p>
        {offer.description ? <p className="em-modal__text">{offer.description}</p> : null}
        <ul className="em-modal__facts" role="list">
          {offer.expiresAt ? (
            <li>
              <OfferDeadline expiresAt={offer.expiresAt} timeZone={timeZone} skewMs={skewMs} labels={overrides} />
            </li>
          ) : null}
          {offer.requiresTicket ? <li>{labels.needsTicket}</li> : null}
          {offer.requiresShipping ? <li>{labels.shipped}</li> : null}
          {offer.perOrderLimit && offer.perOrderLimit < (offer.perCustomerLimit ?? Infinity) ? <li>{labels.perOrderLimit(offer.perOrderLimit)}</li> : null}
          {offer.perCustomerLimit ? <li>{labels.perCustomerLimit(offer.perCustomerLimit)}</li> : null}
          {offer.perTicketLimit ? <li>{labels.perTicketLimit(offer.perTicketLimit)}</li> : null}
          {inCartQuantity > 0 ? <li>{labels.inCart(inCartQuantity)}</li> : null}
        </ul>
        {offer.purchasable ? (
          <>
            {most > 1 ? (
              <div className="em-modal__quantity">
                <span aria-hidden="true">{labels.quantity}</span>
                <QuantityStepper
                  title={offer.title}
                  value={quantity}
                  min={1}
                  max={most}
                  onChange={setQuantity}
                  labels={overrides}
                />
              </div>
            ) : null}
            {onBuyNow && askEmail && isAsking ? (
              <div className="em-field">
                <label htmlFor={emailId}>{labels.emailForReceipt}</label>
                <input
                  ref={emailInput}
                  id={emailId}
                  type="email"
                  autoComplete="email"
                  value={email}
                  aria-invalid={emailError}
                  aria-describedby={emailError ? `${emailId}-error` : undefined}
                  onChange={(event) => {
                    setEmail(event.target.value)
                    setEmailError(false)
                  }}
                />
                {emailError ? (
                  <p id={`${emailId}-error`} className="em-field__error">
                    {labels.emailInvalid}
                  </p>
                ) : null}
              </div>
            ) : null}
            <div className="em-modal__actions">
              {onAdd ? (
                <button
                  type="button"
                  className={joinClasses("em-button", isAsking && "em-button--quiet")}
                  {...pressable(busy !== null, () => onAdd(offer, quantity))}
                >
                  {busy === "add" ? labels.adding : labels.addToCart}
                </button>
              ) : null}
              {onBuyNow ? (
                <button
                  type="submit"
                  className={joinClasses("em-button", !isAsking && onAdd && "em-button--quiet")}
                  // it is the form's: `buyNow` sees to it that nothing is sent twice
                  aria-disabled={busy !== null}
                >
                  {busy === "pay" ? labels.startingPayment : labels.buyNow}
                </button>
              ) : null}
            </div>
          </>
        ) : (
          <p className="em-modal__refusal">{refusal}</p>
        )}
        <p className="em-modal__error" role="alert">
          {error}
        </p>
      </form>
    </>
  )
}
