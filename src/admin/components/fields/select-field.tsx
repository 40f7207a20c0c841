import { Form } from "@medusajs/dashboard/components"
import { Select } from "@medusajs/ui"
import { FieldValues } from "react-hook-form"
import { FieldProps } from "./types"

export function SelectField<T extends FieldValues>({
  control,
  name,
  label,
  hint,
  options,
  placeholder,
}: FieldProps<T> & { options: { value: string; label: string }[]; placeholder?: string }) {
  return (
    <Form.Field
      control={control}
      name={name}
      render={({ field: { ref, onChange, ...field } }) => (
        <Form.Item>
          <Form.Label>{label}</Form.Label>
          <Select {...field} onValueChange={onChange}>
            <Form.Control>
              <Select.Trigger ref={ref} className="gap-x-2 text-left [&>span]:truncate">
                <Select.Value placeholder={placeholder} />
              </Select.Trigger>
            </Form.Control>
            <Select.Content>
              {options.map((option) => (
                <Select.Item key={option.value} value={option.value}>
                  {option.label}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
          {hint && <Form.Hint>{hint}</Form.Hint>}
          <Form.ErrorMessage />
        </Form.Item>
      )}
    />
  )
}
