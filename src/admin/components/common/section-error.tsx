import { Alert, Button, Container } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { errorText } from "../../lib/errors"
import { SectionHeader } from "./section-header"

/** A section that couldn't be loaded: what the server said, and another try. The rest of the page goes on. */
export function SectionError({ title, error, onRetry }: { title: string; error: unknown; onRetry: () => void }) {
  const { t } = useText()
  return (
    <Container className="divide-y p-0">
      <SectionHeader title={title}>
        <Button size="small" variant="secondary" className="shrink-0 whitespace-nowrap" onClick={onRetry}>
          {t("common.retry")}
        </Button>
      </SectionHeader>
      <div className="px-6 py-4">
        <Alert variant="error">{errorText(error) ?? t("errors.unreachable")}</Alert>
      </div>
    </Container>
  )
}
