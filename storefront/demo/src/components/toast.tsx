import { useEffect } from "react"
import { Link, useLocation } from "react-router-dom"

/** Says for some seconds that something is in the cart now. */
export function Toast({ title, onDone }: { title: string | null; onDone: () => void }) {
  const { pathname } = useLocation()
  useEffect(() => {
    if (title) {
      const timer = setTimeout(onDone, 6_000)
      return () => clearTimeout(timer)
    }
    // a new title starts the time again; onDone is a new function on each render
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [title])
  // in the cart the new line is there to see: saying it is enough
  const inCart = pathname === "/cart"
  return (
    <div className={inCart ? "em-visually-hidden" : "toast"} role="status" data-shown={title !== null}>
      {title ? (
        <>
          <span>{title} is in your cart.</span>
          {inCart ? null : (
            <Link to="/cart" className="toast__link">
              View cart
            </Link>
          )}
        </>
      ) : null}
    </div>
  )
}
