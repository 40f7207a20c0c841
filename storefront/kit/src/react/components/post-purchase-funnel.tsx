import { useEffect, useId, useRef, useState, type ReactNode, type RefObject } from "react"
import type { PostPurchase } from "../../client/types.ts"
import type { UsePostPurchaseResult } from "../hooks/use-post-purchase.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { Countdown } from "./countdown.tsx"
import { errorText } from "./messages.ts"
import { joinClasses } from "./money.tsx"
import { PostPurchaseResults } from "./post-purchase-results.tsx"
import { PostPurchaseStepView } from "./post-purchase-step.tsx"
import { isUnpaid, PostPurchaseUnpaid } from "./post-purchase-unpaid.tsx"

export interface PostPurchaseFunnelProps {
  /** What `usePostPurchase` answers. */
  funnel: UsePostPurchaseResult
  /** Sends the buyer to pay, where one click can't; left out, this window goes there. */
  onPaymentPage?: (checkoutUrl: string) => void
  /** Link of an order; left out: no link. */
  orderHref?: (orderId: string) => string
  headingLevel?: 2 | 3
  labels?: LabelOverrides
  className?: string
}

/**
 * One-time offers after the sale, one at a time: accept with one click, or decline and see the next. Nothing where the
 * order has no funnel, or where one is over that nobody took anything from.
 */
export function PostPurchaseFunnel({
  funnel,
  onPaymentPage = (url) => window.location.assign(url),
  orderHref,
  headingLevel = 2,
  labels: overrides,
  className,
}: PostPurchaseFunnelProps) {
  const { labels } = usePresentation(overrides)
  const { postPurchase, isLoading, error, busy, expiresAt, skewMs } = funnel
  const headingId = useId()
  const Heading = `h${headingLevel}` as "h2" | "h3"
  const stage = postPurchase ? stageOf(postPurchase) : null
  const [wasOpen, setWasOpen] = useState(false)
  const { section, heading, noteAnswer } = useFocusOnNewStage(postPurchase?.step?.id ?? stage)
  const said = useAddedAnnouncement(postPurchase, labels.announceAdded)

  if (postPurchase?.status === "open" && !wasOpen) {
    setWasOpen(true)
  }
  if (isLoading) {
    return (
      <div className={joinClasses("em-funnel", className)} role="status" aria-label={labels.loading}>
        <div className="em-funnel__step" aria-hidden="true">
          <span className="em-funnel__image em-skeleton" />
          <span className="em-funnel__body">
            <span className="em-skeleton em-skeleton--line" />
            <span className="em-skeleton em-skeleton--line em-skeleton--short" />
            <span className="em-skeleton em-skeleton--button" />
          </span>
        </div>
      </div>
    )
  }
  if (!postPurchase) {
    return error ? (
      <div className={joinClasses("em-state", className)} role="alert">
        <p>{errorText(error, labels)}</p>
        <button type="button" className="em-button em-button--quiet" onClick={() => void funnel.refetch()}>
          {labels.tryAgain}
        </button>
      </div>
    ) : null
  }
  const { step, results } = postPurchase
  const hasAccepted = results.some(({ decision }) => decision === "accepted")
  if (stage === "none" || (stage !== "step" && stage !== "pending" && !wasOpen && !hasAccepted)) {
    return null
  }

  const unpaid = step ? (results.find((result) => result.stepId === step.id && isUnpaid(result)) ?? null) : null
  const errorMessage = error ? errorText(error, labels) : null

  const accept = async () => {
    noteAnswer()
    const result = await funnel.accept()
    if (result?.outcome === "payment_page" && result.checkoutUrl) {
      onPaymentPage(result.checkoutUrl)
    }
  }
  const decline = () => {
    noteAnswer()
    void funnel.decline()
  }
  const ending = (title: string, text: string): ReactNode => (
    <div className="em-funnel__ending">
      <Heading ref={heading} id={headingId} tabIndex={-1} className="em-funnel__headline">
        {title}
      </Heading>
      <p className="em-funnel__text">{text}</p>
    </div>
  )
  const content = (): ReactNode => {
    if (stage === "pending") {
      return ending(labels.postPurchasePending, labels.postPurchasePendingText)
    }
    if (stage === "expired") {
      return ending(labels.postPurchaseExpired, labels.postPurchaseExpiredText)
    }
    return results.some(({ outcome }) => outcome === "ordered")
      ? ending(labels.postPurchaseFinished, labels.postPurchaseFinishedText)
      : ending(labels.postPurchaseNothingAdded, labels.postPurchaseNothingAddedText)
  }

  return (
    <section
      ref={section}
      className={joinClasses("em-funnel", `em-funnel--${stage}`, className)}
      aria-labelledby={headingId}
      aria-busy={busy !== null || stage === "pending"}
    >
      {stage === "step" ? (
        <div className="em-funnel__bar">
          <span>{labels.postPurchase}</span>
          {expiresAt ? (
            <span>
              {labels.postPurchaseTime}{" "}
              <Countdown
                key={expiresAt}
                expiresAt={expiresAt}
                skewMs={skewMs}
                announce={labels.postPurchaseWarning}
                labels={overrides}
              />
            </span>
          ) : null}
        </div>
      ) : null}
      <p className="em-visually-hidden" role="status">
        {said}
      </p>
      {results
        .filter((result) => isUnpaid(result) && result !== unpaid)
        .map((result) => (
          <PostPurchaseUnpaid key={result.stepId} result={result} isCurrent={false} labels={overrides} />
        ))}
      {step && stage === "step" ? (
        <PostPurchaseStepView
          key={step.id}
          step={step}
          unpaid={unpaid}
          busy={busy}
          error={errorMessage}
          onAccept={() => void accept()}
          onDecline={decline}
          headingRef={heading}
          headingId={headingId}
          headingLevel={headingLevel}
          labels={overrides}
        />
      ) : (
        <>
          <p className="em-funnel__error" role="alert">
            {errorMessage}
          </p>
          {content()}
        </>
      )}
      <PostPurchaseResults results={results} orderHref={orderHref} labels={overrides} />
    </section>
  )
}

type Stage = "none" | "step" | "pending" | "finished" | "expired"

function stageOf({ status, step, results }: PostPurchase): Stage {
  if (status === "open" && step) {
    return "step"
  }
  if (status !== "none" && results.some(({ outcome }) => outcome === "pending")) {
    return "pending"
  }
  // open without a step and without a payment under way: there is nothing left to offer
  return status === "open" ? "finished" : status
}

/** Moves the keyboard and the screen reader to the heading of what follows an answer: its button is gone. */
function useFocusOnNewStage(stage: string | null) {
  const section = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(stage)
  const hasAnswered = useRef(false)

  useEffect(() => {
    if (shown.current === stage) {
      return
    }
    const isFirst = shown.current === null
    shown.current = stage
    // time that ran out by itself must not pull anybody here who is reading something else
    const isHere = section.current?.contains(document.activeElement) ?? false
    if (!isFirst && (hasAnswered.current || isHere)) {
      hasAnswered.current = false
      heading.current?.focus()
    }
  }, [stage])

  return {
    section,
    // React 18 and 19 type refs differently; the object is the same
    heading: heading as RefObject<HTMLHeadingElement>,
    noteAnswer: () => {
      hasAnswered.current = true
    },
  }
}

/** What a screen reader hears when an accepted offer has become an order. */
function useAddedAnnouncement(postPurchase: PostPurchase | null, text: (title: string) => string): string {
  const [said, setSaid] = useState("")
  const known = useRef<Set<string> | null>(null)
  const latest = useRef(text)
  latest.current = text

  useEffect(() => {
    if (!postPurchase) {
      return
    }
    const ordered = postPurchase.results.filter(({ outcome }) => outcome === "ordered")
    const added = ordered.filter(({ stepId }) => known.current && !known.current.has(stepId))
    known.current = new Set(ordered.map(({ stepId }) => stepId))
    if (added.length > 0) {
      setSaid(added.map(({ offerTitle }) => latest.current(offerTitle)).join(" "))
    }
  }, [postPurchase])
  return said
}
