import type { StoreCartSummary } from "@event-monetization/storefront-kit"
import {
  CartTotals,
  errorText,
  useCart,
  useCheckout,
  useCustomer,
  usePresentation,
} from "@event-monetization/storefront-kit/react"
import { useEffect, useRef, useState, type FormEvent } from "react"
import { Link } from "react-router-dom"
import { cartReturnUrls } from "../return-urls.ts"
import { useLeaving } from "../use-leaving.ts"
import { Delivery } from "./delivery.tsx"
import { Field, focusFirstInvalid, isEmail } from "./field.tsx"

/** Email, delivery, totals and the way to Stripe. */
export function CheckoutPanel({ cart }: { cart: StoreCartSummary }) {
  const { isUpdating } = useCart()
  const { customer } = useCustomer()
  const { labels } = usePresentation()
  const checkout = useCheckout()
  const [email, setEmail] = useState(cart.email ?? "")
  const [emailError, setEmailError] = useState<string | undefined>()
  const [askedWithoutDelivery, setAskedWithoutDelivery] = useState(false)
  const { isLeaving, leaveFor } = useLeaving()
  const form = useRef<HTMLFormElement>(null)
  const known = cart.email ?? customer?.email ?? ""
  const typed = useRef(false)

  useEffect(() => {
    // signing in brings an email along; what the visitor typed stays
    if (!typed.current) {
      setEmail(known)
    }
  }, [known])

  const lacksDelivery = cart.requiresShipping && !cart.hasShipping
  useEffect(() => {
    // chosen, or nothing to be sent any more
    if (!lacksDelivery) {
      setAskedWithoutDelivery(false)
    }
  }, [lacksDelivery])

  const isBusy = checkout.busy !== null || isLeaving
  const isOff = isBusy || isUpdating

  const pay = async (event: FormEvent) => {
    event.preventDefault()
    if (isOff) {
      return
    }
    if (!isEmail(email)) {
      setEmailError("Enter an email address such as name@example.com")
      focusFirstInvalid(form.current)
      return
    }
    setEmailError(undefined)
    if (lacksDelivery) {
      setAskedWithoutDelivery(true)
      return
    }
    const start = await checkout.startCheckout({ email: email.trim(), ...cartReturnUrls(cart.id) })
    if (start) {
      leaveFor(start.checkoutUrl)
    }
  }

  // with several offers in the cart only the server's own words say which one is refused
  const refusal = checkout.error && checkout.error.code in labels.refusal ? checkout.error.message : null
  const deliveryError =
    askedWithoutDelivery && lacksDelivery ? "Add an address and choose how to deliver your order first." : null
  return (
    <form ref={form} className="panel" onSubmit={(event) => void pay(event)} noValidate aria-labelledby="checkout-title">
      <h2 id="checkout-title" className="panel__title">
        Checkout
      </h2>
      <Field
        label="Email"
        type="email"
        autoComplete="email"
        inputMode="email"
        value={email}
        error={emailError}
        onText={(value) => {
          typed.current = true
          setEmailError(undefined)
          setEmail(value)
        }}
      />
      <p className="panel__hint">
        {customer ? (
          "Your tickets will be in your account."
        ) : (
          <>
            Your tickets and receipt go there. <Link to="/account?next=/cart">Sign in</Link> to keep them in your account.
          </>
        )}
      </p>
      {cart.requiresShipping ? <Delivery cart={cart} /> : null}
      <CartTotals cart={cart} />
      <button type="submit" className="em-button panel__pay" aria-disabled={isOff}>
        {isBusy ? "Opening payment…" : "Continue to payment"}
      </button>
      <p className="form-error" role="alert">
        {deliveryError ?? refusal ?? (checkout.error ? errorText(checkout.error, labels) : null)}
      </p>
      <p className="panel__hint">You pay on Stripe's secure page and come back here.</p>
    </form>
  )
}
