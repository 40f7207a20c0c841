import type { CheckoutTokens } from "../checkout-tokens.ts"
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
  /**
   * Signs in. Of a registration that broke off halfway there is an identity but no customer yet: that signs in as well, and
   * `customers.me` then answers 401.
   */
  login(credentials: Credentials, options?: CallOptions): Promise<void>
  /** Makes the identity and the customer, and signs in. Sent again, it goes on with a registration that broke off halfway. */
  register(registration: Registration, options?: CallOptions): Promise<MedusaCustomer>
  /** Forgets who was signed in, and what proves whose carts were ordered here. */
  logout(): void
  /** The server doesn't know the token any more: forgets it alone, so that a payment under way can still be followed. */
  forgetToken(): void
  isSignedIn(): boolean
  /** Called when another tab signs in or out. Returns a function that stops it. */
  onChange(listener: () => void): () => void
}

export function authCalls(send: Send, tokens: TokenStorage, checkouts: CheckoutTokens): AuthCalls {
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
      // Medusa answers it again for an identity that has no customer yet, if the password is the same
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
    logout: () => {
      tokens.clear()
      checkouts.clear()
    },
    forgetToken: () => tokens.clear(),
    isSignedIn: () => tokens.get() !== null,
    onChange: (listener) => tokens.onChange?.(listener) ?? (() => undefined),
  }
}
