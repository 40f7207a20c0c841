import type { AxiosInstance } from "axios"

const HEADER = "x-checkout-token"

/** By cart, for the whole file: the browser stays when a server is started again. */
const tokens = new Map<string, string>()

/**
 * Sends what a storefront's browser does: the token that came with a cart, with every later request for it. A test that
 * plays a stranger sends the header itself, empty.
 */
export function rememberCheckoutTokens(api: AxiosInstance): void {
  api.interceptors.response.use((response) => {
    const { checkoutToken, order, cart } = response.data ?? {}
    const token = checkoutToken ?? cart?.checkoutToken
    if (token) {
      tokens.set((cart ?? order).id, token)
    }
    return response
  })
  api.interceptors.request.use((request) => {
    const [, cartId] = /\/store\/carts\/([^/]+)\//.exec(request.url ?? "") ?? []
    const token = tokens.get(cartId)
    if (token && !request.headers.has(HEADER)) {
      request.headers.set(HEADER, token)
    }
    return request
  })
}
