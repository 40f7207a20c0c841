import { Photo } from "@medusajs/icons"

/** A small square of an offer's or event's picture. Decoration: the title stands beside it. */
export function Picture({ src }: { src: string | null | undefined }) {
  return (
    <div className="bg-ui-bg-component border-ui-border-base text-ui-fg-muted flex size-8 shrink-0 items-center justify-center overflow-hidden rounded-md border">
      {src ? <img src={src} alt="" className="size-full object-cover" /> : <Photo />}
    </div>
  )
}
