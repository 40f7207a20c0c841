import type { ReactNode } from "react"
import type { CartLine } from "../../client/types.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { Money } from "./money.tsx"
import { OfferImage } from "./offer-image.tsx"
import { pressable } from "./pressable.ts"
import { QuantityStepper } from "./quantity-stepper.tsx"

export interface CartLineItemProps {
  line: CartLine
  currency: string
  /** 0 removes. Left out: read only. */
  onQuantity?: (quantity: number) => void
  disabled?: boolean
  /** Shown under the title: how long the line is held. */
  children?: ReactNode
  labels?: LabelOverrides
}

/** What Medusa calls the only variant of a product that has no variants. */
const UNNAMED_VARIANT = /^default( variant)?$/i

/** One line of the cart as a list item. */
export function CartLineItem({
  line,
  currency,
  onQuantity,
  disabled = false,
  children,
  labels: overrides,
}: CartLineItemProps) {
  const { labels } = usePresentation(overrides)
  const subtitle = line.subtitle && !UNNAMED_VARIANT.test(line.subtitle) ? line.subtitle : null
  // two kinds of ticket share a title: their buttons must not sound the same
  const name = subtitle ? `${line.title}, ${subtitle}` : line.title
  return (
    <li className="em-line">
      <OfferImage src={line.imageUrl} className="em-line__image" />
      <div className="em-line__main">
        <p className="em-line__title">{line.title}</p>
        {subtitle ? <p className="em-line__subtitle">{subtitle}</p> : null}
        {line.quantity > 1 ? (
          <p className="em-line__unit">
            <Money amount={line.unitPrice} currency={currency} /> {labels.each}
          </p>
        ) : null}
        {children}
      </div>
      <p className="em-line__total">
        {/* before tax and discounts, which have rows of their own: lines add up to the subtotal */}
        <Money amount={line.unitPrice * line.quantity} currency={currency} />
      </p>
      <div className="em-line__controls">
        {onQuantity ? (
          <>
            <QuantityStepper
              title={name}
              value={line.quantity}
              min={1}
              onChange={onQuantity}
              disabled={disabled}
              labels={overrides}
            />
            <button
              type="button"
              className="em-link"
              aria-label={labels.remove(name)}
              {...pressable(disabled, () => onQuantity(0))}
            >
              {labels.removeShort}
            </button>
          </>
        ) : (
          <span className="em-line__quantity">
            <span className="em-visually-hidden">{labels.quantity} </span>× {line.quantity}
          </span>
        )}
      </div>
    </li>
  )
}
