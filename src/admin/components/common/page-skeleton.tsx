import { Container, Skeleton } from "@medusajs/ui"

/** The shape of a detail page while it loads. */
export function PageSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-4 xl:grid xl:grid-cols-[minmax(0,_1fr)_440px]">
      <div className="flex flex-col gap-y-3">
        {[72, 48].map((height) => (
          <Container key={height} className="flex flex-col gap-y-4">
            <Skeleton className="h-7 w-1/3" />
            <Skeleton style={{ height: height * 4 }} className="w-full" />
          </Container>
        ))}
      </div>
      <Container className="flex flex-col gap-y-4">
        <Skeleton className="h-7 w-1/2" />
        <Skeleton className="h-40 w-full" />
      </Container>
    </div>
  )
}
