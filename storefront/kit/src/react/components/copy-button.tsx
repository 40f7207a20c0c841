import { useEffect, useState } from "react"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { copyText } from "./copy-text.ts"
import { joinClasses } from "./money.tsx"

export interface CopyButtonProps {
  text: string
  /** What is copied, for screen readers. */
  what: string
  labels?: LabelOverrides
  className?: string
}

const SHOWN_MS = 3_000

/** Copies a text and says so. */
export function CopyButton({ text, what, labels: overrides, className }: CopyButtonProps) {
  const { labels } = usePresentation(overrides)
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null)

  useEffect(() => {
    if (outcome === null) {
      return
    }
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])

  return (
    <span className={joinClasses("em-copy", className)}>
      <button
        type="button"
        className="em-button em-button--quiet em-button--small"
        aria-label={labels.copyOf(what)}
        onClick={() => void copyText(text).then((isCopied) => setOutcome(isCopied ? "copied" : "failed"))}
      >
        {outcome === "copied" ? labels.copied : labels.copy}
      </button>
      <span className={outcome === "failed" ? "em-copy__failed" : "em-visually-hidden"} role="status">
        {outcome === "copied" ? labels.copied : outcome === "failed" ? labels.copyFailed : ""}
      </span>
    </span>
  )
}
