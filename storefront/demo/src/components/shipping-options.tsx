import { Money, type useShippingOptions } from "@event-monetization/storefront-kit/react"
import { TryAgain } from "./try-again.tsx"

interface ShippingOptionsProps {
  shipping: ReturnType<typeof useShippingOptions>
  currency: string
  selected: string | null
  isBusy: boolean
  onChoose: (optionId: string) => void
}

/** The ways to deliver to the address, or that there is none. */
export function ShippingOptions({ shipping, currency, selected, isBusy, onChoose }: ShippingOptionsProps) {
  if (shipping.options.length === 0) {
    return shipping.error ? (
      <TryAgain query={shipping} />
    ) : (
      <p className="form-error">We can't deliver to this address. Change it, or remove the items to be sent.</p>
    )
  }
  return (
    <div className="options" role="radiogroup" aria-label="How to deliver" aria-busy={isBusy}>
      {shipping.options.map((option) => (
        <label key={option.id} className="option">
          <input
            type="radio"
            name="shipping-option"
            value={option.id}
            checked={selected === option.id}
            disabled={option.insufficient_inventory}
            // not `disabled` while the last choice is being saved: the keyboard stays where it is
            aria-disabled={isBusy}
            onChange={() => !isBusy && onChoose(option.id)}
          />
          <span>{option.name}</span>
          {option.amount !== null && option.amount !== undefined ? <Money amount={option.amount} currency={currency} /> : null}
        </label>
      ))}
    </div>
  )
}
