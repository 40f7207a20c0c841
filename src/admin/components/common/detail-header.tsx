import { Heading } from "@medusajs/ui"
import { ReactNode } from "react"

/** What a detail page is about, and beside it, or below it on a phone, its state and what can be done with it. */
export function DetailHeader({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
      <Heading className="min-w-0 [overflow-wrap:anywhere]">{title}</Heading>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">{children}</div>
    </div>
  )
}
