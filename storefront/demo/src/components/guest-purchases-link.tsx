import { Link } from "react-router-dom"
import { purchasesPath } from "../purchases-path.ts"
import { CopyLink } from "./copy-link.tsx"

/** Where somebody without an account finds what they bought again. */
export function GuestPurchasesLink({ token }: { token: string }) {
  const path = purchasesPath(token)
  return (
    <section className="guest-link" aria-labelledby="guest-link-title">
      <h2 id="guest-link-title" className="guest-link__title">
        Your downloads, codes and tickets
      </h2>
      <p>They are on a page of your own. Keep its link: whoever has it can open them.</p>
      <div className="guest-link__actions">
        <Link className="em-button" to={path}>
          Open your purchases
        </Link>
        <CopyLink path={path} what="the link to your purchases" />
      </div>
    </section>
  )
}
