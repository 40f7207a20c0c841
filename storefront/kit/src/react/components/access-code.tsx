import { useState } from "react"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { CopyButton } from "./copy-button.tsx"

export interface AccessCodeProps {
  code: string
  /** What it opens, for screen readers. */
  title: string
  labels?: LabelOverrides
}

const MASK = "••••••••"

/** A code that is hidden until somebody wants to see it, and can be copied without being seen. */
export function AccessCode({ code, title, labels: overrides }: AccessCodeProps) {
  const { labels } = usePresentation(overrides)
  const [isShown, setShown] = useState(false)
  return (
    <span className="em-code">
      {isShown ? (
        <code className="em-code__text">{code}</code>
      ) : (
        <span className="em-code__text">
          <span aria-hidden="true">{MASK}</span>
          <span className="em-visually-hidden">{labels.codeHidden}</span>
        </span>
      )}
      <button
        type="button"
        className="em-button em-button--quiet em-button--small"
        aria-label={`${isShown ? labels.hideCode : labels.showCode}: ${title}`}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? labels.hideCode : labels.showCode}
      </button>
      <CopyButton text={code} what={title} labels={overrides} />
    </span>
  )
}
