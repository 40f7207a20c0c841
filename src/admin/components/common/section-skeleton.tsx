import { Container, Skeleton } from "@medusajs/ui"
import { SectionHeader } from "./section-header"

/** The shape of a section while it loads. */
export function SectionSkeleton({ title, rows = 3 }: { title: string; rows?: number }) {
  return (
    <Container className="divide-y p-0" aria-busy="true">
      <SectionHeader title={title} />
      <div className="flex flex-col gap-y-3 px-6 py-4">
        {Array.from({ length: rows }, (_, row) => (
          <Skeleton key={row} className="h-8 w-full" />
        ))}
      </div>
    </Container>
  )
}
