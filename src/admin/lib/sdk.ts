import Medusa from "@medusajs/js-sdk"

/** Signs in the way the dashboard itself does, so that an app built for JWT needs nothing from us. */
export const sdk = new Medusa({
  baseUrl: __BACKEND_URL__ || "/",
  auth: {
    type: __AUTH_TYPE__ || "session",
    jwtTokenStorageKey: __JWT_TOKEN_STORAGE_KEY__ || undefined,
  },
})
