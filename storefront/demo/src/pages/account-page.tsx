import { errorText, useCustomer, usePresentation } from "@event-monetization/storefront-kit/react"
import { useNavigate, useSearchParams } from "react-router-dom"
import { MyPurchases, useMyPurchases } from "../components/my-purchases.tsx"
import { SignIn } from "../components/sign-in.tsx"
import { TicketList } from "../components/ticket-list.tsx"
import { useTitle } from "../use-title.ts"

export function AccountPage() {
  const { customer, isLoading, isSignedIn, error, refetch, logout } = useCustomer()
  const purchases = useMyPurchases()
  const { labels } = usePresentation()
  const [query] = useSearchParams()
  const navigate = useNavigate()
  useTitle(isSignedIn ? "My tickets and purchases" : "Sign in")

  if (isLoading) {
    return (
      <div className="page" role="status" aria-label="Loading">
        <span className="em-skeleton skeleton-line skeleton-line--xl" />
        <span className="em-skeleton skeleton-line" />
      </div>
    )
  }
  if (error && !customer) {
    return (
      <div className="page page--narrow">
        <h1 className="display">We couldn't open your account</h1>
        <p className="lead" role="alert">
          {errorText(error, labels)}
        </p>
        <button type="button" className="em-button" onClick={() => void refetch()}>
          Try again
        </button>
      </div>
    )
  }
  if (!customer) {
    return (
      <div className="page account account--out">
        <div>
          <h1 className="display">Your tickets, in one place</h1>
          <p className="lead">See what you bought, reserve seats in sessions, and pick up where you left off.</p>
        </div>
        <SignIn onDone={() => navigate(nextPath(query.get("next")), { replace: true })} />
      </div>
    )
  }
  return (
    <div className="page account">
      <div className="account__head">
        <h1 className="display">{customer.first_name ? `Hello, ${customer.first_name}` : "Your account"}</h1>
        <p className="account__who">
          {customer.email}
          <button type="button" className="em-button em-button--quiet em-button--small" onClick={logout}>
            Sign out
          </button>
        </p>
      </div>
      <section aria-labelledby="my-tickets">
        <h2 id="my-tickets" className="account__title">
          My tickets
        </h2>
        <TicketList />
      </section>
      <section aria-labelledby="my-purchases">
        <h2 id="my-purchases" className="account__title">
          My purchases
        </h2>
        <MyPurchases {...purchases} />
      </section>
    </div>
  )
}

/** Only a path of this shop: the address bar must not be able to send somebody elsewhere after signing in. */
function nextPath(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/account"
}
