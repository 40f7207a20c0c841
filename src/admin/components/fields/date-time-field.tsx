import { Form } from "@medusajs/dashboard/components"
import { Input } from "@medusajs/ui"
import { FieldValues } from "react-hook-form"
import { useText } from "../../hooks/use-text"
import { instantOf, zoneName } from "../../lib/time-zone"
import { FieldProps } from "./types"

/**
 * A date and time on the clocks of `timeZone`. The browser's own input knows no zone, which is exactly what
 * a wall-clock time is; Medusa's DatePicker would read it in the organizer's zone.
 */
export function DateTimeField<T extends FieldValues>({
  control,
  name,
  label,
  hint,
  optional,
  timeZone,
}: FieldProps<T> & { timeZone: string }) {
  const { t, locale } = useText()
  return (
    <Form.Field
      control={control}
      name={name}
      render={({ field, fieldState }) => {
        const time = instantOf(field.value ?? "", timeZone)
        const zone = "iso" in time ? zoneName(timeZone, new Date(time.iso), locale) : ""
        return (
          <Form.Item>
            <Form.Label optional={optional}>{label}</Form.Label>
            <Form.Control>
              <Input type="datetime-local" max="9999-12-31T23:59" {...field} />
            </Form.Control>
            {!fieldState.error && (zone || hint) && (
              <Form.Hint>
                {time.kind === "ambiguous" ? t("form.ambiguousTime", { zone }) : [zone, hint].filter(Boolean).join(" · ")}
              </Form.Hint>
            )}
            <Form.ErrorMessage />
          </Form.Item>
        )
      }}
    />
  )
}
