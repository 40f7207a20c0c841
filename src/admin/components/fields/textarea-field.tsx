import { Form } from "@medusajs/dashboard/components"
import { Textarea } from "@medusajs/ui"
import { FieldValues } from "react-hook-form"
import { FieldProps } from "./types"

export function TextareaField<T extends FieldValues>({
  control,
  name,
  label,
  hint,
  optional,
  placeholder,
  maxLength = 5000,
}: FieldProps<T> & { placeholder?: string; maxLength?: number }) {
  return (
    <Form.Field
      control={control}
      name={name}
      render={({ field }) => (
        <Form.Item>
          <Form.Label optional={optional}>{label}</Form.Label>
          <Form.Control>
            <Textarea rows={3} maxLength={maxLength} placeholder={placeholder} {...field} />
          </Form.Control>
          {hint && <Form.Hint>{hint}</Form.Hint>}
          <Form.ErrorMessage />
        </Form.Item>
      )}
    />
  )
}
