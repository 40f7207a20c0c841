import { Photo } from "@medusajs/icons"
import { clx } from "@medusajs/ui"
import { ReactNode } from "react"

type PreviewPictureProps = { src: string | null; faded?: boolean; className?: string; children?: ReactNode }

/** The offer's picture, or a quiet field where it would be. Decoration: the title stands beside it. */
export function PreviewPicture({ src, faded = false, className, children }: PreviewPictureProps) {
  return (
    <div className={clx("bg-ui-bg-component text-ui-fg-muted relative flex items-center justify-center overflow-hidden", className)}>
      {src ? (
        <img src={src} alt="" className={clx("absolute inset-0 size-full object-cover", faded && "opacity-70 grayscale")} />
      ) : (
        <Photo />
      )}
      {children}
    </div>
  )
}
