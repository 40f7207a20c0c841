import type { StoreOffer } from "../../client/types.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { joinClasses } from "./money.tsx"

export interface StockBadgeProps {
  inventory: StoreOffer["inventory"]
  /** Show "Only N left" from here down (default 10). */
  lowStock?: number
  labels?: LabelOverrides
  className?: string
}

/** "Sold out", "Only 3 left", or nothing. */
export function StockBadge({ inventory, lowStock = 10, labels: overrides, className }: StockBadgeProps) {
  const { labels } = usePresentation(overrides)
  const { available } = inventory
  if (available === null || available > lowStock) {
    return null
  }
  return available <= 0 ? (
    <span className={joinClasses("em-badge", "em-badge--sold-out", className)}>{labels.soldOut}</span>
  ) : (
    <span className={joinClasses("em-badge", "em-badge--low", className)}>{labels.onlyLeft(available)}</span>
  )
}
