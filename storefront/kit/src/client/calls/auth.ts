import type { MedusaCustomer } from "../medusa-types.ts"
import type { TokenStorage } from "../token-storage.ts"
import type { CallOptions, Send } from "../transport.ts"

export interface Credentials {
  email: string
  password: string
}

export interface Registration extends Credentials {
  firstName?: string
  lastName?: string
}

/** Medusa's emailpass sign-in for customers. The token stays in the client's token storage. */
export interface AuthCalls {
  login(credentials: Credentials, options?: CallOptions): Promise<void>
  /** Makes the identity and the customer, and signs in. */
  register(registration: Registration, options?: CallOptions): Promise<MedusaCustomer>
  logout(): void
  isSignedIn(): boolean
}

export function authCalls(send: Send, tokens: TokenStorage): AuthCalls {
  const login: AuthCalls["login"] = async ({ email, password }, options) => {
    const { token } = await send<{ token: string }>("POST", "/auth/customer/emailpass", {
      ...options,
      // signing in changes nothing on the server, so a lost answer may be asked for again
      idempotent: true,
      token: "",
      body: { email, password },
    })
    tokens.set(token)
  }

  return {
    login,
    register: async ({ email, password, firstName, lastName }, options) => {
      const { token } = await send<{ token: string }>("POST", "/auth/customer/emailpass/register", {
        ...options,
        token: "",
        body: { email, password },
      })
      // this token only proves the new identity; the customer's own comes with the login below
      const { customer } = await send<{ customer: MedusaCustomer }>("POST", "/store/customers", {
        ...options,
        token,
        body: {
          email,
          ...(firstName ? { first_name: firstName } : {}),
          ...(lastName ? { last_name: lastName } : {}),
        },
      })
      await login({ email, password }, options)
      return customer
    },
    logout: () => tokens.clear(),
    isSignedIn: () => tokens.get() !== null,
  }
}
