import { Form } from "@medusajs/dashboard/components"
import { Input } from "@medusajs/ui"
import { FieldValues } from "react-hook-form"
import { FieldProps } from "./types"

type TextFieldProps<T extends FieldValues> = FieldProps<T> & {
  placeholder?: string
  inputMode?: "text" | "numeric"
  autoFocus?: boolean
}

export function TextField<T extends FieldValues>({ control, name, label, hint, optional, ...input }: TextFieldProps<T>) {
  return (
    <Form.Field
      control={control}
      name={name}
      render={({ field }) => (
        <Form.Item>
          <Form.Label optional={optional}>{label}</Form.Label>
          <Form.Control>
            <Input autoComplete="off" maxLength={200} {...input} {...field} />
          </Form.Control>
          {hint && <Form.Hint>{hint}</Form.Hint>}
          <Form.ErrorMessage />
        </Form.Item>
      )}
    />
  )
}
