import { Button, Copy, Input, Text } from "@medusajs/ui"
import { useBuyerLink } from "../../hooks/use-sales"
import { useFeedback } from "../../hooks/use-feedback"
import { useText } from "../../hooks/use-text"
import { formatDay } from "../../lib/format"
import { browserTimeZone } from "../../lib/time-zone"

/** Makes a guest a fresh link to what they bought, copies it, and leaves it in sight: not every browser lets us copy. */
export function BuyerLink({ orderId, email }: { orderId: string; email: string | null }) {
  const { t, locale } = useText()
  const feedback = useFeedback()
  const { mutateAsync, data: link, isPending } = useBuyerLink(orderId)

  const make = async () => {
    try {
      const { url } = await mutateAsync()
      await navigator.clipboard?.writeText(url).then(
        () => feedback.done(t("buyerLink.copied")),
        () => undefined
      )
    } catch (error) {
      feedback.failed(error)
    }
  }

  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-40">
          <Text size="small" leading="compact" weight="plus">
            {t("buyerLink.title")}
          </Text>
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t("buyerLink.hint")}
          </Text>
        </div>
        <Button size="small" variant="secondary" className="shrink-0" isLoading={isPending} onClick={() => void make()}>
          {t("buyerLink.copy")}
        </Button>
      </div>
      {link && (
        <div className="flex flex-col gap-y-1">
          <div className="flex items-center gap-x-2">
            <div className="min-w-0 flex-1">
              <Input
                readOnly
                size="small"
                value={link.url}
                aria-label={t("buyerLink.label")}
                className="font-mono"
                onFocus={(event) => event.target.select()}
              />
            </div>
            <Copy content={link.url} aria-label={t("buyerLink.copyAgain")} className="text-ui-fg-muted shrink-0" />
          </div>
          <Text size="xsmall" className="text-ui-fg-subtle text-pretty">
            {link.url.startsWith("/") && `${t("buyerLink.pathOnly")} `}
            {t(email ? "buyerLink.until" : "buyerLink.untilAnybody", {
              date: formatDay(link.expires_at, browserTimeZone(), locale),
              email,
            })}
          </Text>
        </div>
      )}
    </div>
  )
}
