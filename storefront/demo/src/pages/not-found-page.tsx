import { Link } from "react-router-dom"
import { useTitle } from "../use-title.ts"

export function NotFoundPage() {
  useTitle("Page not found")
  return (
    <div className="page page--narrow">
      <h1 className="display">This page is off the map</h1>
      <p className="lead">The link may be old, or there is a typo in the address.</p>
      <Link className="em-button" to="/">
        See all events
      </Link>
    </div>
  )
}
