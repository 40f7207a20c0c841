import { PurchaseList, usePurchases, type UsePurchasesResult } from "@event-monetization/storefront-kit/react"
import { useState } from "react"
import { Link } from "react-router-dom"
import { useShop } from "../shop-context.tsx"

const PAGE = 20
const MOST = 100

interface MyPurchasesList {
  list: UsePurchasesResult
  /** null when all of them are there. */
  showMore: (() => void) | null
}

/** The signed-in customer's purchases, or a guest's by the link's token. */
export function useMyPurchases(token: string | null = null): MyPurchasesList {
  const [limit, setLimit] = useState(PAGE)
  const list = usePurchases({ limit, token })
  const hasMore = list.purchases.length > 0 && list.count > list.purchases.length && limit < MOST
  return { list, showMore: hasMore ? () => setLimit(limit + PAGE) : null }
}

/** What was bought, with its downloads, codes and tickets. */
export function MyPurchases({ list, showMore }: MyPurchasesList) {
  const { timeZone, leadEvent } = useShop()
  return (
    <>
      <PurchaseList
        purchases={list.purchases}
        isLoading={list.isLoading}
        error={list.error}
        onRetry={() => void list.refetch()}
        orderHref={(orderId) => `/orders/${orderId}`}
        onDownload={(purchase, download) => void list.openDownload(purchase.id, download.id)}
        onTicket={(purchase, unit) => void list.openTicket(purchase.id, unit.id)}
        opening={list.opening}
        linkError={list.linkError}
        timeZone={timeZone}
        empty={
          <div className="em-state">
            <p>No extras yet.</p>
            {leadEvent ? (
              <Link className="em-button em-button--quiet" to={`/events/${leadEvent.handle}#extras`}>
                See what there is
              </Link>
            ) : null}
          </div>
        }
      />
      {showMore ? (
        <button type="button" className="em-button em-button--quiet" disabled={list.isRefetching} onClick={showMore}>
          Show more
        </button>
      ) : null}
    </>
  )
}
