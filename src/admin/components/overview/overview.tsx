import { Button, Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useFirstEvent, useUpcomingEvents } from "../../hooks/use-events"
import { useOfferOverview, useOffersNeedingAttention } from "../../hooks/use-offers"
import { useText } from "../../hooks/use-text"
import { ATTENTION_LIST } from "../../lib/attention"
import { formatNumber } from "../../lib/format"
import { loadFailure } from "../../lib/load-failure"
import { AttentionList } from "./attention-list"
import { FirstSteps } from "./first-steps"
import { UpcomingEvents } from "./upcoming-events"

/** How many of each list stand here; the rest is a click away. */
const OFFERS_SHOWN = 8
const EVENTS_SHOWN = 5

export function Overview() {
  const { t, locale } = useText()
  const overview = useOfferOverview()
  const attention = useOffersNeedingAttention(OFFERS_SHOWN)
  const upcoming = useUpcomingEvents(EVENTS_SHOWN)
  const first = useFirstEvent()
  const failure = loadFailure(overview, attention, upcoming, first)
  if (failure) {
    throw failure
  }

  const figures = overview.data
  const empty = figures?.offers === 0 && first.data === null
  const cards = [
    { key: "publishedOffers", value: figures?.published_offers, to: "/monetization/offers" },
    { key: "unitsSold", value: figures?.units_sold },
    { key: "liveHolds", value: figures?.units_held },
    { key: "unitsLeft", value: figures?.units_left },
    { key: "upcomingEvents", value: upcoming.data?.count, to: "/monetization/events" },
    { key: "needAttention", value: figures?.offers_needing_attention, to: ATTENTION_LIST, alarming: true },
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

      {figures?.launched_offers === 0 && first.data !== undefined && <FirstSteps first={first.data} />}

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

      {attention.data && upcoming.data && !empty && (
        <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-2">
          <AttentionList offers={attention.data.offers} count={attention.data.count} />
          <UpcomingEvents events={upcoming.data.events} />
        </div>
      )}
    </div>
  )
}
