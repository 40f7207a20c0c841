import { PurchaseList, usePurchases, type UsePurchasesResult } from "@event-monetization/storefront-kit/react"
import { useState } from "react"
import { Link } from "react-router-dom"
import { useShop } from "../shop-context.tsx"
import { ShowMore } from "./show-more.tsx"

const PAGE = 20
const MOST = 200

interface MyPurchasesList {
  list: UsePurchasesResult
  limit: number
  setLimit: (limit: number) => void
}

/** The signed-in customer's purchases, or a guest's by the link's token. */
export function useMyPurchases(token: string | null = null): MyPurchasesList {
  const [limit, setLimit] = useState(PAGE)
  const list = usePurchases({ limit, token })
  return { list, limit, setLimit }
}

/** What was bought, with its downloads, codes and tickets. */
export function MyPurchases({ list, limit, setLimit }: MyPurchasesList) {
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
      <ShowMore list={list} read={list.purchases.length} limit={limit} most={MOST} item=".em-purchase" onMore={setLimit} />
    </>
  )
}
