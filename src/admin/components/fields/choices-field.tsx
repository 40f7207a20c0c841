import { Form } from "@medusajs/dashboard/components"
import { Checkbox, clx, Label, Text } from "@medusajs/ui"
import { useId } from "react"
import { FieldValues } from "react-hook-form"
import { useText } from "../../hooks/use-text"
import { FieldProps } from "./types"

export type Choice = { value: string; label: string; description?: string }

/** Any number of a few choices, all in sight. */
export function ChoicesField<T extends FieldValues>({
  control,
  name,
  label,
  hint,
  optional,
  choices,
  columns = 1,
}: FieldProps<T> & { choices: Choice[]; columns?: 1 | 3 }) {
  const { t } = useText()
  const id = useId()
  return (
    <Form.Field
      control={control}
      name={name}
      render={({ field: { value, onChange, ref }, fieldState }) => {
        const chosen = value as string[]
        const toggle = (choice: string, on: boolean) =>
          // Kept in the order of the choices, so that the same selection is the same value.
          onChange(choices.map((c) => c.value).filter((v) => (v === choice ? on : chosen.includes(v))))
        return (
          <Form.Item role="group" aria-labelledby={`${id}-legend`}>
            <div className="flex items-center gap-x-1">
              <Text id={`${id}-legend`} size="small" leading="compact" weight="plus">
                {label}
              </Text>
              {optional && (
                <Text as="span" size="small" leading="compact" className="text-ui-fg-subtle">
                  ({t("form.optional")})
                </Text>
              )}
            </div>
            {hint && <Form.Hint>{hint}</Form.Hint>}
            <div
              className={clx(
                "bg-ui-bg-component shadow-elevation-card-rest max-h-72 overflow-y-auto rounded-lg",
                columns === 3
                  ? "divide-ui-border-base grid grid-cols-1 divide-y sm:grid-cols-3 sm:divide-x sm:divide-y-0"
                  : "divide-ui-border-base flex flex-col divide-y"
              )}
            >
              {choices.map((choice, index) => (
                <div key={choice.value} className="flex items-start gap-x-3 p-3">
                  <Checkbox
                    id={`${id}-${choice.value}`}
                    ref={index === 0 ? ref : undefined}
                    className="mt-0.5"
                    checked={chosen.includes(choice.value)}
                    aria-invalid={Boolean(fieldState.error)}
                    onCheckedChange={(on) => toggle(choice.value, on === true)}
                  />
                  <Label htmlFor={`${id}-${choice.value}`} className="flex min-w-0 flex-1 cursor-pointer flex-col">
                    <Text as="span" size="small" leading="compact" weight="plus">
                      {choice.label}
                    </Text>
                    {choice.description && (
                      <Text as="span" size="small" className="text-ui-fg-subtle">
                        {choice.description}
                      </Text>
                    )}
                  </Label>
                </div>
              ))}
            </div>
            <Form.ErrorMessage />
          </Form.Item>
        )
      }}
    />
  )
}
