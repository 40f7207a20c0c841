import { useEffect, useRef, type KeyboardEvent, type RefObject } from "react"

const FOCUSABLE = "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex='0']"

/**
 * Shows a native dialog as modal while `open`, keeps Tab inside it, and gives the focus back to where it was.
 * The native dialog makes the page behind it inert; Tab could still leave to the browser's own buttons.
 */
export function useModalDialog(
  open: boolean,
  onClose: () => void
): {
  ref: RefObject<HTMLDialogElement>
  onKeyDown: (event: KeyboardEvent<HTMLDialogElement>) => void
} {
  const ref = useRef<HTMLDialogElement>(null)
  const close = useRef(onClose)
  close.current = onClose

  useEffect(() => {
    const dialog = ref.current
    if (!dialog || !open) {
      return
    }
    const before = document.activeElement
    const overflow = document.documentElement.style.overflow
    dialog.showModal()
    document.documentElement.style.overflow = "hidden"
    const onCancel = (event: Event) => {
      event.preventDefault()
      close.current()
    }
    dialog.addEventListener("cancel", onCancel)
    return () => {
      dialog.removeEventListener("cancel", onCancel)
      dialog.close()
      document.documentElement.style.overflow = overflow
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus({ preventScroll: true })
      }
    }
  }, [open])

  const onKeyDown = (event: KeyboardEvent<HTMLDialogElement>) => {
    const dialog = ref.current
    if (event.key !== "Tab" || !dialog) {
      return
    }
    const stops = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)]
    const first = stops[0]
    const last = stops[stops.length - 1]
    if (!first || !last) {
      return
    }
    if (event.shiftKey && (document.activeElement === first || document.activeElement === dialog)) {
      event.preventDefault()
      last.focus()
    } else if (!event.shiftKey && document.activeElement === last) {
      event.preventDefault()
      first.focus()
    }
  }

  // React 18 and 19 type refs differently; the object is the same
  return { ref: ref as RefObject<HTMLDialogElement>, onKeyDown }
}
