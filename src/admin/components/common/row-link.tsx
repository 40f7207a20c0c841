import { ReactNode } from "react"
import { Link } from "react-router-dom"

/** The link of a clickable table row: it makes the row reachable by keyboard and openable in a new tab. */
export function RowLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link
      to={to}
      onClick={(event) => event.stopPropagation()}
      className="focus-visible:shadow-borders-focus hover:text-ui-fg-interactive block truncate rounded outline-none"
    >
      {children}
    </Link>
  )
}
