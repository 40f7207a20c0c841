import { ReactNode } from "react"
import { Link } from "react-router-dom"

/** A link inside text. Underlined: Medusa's interactive blue alone is too faint on white. */
export function TextLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link
      to={to}
      className="txt-compact-small text-ui-fg-base hover:text-ui-fg-subtle focus-visible:shadow-borders-focus rounded underline underline-offset-2 outline-none"
    >
      {children}
    </Link>
  )
}
