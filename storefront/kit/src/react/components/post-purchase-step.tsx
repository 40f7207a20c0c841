import type { RefObject } from "react"
import type { PostPurchaseResult, PostPurchaseStep, SavedPaymentMethod } from "../../client/types.ts"
import { paymentMethodName } from "../../format/payment-method.ts"
import type { LabelOverrides, Labels } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { refusalText } from "./messages.ts"
import { OfferImage } from "./offer-image.tsx"
import { OfferPrice } from "./offer-price.tsx"
import { PostPurchaseUnpaid } from "./post-purchase-unpaid.tsx"
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
        <div className="em-funnel__actions">
          {offer.purchasable && !isAnswered ? (
            // not `disabled` while busy: the keyboard stays where it is until the next step takes it over
            <button
              type="button"
              className="em-button em-funnel__accept"
              aria-disabled={busy !== null}
              onClick={() => busy === null && onAccept()}
            >
              <AcceptText step={step} isRetry={isRetry} isBusy={busy === "accept"} labels={labels} />
            </button>
          ) : null}
          <button
            type="button"
            className="em-button em-button--quiet em-funnel__decline"
            aria-disabled={busy !== null}
            onClick={() => busy === null && onDecline()}
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

/** "Yes, add it — pay with Visa •••• 4242", where a screen reader hears "ending in" for the dots. */
function AcceptText({ step, isRetry, isBusy, labels }: AcceptTextProps) {
  const leadsToPage = isRetry || !step.oneClick
  if (isBusy) {
    return <>{leadsToPage ? labels.startingPayment : labels.accepting}</>
  }
  if (leadsToPage) {
    return <>{isRetry ? labels.payOnSecurePage : labels.acceptOnPaymentPage}</>
  }
  if (!step.paymentMethod) {
    return <>{labels.accept}</>
  }
  const { last4 } = step.paymentMethod
  return (
    <span>
      {labels.acceptWith(methodName(step.paymentMethod, labels))}
      {last4 ? (
        <>
          {" "}
          <span className="em-funnel__card">
            <span aria-hidden="true">•••• </span>
            <span className="em-visually-hidden">{labels.cardEnding} </span>
            {last4}
          </span>
        </>
      ) : null}
    </span>
  )
}

function methodName({ brand }: SavedPaymentMethod, labels: Labels): string {
  return brand ? paymentMethodName(brand) : labels.savedMethod
}
