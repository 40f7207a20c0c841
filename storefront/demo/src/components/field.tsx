import { useId, type InputHTMLAttributes } from "react"

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange"> {
  label: string
  error?: string | undefined
  onText: (value: string) => void
  className?: string
}

/** A labelled input that says what is wrong with it. */
export function Field({ label, error, onText, className = "", ...input }: FieldProps) {
  const id = useId()
  return (
    <div className={`em-field ${className}`}>
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        aria-invalid={Boolean(error)}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onText(event.target.value)}
      />
      {error ? (
        <p id={`${id}-error`} className="em-field__error">
          {error}
        </p>
      ) : null}
    </div>
  )
}

export const isEmail = (text: string) => /^\S+@\S+\.\S+$/.test(text.trim())

/** Moves the keyboard to the first input that was refused. Call after the errors are on screen. */
export function focusFirstInvalid(form: HTMLElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus())
}
