import { Link } from "react-router-dom"
import { useShop } from "../shop-context.tsx"

export function Footer() {
  const { name, leadEvent } = useShop()
  return (
    <footer className="footer">
      <div className="footer__inner">
        <p className="footer__brand">{name}</p>
        <nav className="footer__nav" aria-label="Footer">
          <Link to="/">Events</Link>
          {leadEvent ? <Link to={`/events/${leadEvent.handle}`}>Programme</Link> : null}
          <Link to="/account">Account</Link>
          <Link to="/cart">Cart</Link>
        </nav>
        <p className="footer__note">
          Payments by Stripe. Extras are held for you while you decide; tickets are yours once the order is confirmed.
        </p>
      </div>
    </footer>
  )
}
