import { Form } from "@medusajs/dashboard/components"
import { Switch } from "@medusajs/ui"
import { FieldValues } from "react-hook-form"
import { FieldProps } from "./types"

/** A yes or no with its consequence spelled out, in a card that is easy to hit with a thumb. */
export function SwitchField<T extends FieldValues>({ control, name, label, hint }: FieldProps<T>) {
  return (
    <Form.Field
      control={control}
      name={name}
      render={({ field: { value, onChange, ...field } }) => (
        <Form.Item className="bg-ui-bg-component shadow-elevation-card-rest rounded-lg p-3">
          <div className="flex items-start gap-x-3">
            <Form.Control>
              <Switch size="small" className="mt-0.5 shrink-0" {...field} checked={value} onCheckedChange={onChange} />
            </Form.Control>
            <div className="flex flex-col">
              <Form.Label>{label}</Form.Label>
              {hint && <Form.Hint>{hint}</Form.Hint>}
            </div>
          </div>
          <Form.ErrorMessage />
        </Form.Item>
      )}
    />
  )
}
