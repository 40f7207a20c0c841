import { Button, Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useAllEvents } from "../../hooks/use-events"
import { useNow } from "../../hooks/use-now"
import { useAllOffers } from "../../hooks/use-offers"
import { useText } from "../../hooks/use-text"
import { formatNumber } from "../../lib/format"
import { loadFailure } from "../../lib/load-failure"
import { overviewFigures } from "../../lib/overview"
import { AttentionList } from "./attention-list"
import { FirstSteps } from "./first-steps"
import { UpcomingEvents } from "./upcoming-events"

export function Overview() {
  const { t, locale } = useText()
  const offers = useAllOffers()
  const events = useAllEvents()
  const now = useNow(60_000)
  const failure = loadFailure(offers, events)
  if (failure) {
    throw failure
  }

  const figures = offers.data && events.data ? overviewFigures(offers.data, events.data, now) : undefined
  const empty = offers.data?.length === 0 && events.data?.length === 0
  const cards = [
    { key: "publishedOffers", value: figures?.publishedOffers, to: "/monetization/offers" },
    { key: "unitsSold", value: figures?.unitsSold },
    { key: "liveHolds", value: figures?.liveHolds },
    { key: "unitsLeft", value: figures?.unitsLeft },
    { key: "upcomingEvents", value: figures?.upcomingEvents.length, to: "/monetization/events" },
    { key: "needAttention", value: figures?.attention.length, alarming: true },
  ]

  return (
    <div className="flex flex-col gap-y-3">
      <Container className="flex flex-wrap items-center justify-between gap-4">
        <div className="min-w-0">
          <Heading>{t("nav.monetization")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t("overview.hint")}
          </Text>
        </div>
        {!empty && (
          <div className="flex flex-wrap gap-2">
            <Button size="small" variant="secondary" asChild>
              <Link to="/monetization/events/create">{t("overview.createEvent")}</Link>
            </Button>
            <Button size="small" asChild>
              <Link to="/monetization/offers/create">{t("overview.createOffer")}</Link>
            </Button>
          </div>
        )}
      </Container>

      {offers.data && events.data && <FirstSteps offers={offers.data} events={events.data} />}

      {!empty && (
        <dl className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
          {cards.map((card) => (
            <Container key={card.key} className="flex flex-col gap-y-1 p-4">
              <dt>
                <Text size="small" leading="compact" className="text-ui-fg-subtle">
                  {card.to ? (
                    <Link
                      to={card.to}
                      className="hover:text-ui-fg-interactive focus-visible:shadow-borders-focus rounded outline-none"
                    >
                      {t(`overview.${card.key}`)}
                    </Link>
                  ) : (
                    t(`overview.${card.key}`)
                  )}
                </Text>
              </dt>
              <dd
                className={`txt-xlarge-plus tabular-nums ${
                  card.alarming && card.value ? "text-ui-tag-orange-text" : "text-ui-fg-base"
                }`}
              >
                {card.value === undefined ? (
                  <Skeleton className="h-7 w-12" />
                ) : card.value === null ? (
                  t("stock.unlimited")
                ) : (
                  formatNumber(card.value, locale)
                )}
              </dd>
            </Container>
          ))}
        </dl>
      )}

      {figures && !empty && (
        <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-2">
          <AttentionList entries={figures.attention} />
          <UpcomingEvents events={figures.upcomingEvents} />
        </div>
      )}
    </div>
  )
}
