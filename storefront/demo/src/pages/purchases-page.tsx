import { errorText, usePresentation } from "@event-monetization/storefront-kit/react"
import { Link, useSearchParams } from "react-router-dom"
import { CopyLink } from "../components/copy-link.tsx"
import { MyPurchases, useMyPurchases } from "../components/my-purchases.tsx"
import { purchasesPath } from "../purchases-path.ts"
import { useTitle } from "../use-title.ts"

const LINK_ERRORS: Record<string, string> = {
  purchases_token_expired: "This link has run out",
  purchases_token_invalid: "This link doesn't work",
}

/** A guest's purchases, by the link from their confirmation page. */
export function PurchasesPage() {
  const [query] = useSearchParams()
  const token = query.get("token")
  useTitle("Your purchases")
  return token ? (
    <GuestPurchases token={token} />
  ) : (
    <NoPurchases title="This page needs your link" text="Open it from the page that confirmed your order." />
  )
}

function GuestPurchases({ token }: { token: string }) {
  const purchases = useMyPurchases(token)
  const { labels } = usePresentation()
  const { error } = purchases.list
  const refusal = error ? LINK_ERRORS[error.code] : undefined
  if (error && refusal) {
    return <NoPurchases title={refusal} text={errorText(error, labels)} />
  }
  return (
    <div className="page account">
      <div className="account__head">
        <h1 className="display">Your purchases</h1>
        <CopyLink path={purchasesPath(token)} what="the link to this page" />
      </div>
      <section aria-label="Your purchases">
        <MyPurchases {...purchases} />
      </section>
    </div>
  )
}

function NoPurchases({ title, text }: { title: string; text: string }) {
  return (
    <div className="page page--narrow">
      <h1 className="display">{title}</h1>
      <p className="lead" role="alert">
        {text} With an account, everything you buy is there as well.
      </p>
      <Link className="em-button" to="/account">
        Sign in
      </Link>
    </div>
  )
}
