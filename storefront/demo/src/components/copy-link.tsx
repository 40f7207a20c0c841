import { CopyButton } from "@event-monetization/storefront-kit/react"

const LABELS = { copy: "Copy link", copied: "Link copied" }

/** Copies the full address of a page of this shop. */
export function CopyLink({ path, what }: { path: string; what: string }) {
  return <CopyButton text={`${location.origin}${path}`} what={what} labels={LABELS} />
}
