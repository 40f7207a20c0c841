import { isMonetizationError } from "@event-monetization/storefront-kit"
import { errorText, useCustomer, usePresentation } from "@event-monetization/storefront-kit/react"
import { useRef, useState, type FormEvent } from "react"
import { Field, focusFirstInvalid, isEmail } from "./field.tsx"

const MIN_PASSWORD = 8

/** Signing in, or making an account. */
export function SignIn({ onDone }: { onDone?: () => void }) {
  const { login, register } = useCustomer()
  const { labels } = usePresentation()
  const [isNew, setNew] = useState(false)
  const [values, setValues] = useState({ email: "", password: "", firstName: "", lastName: "" })
  const [errors, setErrors] = useState<{ email?: string; password?: string }>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const put = (field: keyof typeof values) => (value: string) => setValues((before) => ({ ...before, [field]: value }))

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) {
      return
    }
    const found: typeof errors = {}
    if (!isEmail(values.email)) {
      found.email = "Enter an email address such as name@example.com"
    }
    if (isNew ? values.password.length < MIN_PASSWORD : values.password === "") {
      found.password = isNew ? `Use at least ${MIN_PASSWORD} characters` : "Enter your password"
    }
    setErrors(found)
    setFailure(null)
    if (found.email || found.password) {
      focusFirstInvalid(form.current)
      return
    }
    setBusy(true)
    try {
      const email = values.email.trim()
      await (isNew ? register({ ...values, email }) : login({ email, password: values.password }))
      onDone?.()
    } catch (error) {
      setFailure(message(error))
      setBusy(false)
    }
  }

  const message = (error: unknown): string => {
    if (!isMonetizationError(error)) {
      return "That didn't work. Try again."
    }
    if (error.status === 401 && error.code !== "account_incomplete") {
      return isNew
        ? "There is already an account with this email. Sign in instead."
        : "That email and password don't match. Check both and try again."
    }
    return errorText(error, labels)
  }

  return (
    <form ref={form} className="panel" onSubmit={(event) => void submit(event)} noValidate aria-labelledby="sign-in-title">
      <h2 id="sign-in-title" className="panel__title">
        {isNew ? "Create your account" : "Sign in"}
      </h2>
      {isNew ? (
        <div className="address-form">
          <Field label="First name" autoComplete="given-name" value={values.firstName} onText={put("firstName")} />
          <Field label="Last name" autoComplete="family-name" value={values.lastName} onText={put("lastName")} />
        </div>
      ) : null}
      <Field
        label="Email"
        type="email"
        autoComplete="email"
        value={values.email}
        error={errors.email}
        onText={put("email")}
      />
      <Field
        label="Password"
        type="password"
        autoComplete={isNew ? "new-password" : "current-password"}
        value={values.password}
        error={errors.password}
        onText={put("password")}
      />
      <button type="submit" className="em-button" aria-disabled={isBusy}>
        {isBusy ? "One moment…" : isNew ? "Create account" : "Sign in"}
      </button>
      <p className="form-error" role="alert">
        {failure}
      </p>
      <p className="panel__hint">
        {isNew ? "Already have an account?" : "New here?"}{" "}
        <button
          type="button"
          className="text-link"
          onClick={() => {
            setNew(!isNew)
            setErrors({})
            setFailure(null)
          }}
        >
          {isNew ? "Sign in" : "Create an account"}
        </button>
      </p>
    </form>
  )
}
