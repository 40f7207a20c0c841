import { Form } from "@medusajs/dashboard/components"
import { RadioGroup } from "@medusajs/ui"
import { FieldValues } from "react-hook-form"
import { Choice } from "./choices-field"
import { FieldProps } from "./types"

/** One of a few choices, all in sight, each with its consequence spelled out. */
export function RadioField<T extends FieldValues>({
  control,
  name,
  label,
  hint,
  choices,
}: FieldProps<T> & { choices: Choice[] }) {
  return (
    <Form.Field
      control={control}
      name={name}
      render={({ field: { onChange, ...field } }) => (
        <Form.Item>
          <Form.Label>{label}</Form.Label>
          {hint && <Form.Hint>{hint}</Form.Hint>}
          <Form.Control>
            <RadioGroup {...field} onValueChange={onChange} className="grid grid-cols-1 gap-3 sm:grid-cols-2">
              {choices.map((choice) => (
                <RadioGroup.ChoiceBox
                  key={choice.value}
                  value={choice.value}
                  label={choice.label}
                  description={choice.description ?? ""}
                />
              ))}
            </RadioGroup>
          </Form.Control>
          <Form.ErrorMessage />
        </Form.Item>
      )}
    />
  )
}
