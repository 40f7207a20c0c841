import {
  fromMedusaAddress,
  isMonetizationError,
  type Address,
  type StoreCartSummary,
} from "@event-monetization/storefront-kit"
import {
  errorText,
  useCart,
  useCartDelivery,
  usePresentation,
  useRegion,
  useShippingOptions,
} from "@event-monetization/storefront-kit/react"
import { useEffect, useRef, useState } from "react"
import { AddressForm, EMPTY_ADDRESS } from "./address-form.tsx"
import { ShippingOptions } from "./shipping-options.tsx"
import { TryAgain } from "./try-again.tsx"

/** Where to and how: shown when something in the cart has to be sent. */
export function Delivery({ cart }: { cart: StoreCartSummary }) {
  const { updateDetails, setShippingOption, isUpdating } = useCart()
  const { labels } = usePresentation()
  const { region, ...regionQuery } = useRegion()
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
    const before = choice
    setChoice(optionId)
    if (!(await attempt(() => setShippingOption(optionId)))) {
      setChoice(before)
    }
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
    return <Skeleton />
  }
  return (
    <fieldset className="delivery">
      <legend>Delivery</legend>
      {delivery.error && !delivery.isKnown ? (
        <TryAgain query={delivery} />
      ) : address && !editing ? (
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
            <Skeleton />
          ) : (
            <ShippingOptions
              shipping={shipping}
              currency={cart.currency}
              selected={selected}
              isBusy={isUpdating}
              onChoose={(optionId) => void choose(optionId)}
            />
          )}
        </>
      ) : region ? (
        <AddressForm
          initial={address ?? EMPTY_ADDRESS}
          countries={region.countries ?? []}
          isSaving={isUpdating}
          onSave={(next) => void save(next)}
        />
      ) : regionQuery.error ? (
        <TryAgain query={regionQuery} />
      ) : (
        <Skeleton />
      )}
      <p className="form-error" role="alert">
        {error}
      </p>
    </fieldset>
  )
}

const Skeleton = () => <span className="em-skeleton em-skeleton--button" aria-hidden="true" />
