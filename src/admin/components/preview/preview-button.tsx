import { clx } from "@medusajs/ui"
import { ReactNode } from "react"

type PreviewButtonProps = { look?: "main" | "quiet" | "off"; children: ReactNode }

/** A picture of a button of the shop: there is nothing to press in a preview. */
export function PreviewButton({ look = "main", children }: PreviewButtonProps) {
  return (
    <span
      className={clx("txt-compact-small-plus rounded-md px-3 py-2.5 text-center", {
        "bg-ui-button-inverted text-ui-contrast-fg-primary": look === "main",
        "border-ui-border-strong text-ui-fg-base border": look === "quiet",
        "bg-ui-bg-disabled text-ui-fg-subtle": look === "off",
      })}
    >
      {children}
    </span>
  )
}
