import { useEffect, useRef } from "react"
import { Outlet, useLocation, useNavigationType } from "react-router-dom"
import { Footer } from "./footer.tsx"
import { Header } from "./header.tsx"

export function Layout() {
  const { pathname, hash } = useLocation()
  const navigation = useNavigationType()
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)

  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    // going back, the browser restores where the visitor was
    if (!hash && navigation !== "POP") {
      window.scrollTo(0, 0)
      // a new page starts at its beginning for the keyboard and the screen reader, too
      main.current?.focus({ preventScroll: true })
    }
  }, [pathname, hash, navigation])

  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <Header />
      <main id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
    </>
  )
}
