import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { joinClasses } from "./money.tsx"
import { pressable } from "./pressable.ts"

export interface QuantityStepperProps {
  /** What is counted, for screen readers. */
  title: string
  value: number
  onChange: (value: number) => void
  min?: number
  max?: number
  disabled?: boolean
  labels?: LabelOverrides
  className?: string
}

/** Minus, number, plus. */
export function QuantityStepper({
  title,
  value,
  onChange,
  min = 0,
  max = 99,
  disabled = false,
  labels: overrides,
  className,
}: QuantityStepperProps) {
  const { labels } = usePresentation(overrides)
  return (
    <div className={joinClasses("em-stepper", className)} role="group" aria-label={labels.quantityOf(title)}>
      <button
        type="button"
        className="em-stepper__button"
        aria-label={labels.decrease(title)}
        {...pressable(disabled || value <= min, () => onChange(value - 1))}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3 8h10" />
        </svg>
      </button>
      <output className="em-stepper__value" aria-live="polite">
        {value}
      </output>
      <button
        type="button"
        className="em-stepper__button"
        aria-label={labels.increase(title)}
        {...pressable(disabled || value >= max, () => onChange(value + 1))}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3 8h10M8 3v10" />
        </svg>
      </button>
    </div>
  )
}
