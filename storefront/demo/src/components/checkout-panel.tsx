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
import { returnUrls } from "../pending-checkout.ts"
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
  const [deliveryError, setDeliveryError] = useState<string | null>(null)
  const [leaving, setLeaving] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const known = cart.email ?? customer?.email ?? ""
  const typed = useRef(false)

  useEffect(() => {
    // signing in brings an email along; what the visitor typed stays
    if (!typed.current) {
      setEmail(known)
    }
  }, [known])

  useEffect(() => {
    if (cart.hasShipping) {
      setDeliveryError(null)
    }
  }, [cart.hasShipping])

  useEffect(() => {
    // coming back from Stripe with the back button shows this page as it was left
    const onShow = (event: PageTransitionEvent) => event.persisted && setLeaving(false)
    window.addEventListener("pageshow", onShow)
    return () => window.removeEventListener("pageshow", onShow)
  }, [])

  const pay = async (event: FormEvent) => {
    event.preventDefault()
    if (!isEmail(email)) {
      setEmailError("Enter an email address such as name@example.com")
      focusFirstInvalid(form.current)
      return
    }
    setEmailError(undefined)
    if (cart.requiresShipping && !cart.hasShipping) {
      setDeliveryError("Add an address and choose how to deliver your order first.")
      return
    }
    const start = await checkout.startCheckout({ email: email.trim(), ...returnUrls(cart.id) })
    if (start) {
      setLeaving(true)
      location.assign(start.checkoutUrl)
    }
  }

  // with several offers in the cart only the server's own words say which one is refused
  const refusal = checkout.error && checkout.error.code in labels.refusal ? checkout.error.message : null
  const busy = checkout.busy !== null || leaving
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
      <button type="submit" className="em-button panel__pay" disabled={busy || isUpdating}>
        {busy ? "Opening payment…" : "Continue to payment"}
      </button>
      <p className="form-error" role="alert">
        {deliveryError ?? refusal ?? (checkout.error ? errorText(checkout.error, labels) : null)}
      </p>
      <p className="panel__hint">You pay on Stripe's secure page and come back here.</p>
    </form>
  )
}
