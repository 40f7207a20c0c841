import { formatMoney } from "../../format/money.ts"
import { usePresentation } from "../monetization-provider.tsx"

export interface MoneyProps {
  /** Major unit. */
  amount: number
  /** ISO 4217, any case. */
  currency: string
  locale?: string
  /** Leave ".00" out of whole amounts. */
  trim?: boolean
  className?: string
}

/** An amount of money in the shop's locale. */
export function Money({ amount, currency, locale, trim, className }: MoneyProps) {
  const presentation = usePresentation()
  return (
    <span className={joinClasses("em-money", className)}>
      {formatMoney(amount, currency, { locale: locale ?? presentation.locale, trim })}
    </span>
  )
}

export function joinClasses(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ")
}
