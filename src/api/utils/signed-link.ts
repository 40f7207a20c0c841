import { SignedToken } from "../../utils/signed-token"

/** An address that works until a time. */
export type SignedLink = { url: string; expiresAt: string }

/** @param link a token that ends */
export function toSignedLink(url: string, { expires_at }: SignedToken): SignedLink {
  return { url, expiresAt: (expires_at as Date).toISOString() }
}
