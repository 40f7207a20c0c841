import { Eye, EyeSlash } from "@medusajs/icons"
import { Copy, IconButton } from "@medusajs/ui"
import { useState } from "react"
import { useText } from "../../hooks/use-text"
import { maskCode } from "../../lib/mask-code"

/** An access code, hidden until asked for: screens are looked at by others. */
export function AccessCode({ code }: { code: string }) {
  const { t } = useText()
  const [shown, setShown] = useState(false)
  return (
    <span className="inline-flex min-w-0 items-center gap-x-1">
      <code className="txt-compact-small text-ui-fg-subtle truncate font-mono">
        {shown ? (
          code
        ) : (
          <>
            <span aria-hidden>{maskCode(code)}</span>
            <span className="sr-only">{t("unit.codeHidden")}</span>
          </>
        )}
      </code>
      <IconButton
        size="2xsmall"
        variant="transparent"
        aria-pressed={shown}
        aria-label={t(shown ? "unit.hideCode" : "unit.showCode")}
        onClick={(event) => {
          event.stopPropagation()
          setShown(!shown)
        }}
      >
        {shown ? <EyeSlash /> : <Eye />}
      </IconButton>
      <Copy content={code} aria-label={t("unit.copyCode")} className="text-ui-fg-muted shrink-0" />
    </span>
  )
}
