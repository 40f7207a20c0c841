import { Combobox, Form } from "@medusajs/dashboard/components"
import { FieldValues } from "react-hook-form"
import { FieldProps } from "./types"

type ComboboxFieldProps<T extends FieldValues> = FieldProps<T> & {
  options: { value: string; label: string }[]
  placeholder?: string
  /** Given together, the options are the answer to a search done elsewhere. */
  searchValue?: string
  onSearchValueChange?: (value: string) => void
  onChosen?: (value: string) => void
}

export function ComboboxField<T extends FieldValues>({
  control,
  name,
  label,
  hint,
  optional,
  onChosen,
  ...combobox
}: ComboboxFieldProps<T>) {
  return (
    <Form.Field
      control={control}
      name={name}
      render={({ field: { value, onChange, ...field } }) => (
        <Form.Item>
          <Form.Label optional={optional}>{label}</Form.Label>
          <Form.Control>
            <Combobox
              {...field}
              {...combobox}
              value={value}
              onChange={(chosen?: string) => {
                onChange(chosen ?? "")
                onChosen?.(chosen ?? "")
              }}
            />
          </Form.Control>
          {hint && <Form.Hint>{hint}</Form.Hint>}
          <Form.ErrorMessage />
        </Form.Item>
      )}
    />
  )
}
