import { Button, Container, Skeleton, Text } from "@medusajs/ui"
import { useState } from "react"
import { useOfferActivity } from "../../hooks/use-offers"
import { useText } from "../../hooks/use-text"
import { SectionError } from "../common/section-error"
import { SectionHeader } from "../common/section-header"
import { TextLink } from "../common/text-link"
import { Time } from "../common/time"

const STEP = 10

const DOTS: Record<string, string> = {
  sold: "bg-ui-tag-green-icon",
  fulfilled: "bg-ui-tag-green-icon",
  held: "bg-ui-tag-orange-icon",
  payment_started: "bg-ui-tag-blue-icon",
  ordering: "bg-ui-tag-blue-icon",
  refunded: "bg-ui-tag-red-icon",
  order_refused: "bg-ui-tag-red-icon",
}

/** What happened to the offer's stock and money, newest first. */
export function ActivitySection({ offerId }: { offerId: string }) {
  const { t } = useText()
  const [limit, setLimit] = useState(STEP)
  const { data, isPending, isError, error, refetch } = useOfferActivity(offerId, { limit, offset: 0 })

  if (isError && !data) {
    return <SectionError title={t("activity.title")} error={error} onRetry={() => void refetch()} />
  }
  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("activity.title")} />
      {isPending && <Skeleton className="m-6 h-32" />}
      {data?.activities.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("activity.empty")}
        </Text>
      )}
      {data && data.activities.length > 0 && (
        <ol className="flex flex-col gap-y-4 px-6 py-4">
          {data.activities.map((entry) => (
            <li key={entry.id} className="flex items-start gap-x-3">
              <span
                aria-hidden
                className={`mt-1.5 size-2 shrink-0 rounded-full ${DOTS[entry.kind] ?? "bg-ui-tag-neutral-icon"}`}
              />
              <div className="min-w-0">
                <Text size="small" leading="compact">
                  {t(`activity.${entry.kind}`, { count: entry.quantity, defaultValue: entry.kind })}
                  {entry.order_id && (
                    <>
                      {" "}
                      <TextLink to={`/orders/${entry.order_id}`}>{t("common.viewOrder")}</TextLink>
                    </>
                  )}
                </Text>
                {entry.cause && (
                  <Text size="small" className="text-ui-fg-subtle [overflow-wrap:anywhere]">
                    {t(`cause.${entry.cause}`, { defaultValue: entry.cause })}
                  </Text>
                )}
                <Text size="xsmall" className="text-ui-fg-subtle">
                  <Time iso={entry.created_at} />
                </Text>
              </div>
            </li>
          ))}
        </ol>
      )}
      {data && data.count > data.activities.length && (
        <div className="flex justify-center px-6 py-3">
          <Button size="small" variant="transparent" onClick={() => setLimit((shown) => Math.min(shown + STEP * 2, 100))}>
            {t("activity.more")}
          </Button>
        </div>
      )}
    </Container>
  )
}
