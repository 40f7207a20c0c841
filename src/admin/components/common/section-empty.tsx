import { Container, Text } from "@medusajs/ui"
import { ReactNode } from "react"
import { SectionHeader } from "./section-header"

/** A section with nothing in it yet: a line instead of an empty table with a pager. */
export function SectionEmpty({
  title,
  hint,
  heading,
  text,
  children,
}: {
  title: string
  hint?: string
  heading: string
  text: string
  children?: ReactNode
}) {
  return (
    <Container className="divide-y p-0">
      <SectionHeader title={title} hint={hint}>
        {children}
      </SectionHeader>
      <div className="flex flex-col items-center gap-y-1 px-6 py-8 text-center">
        <Text size="small" weight="plus">
          {heading}
        </Text>
        <Text size="small" className="text-ui-fg-subtle max-w-sm text-pretty">
          {text}
        </Text>
      </div>
    </Container>
  )
}
