import { Button, Input, Label } from "@medusajs/ui"
import { FormEvent, RefObject, useEffect, useId, useState } from "react"
import { useText } from "../../hooks/use-text"
import { scannedToken } from "../../lib/check-in"

/**
 * Where a scanner types. It works like a keyboard: the code, then Enter. So the field has the focus when the page opens
 * and takes it back after every scan, and when the window is come back to.
 */
export function ScanField({
  field,
  onScan,
}: {
  field: RefObject<HTMLInputElement>
  onScan: (token: string) => void
}) {
  const { t } = useText()
  const id = useId()
  const [text, setText] = useState("")

  useEffect(() => {
    const focus = () => field.current?.focus()
    focus()
    window.addEventListener("focus", focus)
    return () => window.removeEventListener("focus", focus)
  }, [field])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const token = scannedToken(text)
    setText("")
    field.current?.focus()
    if (token) {
      onScan(token)
    }
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-y-2 px-6 py-4">
      <Label htmlFor={id} size="small" weight="plus">
        {t("checkIn.code")}
      </Label>
      <div className="flex flex-col gap-2 sm:flex-row">
        <div className="min-w-0 flex-1">
          <Input
            ref={field}
            id={id}
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="go"
            maxLength={4000}
            className="h-12 font-mono"
            placeholder={t("checkIn.placeholder")}
            aria-describedby={`${id}-hint`}
          />
        </div>
        <Button type="submit" size="large" className="h-12 w-full sm:w-auto">
          {t("checkIn.check")}
        </Button>
      </div>
      <p id={`${id}-hint`} className="txt-small text-ui-fg-subtle">
        {t("checkIn.hint")}
      </p>
    </form>
  )
}
