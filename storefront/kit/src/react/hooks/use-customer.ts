import { useMemo, useSyncExternalStore } from "react"
import type { Credentials, Registration } from "../../client/calls/auth.ts"
import type { MedusaCustomer } from "../../client/medusa-types.ts"
import type { MonetizationError } from "../../client/monetization-error.ts"
import { useMonetization } from "../monetization-provider.tsx"

export interface UseCustomerResult {
  customer: MedusaCustomer | null
  isLoading: boolean
  isSignedIn: boolean
  error: MonetizationError | null
  refetch: () => Promise<void>
  /** @throws MonetizationError, status 401 for a wrong email or password */
  login: (credentials: Credentials) => Promise<void>
  /** @throws MonetizationError, e.g. when the email has an account */
  register: (registration: Registration) => Promise<void>
  logout: () => void
}

/** Who is signed in, and signing in and out. */
export function useCustomer(): UseCustomerResult {
  const { customerStore } = useMonetization()
  const state = useSyncExternalStore(
    customerStore.subscribe,
    customerStore.getSnapshot,
    customerStore.getServerSnapshot
  )
  const actions = useMemo(
    () => ({
      refetch: () => customerStore.load(),
      login: (credentials: Credentials) => customerStore.login(credentials),
      register: (registration: Registration) => customerStore.register(registration),
      logout: () => customerStore.logout(),
    }),
    [customerStore]
  )
  return {
    customer: state.customer,
    isLoading: state.status === "idle" || state.status === "loading",
    isSignedIn: state.status === "signed-in",
    error: state.error,
    ...actions,
  }
}
