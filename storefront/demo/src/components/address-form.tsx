import type { Address, MedusaRegion } from "@event-monetization/storefront-kit"
import { pressable } from "@event-monetization/storefront-kit/react"
import { useId, useRef, useState, type KeyboardEvent } from "react"
import { Field, focusFirstInvalid } from "./field.tsx"

export const EMPTY_ADDRESS: Address = {
  firstName: "",
  lastName: "",
  address1: "",
  address2: "",
  city: "",
  postalCode: "",
  countryCode: "",
}

const REQUIRED = {
  firstName: "Enter a first name",
  lastName: "Enter a last name",
  address1: "Enter a street and number",
  postalCode: "Enter a postal code",
  city: "Enter a city",
  countryCode: "Choose a country",
} as const

type Errors = Partial<Record<keyof typeof REQUIRED, string>>

interface AddressFormProps {
  initial: Address
  countries: NonNullable<MedusaRegion["countries"]>
  isSaving: boolean
  onSave: (address: Address) => void
}

/** Where to send things. Part of the checkout form, so it is a group and not a form of its own. */
export function AddressForm({ initial, countries, isSaving, onSave }: AddressFormProps) {
  const [address, setAddress] = useState(initial)
  const [errors, setErrors] = useState<Errors>({})
  const group = useRef<HTMLDivElement>(null)
  const countryId = useId()
  const put = (field: keyof Address) => (value: string) => setAddress((before) => ({ ...before, [field]: value }))
  // the address may be from another region of the shop
  const isServed = countries.some((country) => country.iso_2 === address.countryCode)
  const countryCode = isServed ? address.countryCode : (countries[0]?.iso_2 ?? "")

  const submit = () => {
    if (isSaving) {
      return
    }
    const complete = { ...address, countryCode }
    const missing: Errors = {}
    for (const key of Object.keys(REQUIRED) as (keyof typeof REQUIRED)[]) {
      if (!complete[key].trim()) {
        missing[key] = REQUIRED[key]
      }
    }
    setErrors(missing)
    if (Object.keys(missing).length > 0) {
      focusFirstInvalid(group.current)
    } else {
      onSave(complete)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault()
      submit()
    }
  }

  return (
    <div className="address-form" ref={group} onKeyDown={onKeyDown}>
      <Field
        label="First name"
        autoComplete="given-name"
        value={address.firstName}
        error={errors.firstName}
        onText={put("firstName")}
      />
      <Field
        label="Last name"
        autoComplete="family-name"
        value={address.lastName}
        error={errors.lastName}
        onText={put("lastName")}
      />
      <Field
        className="span-2"
        label="Street and number"
        autoComplete="address-line1"
        value={address.address1}
        error={errors.address1}
        onText={put("address1")}
      />
      <Field
        className="span-2"
        label="Flat, floor, company (optional)"
        autoComplete="address-line2"
        value={address.address2 ?? ""}
        onText={put("address2")}
      />
      <Field
        label="Postal code"
        autoComplete="postal-code"
        value={address.postalCode}
        error={errors.postalCode}
        onText={put("postalCode")}
      />
      <Field label="City" autoComplete="address-level2" value={address.city} error={errors.city} onText={put("city")} />
      <div className="em-field span-2">
        <label htmlFor={countryId}>Country</label>
        <select
          id={countryId}
          autoComplete="country"
          value={countryCode}
          aria-invalid={Boolean(errors.countryCode)}
          aria-describedby={errors.countryCode ? `${countryId}-error` : undefined}
          onChange={(event) => put("countryCode")(event.target.value)}
        >
          {countries.map((country) => (
            <option key={country.iso_2} value={country.iso_2}>
              {country.display_name ?? country.name ?? country.iso_2.toUpperCase()}
            </option>
          ))}
        </select>
        {errors.countryCode ? (
          <p id={`${countryId}-error`} className="em-field__error">
            {errors.countryCode}
          </p>
        ) : null}
      </div>
      <button type="button" className="em-button em-button--quiet span-2" {...pressable(isSaving, submit)}>
        {isSaving ? "Saving…" : "See delivery options"}
      </button>
    </div>
  )
}
