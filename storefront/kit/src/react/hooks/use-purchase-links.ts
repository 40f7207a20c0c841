import { useCallback, useEffect, useRef, useState } from "react"
import { asMonetizationError } from "../../cart/cart-store.ts"
import type { MonetizationError } from "../../client/monetization-error.ts"
import type { SignedLink } from "../../client/types.ts"
import { useMonetization } from "../monetization-provider.tsx"

/** Which file of which purchase: a download's id, or a unit's for its ticket. */
export interface PurchaseFile {
  purchaseId: string
  fileId: string
}

export interface PurchaseLinks {
  /** A fresh address of a download: it works for some minutes. @throws MonetizationError */
  downloadLink: (purchaseId: string, assetId: string) => Promise<SignedLink>
  /** A fresh address of a unit's ticket as a PDF. @throws MonetizationError */
  ticketLink: (purchaseId: string, unitId: string) => Promise<SignedLink>
  /** Asks for a fresh address and opens it. Never throws: false, and `linkError` says why. */
  openDownload: (purchaseId: string, assetId: string) => Promise<boolean>
  openTicket: (purchaseId: string, unitId: string) => Promise<boolean>
  /** Whose address is being asked for. */
  opening: PurchaseFile | null
  /** Of the last one opened, until the next. */
  linkError: (PurchaseFile & { error: MonetizationError }) | null
}

/**
 * Downloads and tickets of purchases, by addresses that are asked for when they are clicked and never kept.
 * @param token of a guest's link; null for the signed-in customer
 */
export function usePurchaseLinks(token: string | null): PurchaseLinks {
  const { client } = useMonetization()
  const [opening, setOpening] = useState<PurchaseFile | null>(null)
  const [linkError, setLinkError] = useState<PurchaseLinks["linkError"]>(null)
  const isMounted = useRef(false)

  useEffect(() => {
    isMounted.current = true
    return () => {
      isMounted.current = false
    }
  }, [])

  const downloadLink = useCallback(
    (purchaseId: string, assetId: string) =>
      client.purchases.downloadLink(purchaseId, { assetId, ...(token === null ? {} : { token }) }),
    [client, token]
  )
  const ticketLink = useCallback(
    (purchaseId: string, unitId: string) =>
      client.purchases.ticketLink(purchaseId, { unitId, ...(token === null ? {} : { token }) }),
    [client, token]
  )

  const open = useCallback(async (file: PurchaseFile, link: Promise<SignedLink>): Promise<boolean> => {
    setOpening(file)
    setLinkError(null)
    try {
      const { url } = await link
      // no new tab: after the wait it would be stopped as a pop-up. A download leaves this page where it is, and from a
      // ticket's PDF the back button leads here
      if (isMounted.current) {
        window.location.assign(url)
      }
      return true
    } catch (failure) {
      setLinkError({ ...file, error: asMonetizationError(failure) })
      return false
    } finally {
      setOpening(null)
    }
  }, [])

  const openDownload = useCallback(
    (purchaseId: string, assetId: string) => open({ purchaseId, fileId: assetId }, downloadLink(purchaseId, assetId)),
    [open, downloadLink]
  )
  const openTicket = useCallback(
    (purchaseId: string, unitId: string) => open({ purchaseId, fileId: unitId }, ticketLink(purchaseId, unitId)),
    [open, ticketLink]
  )
  return { downloadLink, ticketLink, openDownload, openTicket, opening, linkError }
}
