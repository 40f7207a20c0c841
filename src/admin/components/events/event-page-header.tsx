import { Button, Container, Heading, Text } from "@medusajs/ui"
import { ReactNode } from "react"
import { Link } from "react-router-dom"
import { useText } from "../../hooks/use-text"
import { AdminEvent } from "../../lib/types"

/** The head of a page about one side of an event, with the way back to the event. `children` stand below it. */
export function EventPageHeader({ event, title, children }: { event: AdminEvent; title: string; children?: ReactNode }) {
  const { t } = useText()
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between gap-x-4 px-6 py-4">
        <div className="min-w-0">
          <Heading>{title}</Heading>
          <Text size="small" className="text-ui-fg-subtle truncate">
            {event.title}
          </Text>
        </div>
        <Button size="small" variant="secondary" className="shrink-0" asChild>
          <Link to={`/monetization/events/${event.id}`}>{t("event.toEvent")}</Link>
        </Button>
      </div>
      {children}
    </Container>
  )
}
