import { Container, Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { formatNumber } from "../../lib/format"
import { acceptanceRate } from "../../lib/funnel-rate"
import { AdminFunnel } from "../../lib/funnel-types"
import { SectionHeader } from "../common/section-header"
import { RevenueText } from "./revenue-text"

/** What the funnel did so far. */
export function FunnelStats({ funnel }: { funnel: AdminFunnel }) {
  const { t, locale } = useText()
  const { stats } = funnel
  const rate = acceptanceRate(stats)
  const figures = [
    { key: "started", value: formatNumber(stats.started, locale) },
    { key: "accepted", value: formatNumber(stats.accepted, locale) },
    { key: "declined", value: formatNumber(stats.declined, locale) },
    {
      key: "rate",
      value:
        rate === null
          ? "–"
          : new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(rate),
    },
  ]
  return (
    <Container className="divide-y p-0">
      <SectionHeader title={t("funnelStats.title")} />
      <dl className="grid grid-cols-2 gap-4 px-6 py-4">
        {figures.map((figure) => (
          <div key={figure.key}>
            <dt>
              <Text as="span" size="small" className="text-ui-fg-subtle">
                {t(`funnelStats.${figure.key}`)}
              </Text>
            </dt>
            <dd className="txt-xlarge-plus text-ui-fg-base tabular-nums">{figure.value}</dd>
          </div>
        ))}
        <div className="col-span-2">
          <dt>
            <Text as="span" size="small" className="text-ui-fg-subtle">
              {t("funnelStats.revenue")}
            </Text>
          </dt>
          <dd className="txt-xlarge-plus text-ui-fg-base">
            <RevenueText revenue={stats.revenue} />
          </dd>
        </div>
      </dl>
    </Container>
  )
}
