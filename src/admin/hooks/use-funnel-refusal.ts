import { UseFormReturn } from "react-hook-form"
import { errorCode, errorText } from "../lib/errors"
import { FunnelFormValues } from "../lib/funnel-form"
import { useFeedback } from "./use-feedback"
import { useText } from "./use-text"

/** Says why the server refused a funnel: at the field it is about where there is one, above the form otherwise. */
export function useFunnelRefusal(form: UseFormReturn<FunnelFormValues>) {
  const { t } = useText()
  const feedback = useFeedback()
  return (error: unknown) => {
    const code = errorCode(error)
    const known = code ? t(`errors.${code}`, { defaultValue: "" }) : ""
    const message = known || errorText(error) || t("errors.unreachable")
    if (code === "event_not_found") {
      form.setError("event_id", { type: "server", message })
    } else {
      form.setError("root", { type: "server", message })
    }
    feedback.failed(error)
  }
}
