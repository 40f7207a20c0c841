import { useState } from "react"
import type { OfferType } from "../../client/types.ts"
import { joinClasses } from "./money.tsx"

export interface OfferImageProps {
  src: string | null
  offerType?: OfferType
  className?: string
}

/** A decorative picture; the title beside it says what it is. A missing or broken one leaves a quiet field of colour. */
export function OfferImage({ src, offerType, className }: OfferImageProps) {
  const [broken, setBroken] = useState<string | null>(null)
  return (
    <span className={joinClasses("em-image", offerType && `em-image--${offerType.toLowerCase()}`, className)}>
      {src && broken !== src ? <img src={src} alt="" loading="lazy" onError={() => setBroken(src)} /> : null}
    </span>
  )
}
