import { Control, FieldPath, FieldValues } from "react-hook-form"

/** What every form field takes. The form is handed over, never read from a context. */
export type FieldProps<T extends FieldValues> = {
  control: Control<T>
  name: FieldPath<T>
  label: string
  hint?: string
  optional?: boolean
}
