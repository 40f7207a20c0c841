import { useId, type RefObject } from "react"
import type { PostPurchaseResult, PostPurchaseStep } from "../../client/types.ts"
import { isPriceAlone } from "../../format/charge.ts"
import { formatMoney } from "../../format/money.ts"
import type { LabelOverrides, Labels } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { refusalText } from "./messages.ts"
import { OfferImage } from "./offer-image.tsx"
import { OfferPrice } from "./offer-price.tsx"
import { PostPurchaseCharge } from "./post-purchase-charge.tsx"
import { PostPurchaseUnpaid } from "./post-purchase-unpaid.tsx"
import { pressable } from "./pressable.ts"
import { CardEnding, methodName } from "./saved-method.tsx"
import { StockBadge } from "./stock-badge.tsx"

export interface PostPurchaseStepViewProps {
  step: PostPurchaseStep
  /** What became of this step if it was accepted and couldn't be charged. */
  unpaid: PostPurchaseResult | null
  busy: "accept" | "decline" | null
  /** What went wrong, in words. */
  error: string | null
  onAccept: () => void
  onDecline: () => void
  headingRef: RefObject<HTMLHeadingElement>
  headingId: string
  headingLevel: 2 | 3
  labels?: LabelOverrides
}

/** One offer of the funnel: what it is, what it costs, one click to have it and one to go on without. */
export function PostPurchaseStepView({
  step,
  unpaid,
  busy,
  error,
  onAccept,
  onDecline,
  headingRef,
  headingId,
  headingLevel,
  labels: overrides,
}: PostPurchaseStepViewProps) {
  const { labels } = usePresentation(overrides)
  const Heading = `h${headingLevel}` as "h2" | "h3"
  const { offer } = step
  const refusal = refusalText(offer, labels)
  // accepted once more, a step whose charge failed leads to a payment page; one that has its page waits to be paid there
  const isRetry = unpaid?.outcome === "payment_failed"
  const isAnswered = unpaid !== null && !isRetry
  const canAccept = offer.purchasable && !isAnswered
  const chargeId = useId()
  const needsCharge = canAccept && !isPriceAlone(step.charge, offer.price)

  return (
    <div className="em-funnel__step">
      <OfferImage src={offer.imageUrl} offerType={offer.offerType} className="em-funnel__image" />
      <div className="em-funnel__body">
        <Heading ref={headingRef} id={headingId} tabIndex={-1} className="em-funnel__headline">
          {step.headline}
        </Heading>
        <p className="em-funnel__title">{offer.title}</p>
        <p className="em-funnel__price">
          <OfferPrice offer={offer} showSaving labels={overrides} />
          <StockBadge inventory={offer.inventory} labels={overrides} />
        </p>
        {step.message ? <p className="em-funnel__text">{step.message}</p> : null}
        {offer.description && offer.description !== step.message ? (
          <p className="em-funnel__text em-funnel__text--more">{offer.description}</p>
        ) : null}
        {offer.requiresShipping ? <p className="em-funnel__text">{labels.shipped}</p> : null}
        {refusal && !isAnswered ? (
          <p className="em-funnel__refusal">
            {labels.postPurchaseUnavailable} {refusal}
          </p>
        ) : null}
        {unpaid ? <PostPurchaseUnpaid result={unpaid} isCurrent labels={overrides} /> : null}
        <p className="em-funnel__error" role="alert">
          {error}
        </p>
        {needsCharge ? <PostPurchaseCharge step={step} id={chargeId} labels={overrides} /> : null}
        <div className="em-funnel__actions">
          {canAccept ? (
            <button
              type="button"
              className="em-button em-funnel__accept"
              aria-describedby={needsCharge ? chargeId : undefined}
              {...pressable(busy !== null, onAccept)}
            >
              <AcceptText step={step} isRetry={isRetry} isBusy={busy === "accept"} labels={labels} />
            </button>
          ) : null}
          <button
            type="button"
            className="em-button em-button--quiet em-funnel__decline"
            {...pressable(busy !== null, onDecline)}
          >
            {busy === "decline" ? labels.declining : labels.decline}
          </button>
        </div>
      </div>
    </div>
  )
}

interface AcceptTextProps {
  step: PostPurchaseStep
  isRetry: boolean
  isBusy: boolean
  labels: Labels
}

/** "Yes, add it — pay €45 with Visa •••• 4242"; while it is on its way it says so without changing its size. */
function AcceptText({ step, isRetry, isBusy, labels }: AcceptTextProps) {
  return (
    <span className="em-funnel__accept-text">
      <span className={isBusy ? "em-funnel__accept-idle" : undefined}>
        <IdleText step={step} isRetry={isRetry} labels={labels} />
      </span>
      {isBusy ? <span>{busyText(step, labels)}</span> : null}
    </span>
  )
}

function busyText({ oneClick, paymentMethod }: PostPurchaseStep, labels: Labels): string {
  return !oneClick ? labels.startingPayment : paymentMethod ? labels.accepting : labels.adding
}

function IdleText({ step, isRetry, labels }: Omit<AcceptTextProps, "isBusy">) {
  const { locale } = usePresentation()
  const { charge, oneClick, paymentMethod } = step
  const total = charge && formatMoney(charge.total, charge.currency, { locale, trim: true })
  if (!oneClick) {
    return <>{isRetry ? labels.payOnSecurePage(total) : labels.acceptOnPaymentPage(total)}</>
  }
  if (!paymentMethod || total === null) {
    return <>{labels.acceptFree}</>
  }
  return (
    <>
      {labels.acceptWith(total, methodName(paymentMethod, labels))}
      <CardEnding method={paymentMethod} labels={labels} />
    </>
  )
}
