import { Countdown, useCart, useCustomer } from "@event-monetization/storefront-kit/react"
import { Link, NavLink } from "react-router-dom"
import { useShop } from "../shop-context.tsx"

export function Header() {
  const { name, config } = useShop()
  const { itemCount, holdExpiresAt, skewMs } = useCart()
  const { customer } = useCustomer()

  return (
    <header className="header">
      <div className="header__inner">
        <Link to="/" className="brand">
          <img src="/images/mark.svg" alt="" width="36" height="36" />
          <span>{name}</span>
        </Link>
        <nav className="nav" aria-label="Main">
          {config.defaultEventHandle ? (
            <NavLink className="nav__link nav__link--wide" to={`/events/${config.defaultEventHandle}`}>
              Programme
            </NavLink>
          ) : null}
          <NavLink className="nav__link" to="/account">
            {customer ? "My tickets" : "Sign in"}
          </NavLink>
          <NavLink className="cart-link" to="/cart">
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M3 8.5V6.2C3 5.5 3.5 5 4.200 5h15.600c.7 0 1.200.5 1.200 1.200v2.300a3.500 3.500 0 0 0 0 7v2.300c0 .7-.5 1.200-1.200 1.200H4.200C3.500 19 3 18.500 3 17.800v-2.300a3.500 3.500 0 0 0 0-7Z" />
              <path d="M14.500 5v14" strokeDasharray="2 2.600" />
            </svg>
            <span>
              Cart
              <span className="em-visually-hidden">
                {itemCount === 1 ? ", 1 item" : `, ${itemCount} items`}
                {holdExpiresAt ? ", extras held for " : ""}
              </span>
            </span>
            {itemCount > 0 ? (
              <span className="cart-link__count" aria-hidden="true">
                {itemCount}
              </span>
            ) : null}
            {holdExpiresAt ? (
              <Countdown key={holdExpiresAt} expiresAt={holdExpiresAt} skewMs={skewMs} className="cart-link__hold" />
            ) : null}
          </NavLink>
        </nav>
      </div>
    </header>
  )
}
