import { FormEvent, useRef } from "react"

type Submit = (event: FormEvent<HTMLFormElement>) => unknown

/**
 * A form's submit that does nothing while it is blocked or under way. Medusa's KeyboundForm submits on Ctrl+Enter whether its
 * button may be pressed or not, and twice before the first is known to have begun.
 */
export function useSubmitOnce(submit: Submit, blocked: boolean): Submit {
  const underWay = useRef(false)
  return async (event) => {
    if (blocked || underWay.current) {
      return
    }
    underWay.current = true
    try {
      await submit(event)
    } finally {
      underWay.current = false
    }
  }
}
