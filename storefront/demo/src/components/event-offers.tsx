import { useShop } from "../shop-context.tsx"
import { useShopEvent } from "../use-shop-event.ts"
import { OfferSection, type OfferSectionProps } from "./offer-section.tsx"

interface EventOffersProps extends Omit<OfferSectionProps, "eventId" | "sessionId" | "timeZone"> {
  /** Of a cart or an order. */
  eventIds: string[]
}

/** What goes well with a cart or an order: a section for each of its events, which name theirs where there are several. */
export function EventOffers({ eventIds, ...section }: EventOffersProps) {
  return eventIds.map((eventId) => (
    <OneEventsOffers key={eventId} {...section} eventId={eventId} isOneOfMany={eventIds.length > 1} />
  ))
}

function OneEventsOffers({
  eventId,
  isOneOfMany,
  id,
  title,
  ...section
}: Omit<EventOffersProps, "eventIds"> & { eventId: string; isOneOfMany: boolean }) {
  const { timeZone } = useShop()
  const event = useShopEvent(eventId)
  return (
    <OfferSection
      {...section}
      id={isOneOfMany ? `${id}-${eventId}` : id}
      title={isOneOfMany && event ? `${title}: ${event.title}` : title}
      eventId={eventId}
      timeZone={event?.timeZone ?? timeZone}
    />
  )
}
