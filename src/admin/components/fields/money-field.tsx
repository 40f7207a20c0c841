import { Form } from "@medusajs/dashboard/components"
import { CurrencyInput } from "@medusajs/ui"
import { FieldValues } from "react-hook-form"
import { useText } from "../../hooks/use-text"
import { currencySymbol } from "../../lib/money"
import { decimalSign, typedAmount } from "../../lib/typed-amount"
import { FieldProps } from "./types"

/** Parts thousands. Nobody types it, so whatever point or comma is in the field was meant as the decimal sign. */
const THIN_SPACE = "\u202f"

/** An amount in the major unit, kept as typed but for its decimal sign, which is a point ("12.50") whatever the language. */
export function MoneyField<T extends FieldValues>({
  control,
  name,
  label,
  hint,
  optional,
  currencyCode,
}: FieldProps<T> & { currencyCode: string }) {
  const { locale } = useText()
  const sign = decimalSign(locale)
  return (
    <Form.Field
      control={control}
      name={name}
      render={({ field: { value, onChange, ...field } }) => (
        <Form.Item>
          <Form.Label optional={optional}>{label}</Form.Label>
          <Form.Control>
            <CurrencyInput
              {...field}
              code={currencyCode.toUpperCase()}
              symbol={currencySymbol(currencyCode, locale)}
              // Digits of the language's own would not be read back.
              intlConfig={{ locale, numberingSystem: "latn" }}
              decimalSeparator={sign}
              groupSeparator={THIN_SPACE}
              transformRawValue={(text) => typedAmount(text, sign)}
              // In a currency of whole units too: digits after the sign must not become units. The form refuses them.
              decimalsLimit={2}
              allowNegativeValue={false}
              // Looking at a field changes nothing.
              formatValueOnBlur={false}
              value={(value as string).replace(".", sign)}
              onValueChange={(text) => onChange((text ?? "").replace(sign, "."))}
            />
          </Form.Control>
          {hint && <Form.Hint>{hint}</Form.Hint>}
          <Form.ErrorMessage />
        </Form.Item>
      )}
    />
  )
}
