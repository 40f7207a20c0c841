import { toast } from "@medusajs/ui"
import { errorCode, errorText } from "../lib/errors"
import { useText } from "./use-text"

/** Toasts: what was done, or why it was refused, in words for the refusals we know and the server's words otherwise. */
export function useFeedback() {
  const { t } = useText()
  return {
    done: (text: string) => toast.success(text),
    failed: (error: unknown) => {
      const code = errorCode(error)
      const known = code ? t(`errors.${code}`, { defaultValue: "" }) : ""
      toast.error(t("errors.title"), { description: known || errorText(error) || t("errors.unreachable") })
    },
  }
}
