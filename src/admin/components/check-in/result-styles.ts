import { CheckInKind } from "../../lib/check-in"

/** Let in, stop, look closer: three colours, always beside words. */
export const RESULT_STYLES: Record<CheckInKind, string> = {
  checking: "bg-ui-bg-component border-ui-border-base text-ui-fg-subtle",
  ok: "bg-ui-tag-green-bg border-ui-tag-green-border text-ui-tag-green-text",
  used: "bg-ui-tag-orange-bg border-ui-tag-orange-border text-ui-tag-orange-text",
  refunded: "bg-ui-tag-red-bg border-ui-tag-red-border text-ui-tag-red-text",
  otherEvent: "bg-ui-tag-red-bg border-ui-tag-red-border text-ui-tag-red-text",
  unknown: "bg-ui-tag-red-bg border-ui-tag-red-border text-ui-tag-red-text",
  failed: "bg-ui-tag-orange-bg border-ui-tag-orange-border text-ui-tag-orange-text",
  undone: "bg-ui-bg-component border-ui-border-base text-ui-fg-subtle",
}
