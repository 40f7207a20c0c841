import { Form } from "@medusajs/dashboard/components"
import { CurrencyInput } from "@medusajs/ui"
import { FieldValues } from "react-hook-form"
import { useText } from "../../hooks/use-text"
import { currencyDecimals, currencySymbol } from "../../lib/money"
import { FieldProps } from "./types"

/** An amount in the major unit, kept as typed ("12.50"). */
export function MoneyField<T extends FieldValues>({
  control,
  name,
  label,
  hint,
  optional,
  currencyCode,
}: FieldProps<T> & { currencyCode: string }) {
  const { locale } = useText()
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
              decimalsLimit={currencyDecimals(currencyCode)}
              decimalSeparator="."
              groupSeparator=","
              allowNegativeValue={false}
              value={value}
              onValueChange={(text) => onChange(text ?? "")}
            />
          </Form.Control>
          {hint && <Form.Hint>{hint}</Form.Hint>}
          <Form.ErrorMessage />
        </Form.Item>
      )}
    />
  )
}
