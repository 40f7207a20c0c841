import {
  fromMedusaAddress,
  isMonetizationError,
  type Address,
  type StoreCartSummary,
} from "@event-monetization/storefront-kit"
import {
  errorText,
  Money,
  useCart,
  useCartDelivery,
  usePresentation,
  useRegion,
  useShippingOptions,
} from "@event-monetization/storefront-kit/react"
import { useEffect, useRef, useState } from "react"
import { AddressForm, EMPTY_ADDRESS } from "./address-form.tsx"

/** Where to and how: shown when something in the cart has to be sent. */
export function Delivery({ cart }: { cart: StoreCartSummary }) {
  const { updateDetails, setShippingOption, isUpdating } = useCart()
  const { labels } = usePresentation()
  const { region } = useRegion()
  const delivery = useCartDelivery(cart.id)
  const [saved, setSaved] = useState<Address | null>(null)
  const [editing, setEditing] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [choice, setChoice] = useState<string | null>(null)

  const address = saved ?? fromMedusaAddress(delivery.address)
  const basis = address ? `${address.countryCode}:${address.postalCode}:${cart.offers.map((l) => l.variantId).join()}` : ""
  const shipping = useShippingOptions(address ? cart.id : null, basis)
  const selected = cart.hasShipping ? (choice ?? delivery.shippingOptionId) : null

  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setError(null)
    try {
      await work()
      return true
    } catch (failure) {
      setError(isMonetizationError(failure) ? errorText(failure, labels) : "That could not be saved. Try again.")
      return false
    }
  }
  const choose = async (optionId: string) => {
    setChoice(optionId)
    await attempt(() => setShippingOption(optionId))
  }
  const save = async (next: Address) => {
    if (await attempt(() => updateDetails({ shippingAddress: next }))) {
      setSaved(next)
      setEditing(false)
    }
  }

  // the first way is chosen for the buyer, once for each set of ways: most orders need no other
  const chosenFor = useRef("")
  const first = shipping.options.find((option) => !option.insufficient_inventory)
  useEffect(() => {
    if (first && !cart.hasShipping && !isUpdating && chosenFor.current !== basis && !shipping.isRefetching) {
      chosenFor.current = basis
      void choose(first.id)
    }
    // `choose` is a new function on each render
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [first?.id, cart.hasShipping, isUpdating, basis, shipping.isRefetching])

  if (delivery.isLoading) {
    return <span className="em-skeleton em-skeleton--button" aria-hidden="true" />
  }
  return (
    <fieldset className="delivery">
      <legend>Delivery</legend>
      {!address || editing ? (
        <AddressForm
          initial={address ?? { ...EMPTY_ADDRESS, countryCode: region?.countries?.[0]?.iso_2 ?? "" }}
          countries={region?.countries ?? []}
          isSaving={isUpdating}
          onSave={(next) => void save(next)}
        />
      ) : (
        <>
          <div className="address">
            <p>
              {address.firstName} {address.lastName}
              <br />
              {address.address1}
              {address.address2 ? `, ${address.address2}` : ""}
              <br />
              {address.postalCode} {address.city}, {address.countryCode.toUpperCase()}
            </p>
            <button type="button" className="em-link" onClick={() => setEditing(true)}>
              Change<span className="em-visually-hidden"> the address</span>
            </button>
          </div>
          {shipping.isLoading ? (
            <span className="em-skeleton em-skeleton--button" aria-hidden="true" />
          ) : shipping.options.length === 0 ? (
            <p className="form-error">We can't deliver to this address. Change it, or remove the items to be sent.</p>
          ) : (
            <div className="options" role="radiogroup" aria-label="How to deliver">
              {shipping.options.map((option) => (
                <label key={option.id} className="option">
                  <input
                    type="radio"
                    name="shipping-option"
                    value={option.id}
                    checked={selected === option.id}
                    disabled={isUpdating || option.insufficient_inventory}
                    onChange={() => void choose(option.id)}
                  />
                  <span>{option.name}</span>
                  {option.amount !== null && option.amount !== undefined ? (
                    <Money amount={option.amount} currency={cart.currency} />
                  ) : null}
                </label>
              ))}
            </div>
          )}
        </>
      )}
      <p className="form-error" role="alert">
        {error}
      </p>
    </fieldset>
  )
}

