import { noticeKey } from "../../cart/dismissed-notices.ts"
import type { CartNotice } from "../../client/types.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"

export interface NoticeListProps {
  notices: CartNotice[]
  onDismiss?: (notice: CartNotice) => void
  labels?: LabelOverrides
}

/** What the shop took out of the cart, and why. Announced when it happens. */
export function NoticeList({ notices, onDismiss, labels: overrides }: NoticeListProps) {
  const { labels } = usePresentation(overrides)
  return (
    <div className="em-notices" role="status">
      {notices.map((notice) => (
        <div key={noticeKey(notice)} className="em-notice">
          <p>{labels.notice(notice)}</p>
          {onDismiss ? (
            <button
              type="button"
              className="em-notice__dismiss"
              aria-label={`${labels.dismiss}: ${notice.title}`}
              onClick={() => onDismiss(notice)}
            >
              <svg viewBox="0 0 16 16" aria-hidden="true">
                <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" />
              </svg>
            </button>
          ) : null}
        </div>
      ))}
    </div>
  )
}
